import type { ClientSession } from 'mongoose';
import { startKeyOf, type Variables } from '../../../engine/index.js';
import type {
  MessageDocument,
  MessageHandover,
  StartTriggerDocument,
} from '../../store/routing-models.js';
import type { PreparedStart } from '../instances/start-instance.js';
import { BATCH, isDuplicateKey, type RoutingDependencies } from './message-routing.js';

const RACES = 5;

/** An instance that was started with the same correlation key runs. */
class KeyTaken extends Error {}
/** The process has got the message. */
class AlreadyServed extends Error {}

/**
 * Starts what a message starts: one instance, if it has reached none otherwise. Of several processes that it starts, the
 * one deployed first gets it, whether that can start now or not.
 */
export async function startByMessage(
  deps: RoutingDependencies,
  message: MessageDocument,
): Promise<boolean> {
  if (message.deliveries.length > 0) return false;
  const chosen = await findStart(deps, message);
  return chosen === undefined ? false : startProcess(deps, message, chosen);
}

/** Messages that waited for the process to be deployed, or for an instance with their key to end. */
export async function startByBuffered(
  deps: RoutingDependencies,
  which: Pick<StartTriggerDocument, 'organisationId' | 'processDefinitionId'> & {
    readonly correlationKey?: string;
  },
): Promise<void> {
  const { store, now } = deps;
  const { organisationId, processDefinitionId, correlationKey } = which;
  const names = await store.startTriggers
    .distinct('name', { organisationId, kind: 'message', processDefinitionId })
    .exec();
  const messages = await store.messages
    .find({
      organisationId,
      name: { $in: names },
      // One without a key may have that key in its content.
      ...(correlationKey === undefined ? {} : { correlationKey: { $in: [correlationKey, ''] } }),
      expiresAt: { $gt: now() },
      deliveries: { $size: 0 },
    })
    .sort({ publishedAt: 1 })
    .limit(BATCH)
    .lean()
    .exec();
  for (const message of messages) {
    const isStarted = await startByMessage(deps, message);
    // The others wait for the end of this one.
    if (isStarted && correlationKey !== undefined && correlationKey !== '') return;
  }
}

type ChosenStart = Awaited<ReturnType<typeof triggersOf>>[number];

async function findStart(
  deps: RoutingDependencies,
  message: MessageDocument,
): Promise<ChosenStart | undefined> {
  const { organisationId, name } = message;
  const triggers = await deps.store.startTriggers
    .find({ organisationId, kind: 'message', name })
    .lean()
    .exec();
  const ids = [...new Set(triggers.map((one) => one.processDefinitionId))];
  for (const processDefinitionId of await inOrderOfDeployment(deps, organisationId, ids)) {
    const [chosen] = await triggersOf(deps, message, processDefinitionId, triggers);
    if (chosen) return chosen;
  }
  return undefined;
}

/** By their first versions. */
async function inOrderOfDeployment(
  { store }: RoutingDependencies,
  organisationId: string,
  processDefinitionIds: readonly string[],
): Promise<readonly string[]> {
  if (processDefinitionIds.length < 2) return processDefinitionIds;
  const versions = await store.processDefinitions
    .find(
      { organisationId, processDefinitionId: { $in: [...processDefinitionIds] }, version: 1 },
      { processDefinitionId: 1 },
    )
    .sort({ deployedAt: 1, processDefinitionId: 1 })
    .lean()
    .exec();
  return [...new Set(versions.map((version) => version.processDefinitionId))];
}

/** The variant that applies to the sender's scope starts, as it would by hand. */
export async function triggersOf(
  deps: RoutingDependencies,
  { organisationId, scope }: Pick<MessageDocument, 'organisationId' | 'scope'>,
  processDefinitionId: string,
  triggers: readonly StartTriggerDocument[],
) {
  const definition = await deps.resolve(organisationId, processDefinitionId, scope);
  if (!definition) return [];
  return triggers
    .filter((trigger) => trigger.processDefinitionKey === definition._id)
    .map((trigger) => ({ definition, ...startOf(trigger) }));
}

function startOf({ elementId, definition, conversation }: StartTriggerDocument) {
  return { elementId, startDefinition: definition, conversation };
}

