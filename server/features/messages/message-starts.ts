import type { ClientSession } from 'mongoose';
import type { Variables } from '../../../engine/index.js';
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

/** Starts what a message starts: at most one instance of each process that it has not reached otherwise. */
export async function startByMessage(
  deps: RoutingDependencies,
  message: MessageDocument,
): Promise<void> {
  const { organisationId, name } = message;
  const triggers = await deps.store.startTriggers
    .find({ organisationId, kind: 'message', name })
    .lean()
    .exec();
  for (const processDefinitionId of new Set(triggers.map((one) => one.processDefinitionId))) {
    await startProcess(deps, message, processDefinitionId, triggers);
  }
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
  const triggers = await store.startTriggers
    .find({ organisationId, kind: 'message', processDefinitionId })
    .lean()
    .exec();
  const messages = await store.messages
    .find({
      organisationId,
      name: { $in: triggers.map((trigger) => trigger.name) },
      ...(correlationKey === undefined ? {} : { correlationKey }),
      expiresAt: { $gt: now() },
      'deliveries.processDefinitionId': { $ne: processDefinitionId },
    })
    .sort({ publishedAt: 1 })
    .limit(BATCH)
    .lean()
    .exec();
  for (const message of messages) {
    const named = triggers.filter(({ name }) => name === message.name);
    const isStarted = await startProcess(deps, message, processDefinitionId, named);
    // The others wait for the end of this one.
    if (isStarted && correlationKey !== undefined && correlationKey !== '') return;
  }
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

function startOf({ elementId, definition }: StartTriggerDocument) {
  return { elementId, startDefinition: definition };
}

async function startProcess(
  deps: RoutingDependencies,
  message: MessageDocument,
  processDefinitionId: string,
  triggers: readonly StartTriggerDocument[],
): Promise<boolean> {
  if (message.deliveries.some((one) => one.processDefinitionId === processDefinitionId))
    return false;
  const [chosen] = await triggersOf(deps, message, processDefinitionId, triggers);
  if (!chosen) return false;
  for (let tries = 1; ; tries += 1) {
    const prepared = await deps.starter.prepare({
      id: `${message._id}/${processDefinitionId}`,
      definition: chosen.definition,
      scope: message.scope,
      startElementId: chosen.elementId,
      startDefinition: chosen.startDefinition,
      variables: message.variables as Variables,
      actor: message.publishedBy,
    });
    try {
      await deps.store.connection.transaction((session) =>
        claim(deps, message, processDefinitionId, prepared, session),
      );
    } catch (error) {
      if (error instanceof AlreadyServed) return false;
      if (error instanceof KeyTaken) {
        if (await waitForEnd(deps, message, processDefinitionId)) return false;
      } else if (!isDuplicateKey(error)) throw error;
      if (tries === RACES) throw error;
      continue;
    }
    await prepared.carryOut();
    return true;
  }
}

/** Message, key and promised instance go together: whatever happens, all of it has happened or nothing. */
async function claim(
  deps: RoutingDependencies,
  message: MessageDocument,
  processDefinitionId: string,
  prepared: PreparedStart,
  session: ClientSession,
): Promise<void> {
  const { store, now } = deps;
  const { instanceId } = prepared;
  const delivery: MessageHandover = {
    processDefinitionId,
    instanceId,
    subscriptionId: '',
    isTaken: true,
    handedAt: now(),
  };
  const reserved = await store.messages
    .updateOne(
      { _id: message._id, 'deliveries.processDefinitionId': { $ne: processDefinitionId } },
      { $push: { deliveries: delivery } },
      { session },
    )
    .exec();
  if (reserved.modifiedCount === 0) throw new AlreadyServed();
  if (message.correlationKey !== '')
    await takeKey(deps, message, processDefinitionId, instanceId, session);
  await prepared.keep(session);
}

async function takeKey(
  { store }: RoutingDependencies,
  message: MessageDocument,
  processDefinitionId: string,
  instanceId: string,
  session: ClientSession,
): Promise<void> {
  const _id = lockId(message, processDefinitionId);
  const holder = await store.startLocks.findById(_id, null, { session }).lean().exec();
  if (holder) {
    const running = { _id: holder.instanceId, state: 'active' } as const;
    if (await store.instances.exists(running).session(session)) throw new KeyTaken();
  }
  const { organisationId, correlationKey } = message;
  const place = { organisationId, processDefinitionId, correlationKey };
  const lock = { ...place, instanceId, hasWaiting: false };
  const options = { session, upsert: true };
  await store.startLocks.collection.replaceOne({ _id: _id as never }, lock, options);
}

/** False if nobody holds the key any more. */
async function waitForEnd(
  { store }: RoutingDependencies,
  message: MessageDocument,
  processDefinitionId: string,
): Promise<boolean> {
  const _id = lockId(message, processDefinitionId);
  const marked = await store.startLocks.updateOne({ _id }, { $set: { hasWaiting: true } }).exec();
  return marked.matchedCount > 0;
}

function lockId(
  { organisationId, correlationKey }: MessageDocument,
  processDefinitionId: string,
): string {
  return [organisationId, processDefinitionId, correlationKey].map(encodeURIComponent).join('/');
}

/** An instance has ended: the next message with its key starts one. */
export async function freeKeysOf(deps: RoutingDependencies, instanceId: string): Promise<void> {
  const locks = await deps.store.startLocks.find({ instanceId }).lean().exec();
  for (const lock of locks) {
    await startByBuffered(deps, lock);
    await deps.store.startLocks.deleteOne({ _id: lock._id, instanceId }).exec();
  }
}