async function startProcess(
  deps: RoutingDependencies,
  message: MessageDocument,
  chosen: ChosenStart,
): Promise<boolean> {
  const { definition, elementId, startDefinition } = chosen;
  const { processDefinitionId } = definition;
  const key = keyOf(message, chosen);
  for (let tries = 1; ; tries += 1) {
    const prepared = await deps.starter.prepare({
      id: `${message._id}/${processDefinitionId}`,
      definition,
      scope: message.scope,
      startElementId: elementId,
      startDefinition,
      variables: message.variables as Variables,
      actor: message.publishedBy,
    });
    const place = { organisationId: message.organisationId, processDefinitionId, key };
    try {
      await deps.store.connection.transaction((session) =>
        claim(deps, message, place, prepared, session),
      );
    } catch (error) {
      if (error instanceof AlreadyServed) return false;
      if (error instanceof KeyTaken) {
        if (await waitForEnd(deps, place)) return false;
      } else if (!isDuplicateKey(error)) throw error;
      if (tries === RACES) throw error;
      continue;
    }
    await prepared.carryOut();
    return true;
  }
}

/** The key is that of the message, or what the start event reads in its content. */
function keyOf(message: MessageDocument, { definition, conversation }: ChosenStart): string {
  const { correlationKey, publishedAt } = message;
  const told = { correlationKey, variables: message.variables as Variables };
  const moment = { at: publishedAt.getTime(), zone: definition.zone ?? 'UTC' };
  return startKeyOf(conversation === undefined ? {} : { conversation }, told, moment);
}

/** What at most one running instance is started with. */
interface StartPlace {
  readonly organisationId: string;
  readonly processDefinitionId: string;
  /** Empty: as many as there are messages. */
  readonly key: string;
}

/** Message, key and promised instance go together: whatever happens, all of it has happened or nothing. */
async function claim(
  deps: RoutingDependencies,
  message: MessageDocument,
  place: StartPlace,
  prepared: PreparedStart,
  session: ClientSession,
): Promise<void> {
  const { store, now } = deps;
  const { instanceId } = prepared;
  const delivery: MessageHandover = {
    processDefinitionId: place.processDefinitionId,
    instanceId,
    subscriptionId: '',
    isTaken: true,
    handedAt: now(),
  };
  const reserved = await store.messages
    .updateOne(
      { _id: message._id, deliveries: { $size: 0 } },
      { $push: { deliveries: delivery } },
      { session },
    )
    .exec();
  if (reserved.modifiedCount === 0) throw new AlreadyServed();
  if (place.key !== '') await takeKey(deps, place, instanceId, session);
  await prepared.keep(session);
}

async function takeKey(
  { store }: RoutingDependencies,
  place: StartPlace,
  instanceId: string,
  session: ClientSession,
): Promise<void> {
  const _id = lockId(place);
  const holder = await store.startLocks.findById(_id, null, { session }).lean().exec();
  if (holder) {
    const running = { _id: holder.instanceId, state: 'active' } as const;
    if (await store.instances.exists(running).session(session)) throw new KeyTaken();
  }
  const { key: correlationKey, ...process } = place;
  const lock = { ...process, correlationKey, instanceId, hasWaiting: false };
  const options = { session, upsert: true };
  await store.startLocks.collection.replaceOne({ _id: _id as never }, lock, options);
}

/** False if nobody holds the key any more. */
async function waitForEnd({ store }: RoutingDependencies, place: StartPlace): Promise<boolean> {
  const _id = lockId(place);
  const marked = await store.startLocks.updateOne({ _id }, { $set: { hasWaiting: true } }).exec();
  return marked.matchedCount > 0;
}

function lockId({ organisationId, processDefinitionId, key }: StartPlace): string {
  return [organisationId, processDefinitionId, key].map(encodeURIComponent).join('/');
}

/** An instance has ended: the next message with its key starts one. */
export async function freeKeysOf(deps: RoutingDependencies, instanceId: string): Promise<void> {
  const locks = await deps.store.startLocks.find({ instanceId }).lean().exec();
  for (const lock of locks) {
    await startByBuffered(deps, lock);
    await deps.store.startLocks.deleteOne({ _id: lock._id, instanceId }).exec();
  }
}
