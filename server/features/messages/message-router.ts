import { setTimeout as sleep } from 'node:timers/promises';
import type { InstanceIdentity, RecordedFact } from '../../../workflows/activities/ports.js';
import { EngineUnavailable } from '../../errors.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { MessageDocument } from '../../store/routing-models.js';
import { hand, markKept, markTaken, release, settleDelivery } from './message-delivery.js';
import {
  BATCH,
  insertOnce,
  KEPT_MS,
  type RoutingDependencies,
  type Sending,
} from './message-routing.js';
import { freeKeysOf, startByBuffered, startByMessage } from './message-starts.js';

export interface Publication extends Sending {
  readonly messageId: string;
  readonly correlationKey: string;
  readonly timeToLiveMs: number;
}

export interface Published {
  readonly isDuplicate: boolean;
  readonly deliveredTo: readonly string[];
}

/** Brings messages together with instances that wait for them, or starts one; each message reaches at most one instance. */
export interface MessageRouter {
  publish(publication: Publication): Promise<Published>;
  /** Waits until an instance has taken the message or keeps it; it is not buffered. Gives the first one. */
  correlate(publication: Omit<Publication, 'timeToLiveMs'>): Promise<string | undefined>;
  /** Instances began or ceased to wait, took a message, or ended. */
  notice(identity: InstanceIdentity, facts: readonly RecordedFact[]): Promise<void>;
  /** A version was deployed: messages may be buffered that start it. */
  offerToStarts(definition: ProcessDefinitionDocument): Promise<void>;
  /** Takes up everything that was interrupted. */
  settlePending(olderThan: Date): Promise<number>;
}

export function createMessageRouter(deps: RoutingDependencies): MessageRouter {
  return {
    publish: (publication) => publish(deps, publication),
    correlate: (publication) => correlate(deps, publication),
    notice: (identity, facts) => notice(deps, identity, facts),
    offerToStarts: ({ _id }) => offerToStarts(deps, { processDefinitionKey: _id }),
    settlePending: (olderThan) => settlePending(deps, olderThan),
  };
}

async function publish(deps: RoutingDependencies, publication: Publication): Promise<Published> {
  const message = buildMessage(publication, deps.now());
  const isNew = await insertOnce(deps.store.messages.collection, message);
  const stored = isNew ? message : await find(deps, message._id);
  // Whoever published it first may have died over it.
  if (stored && !stored.isRouted) await route(deps, stored);
  const routed = await find(deps, message._id);
  const deliveredTo = (routed?.deliveries ?? []).map(({ instanceId }) => instanceId);
  return { isDuplicate: !isNew, deliveredTo };
}

const TAKEN_WITHIN_MS = 10_000;
const POLL_MS = 25;

async function correlate(
  deps: RoutingDependencies,
  publication: Omit<Publication, 'timeToLiveMs'>,
): Promise<string | undefined> {
  await publish(deps, { ...publication, timeToLiveMs: 0 });
  const giveUpAt = Date.now() + TAKEN_WITHIN_MS;
  const id = idOf(publication);
  for (;;) {
    const message = await find(deps, id);
    const taken = message?.deliveries.find(({ isTaken, isKept }) => isTaken || isKept === true);
    if (taken) return taken.instanceId;
    if (!message || (message.isRouted && message.deliveries.length === 0)) return undefined;
    if (Date.now() > giveUpAt)
      throw new EngineUnavailable('The message is on its way, but was not taken in time.');
    await sleep(POLL_MS);
  }
}

/** Those who wait come before what would start; who waits for another message comes last. */
async function route(deps: RoutingDependencies, message: MessageDocument): Promise<void> {
  const { store } = deps;
  const { _id, organisationId, name, correlationKey } = message;
  const waiting = await store.subscriptions
    .find({ organisationId, kind: 'message', name, correlationKey, isOpen: true })
    .sort({ pendingSince: 1, _id: 1 })
    .lean()
    .exec();
  if (message.deliveries.length === 0) {
    for (const subscription of waiting) if (await hand(deps, message, subscription)) break;
  }
  const handed = await find(deps, _id);
  if (handed) await startByMessage(deps, handed);
  await store.messages.updateOne({ _id }, { $set: { isRouted: true } }).exec();
}

async function offerBuffered(deps: RoutingDependencies, subscriptionId: string): Promise<void> {
  const { store, now } = deps;
  const subscription = await store.subscriptions.findById(subscriptionId).lean().exec();
  if (subscription?.isOpen !== true || subscription.kind !== 'message') return;
  if (subscription.pendingMessageId !== null) return;
  const { organisationId, name, correlationKey } = subscription;
  const message = await store.messages
    .findOne({
      organisationId,
      name,
      correlationKey,
      expiresAt: { $gt: now() },
      deliveries: { $size: 0 },
    })
    .sort({ publishedAt: 1 })
    .lean()
    .exec();
  if (message) await hand(deps, { ...message, isRouted: true }, subscription);
  await store.subscriptions
    .updateOne({ _id: subscriptionId }, { $set: { isOffered: true } })
    .exec();
}

async function notice(
  deps: RoutingDependencies,
  { organisationId, instanceId }: InstanceIdentity,
  facts: readonly RecordedFact[],
): Promise<void> {
  const closed = new Set<string>();
  for (const { record } of facts) {
    switch (record.type) {
      case 'subscriptionOpened':
        if (record.kind === 'message') await offerBuffered(deps, record.subscriptionId);
        break;
      case 'messageCorrelated':
        await markTaken(deps.store, organisationId, record.messageId, record.subscriptionId);
        await offerBuffered(deps, record.subscriptionId);
        break;
      case 'messageDeferred':
        await markKept(deps, organisationId, record.messageId, record.subscriptionId);
        break;
      case 'subscriptionClosed':
        closed.add(record.subscriptionId);
        break;
      case 'instanceCompleted':
      case 'instanceCanceled':
      case 'instanceFailed':
        await freeKeysOf(deps, instanceId);
        break;
      default:
    }
  }
  if (closed.size > 0) await settleUntaken(deps, { subscriptionId: { $in: [...closed] } });
}

async function offerToStarts(
  deps: RoutingDependencies,
  which: { readonly processDefinitionKey?: string },
): Promise<void> {
  const { store } = deps;
  const triggers = await store.startTriggers
    .find({ ...which, isOffered: false })
    .limit(BATCH)
    .lean()
    .exec();
  for (const { _id, organisationId, processDefinitionId } of triggers) {
    await startByBuffered(deps, { organisationId, processDefinitionId });
    await store.startTriggers.updateOne({ _id }, { $set: { isOffered: true } }).exec();
  }
}

async function settlePending(deps: RoutingDependencies, olderThan: Date): Promise<number> {
  const { store } = deps;
  const unrouted = await store.messages
    .find({ isRouted: false, publishedAt: { $lt: olderThan } })
    .sort({ publishedAt: 1 })
    .limit(BATCH)
    .lean()
    .exec();
  for (const message of unrouted) await route(deps, message);
  const untaken = await settleUntaken(deps, { handedAt: { $lt: olderThan } });
  await releaseAbandoned(deps, olderThan);
  const unoffered = await store.subscriptions
    .find({ isOpen: true, isOffered: false }, { _id: 1 })
    .limit(BATCH)
    .lean()
    .exec();
  for (const { _id } of unoffered) await offerBuffered(deps, _id);
  await offerToStarts(deps, {});
  await freeEndedKeys(deps);
  return unrouted.length + untaken;
}

/** Messages that were handed over, and of which no instance has told that it took them. */
async function settleUntaken(deps: RoutingDependencies, which: object): Promise<number> {
  const untaken = { isTaken: false, ...which };
  const messages = await deps.store.messages
    .find({ 'deliveries.isTaken': false, deliveries: { $elemMatch: untaken } })
    .limit(BATCH)
    .lean()
    .exec();
  for (const message of messages) {
    for (const delivery of message.deliveries.filter(({ isTaken }) => !isTaken)) {
      if (!(await settleDelivery(deps, message, delivery))) continue;
      const returned = await find(deps, message._id);
      if (returned) await route(deps, returned);
    }
  }
  return messages.length;
}

/** Subscriptions that were reserved for a message which then went elsewhere. */
async function releaseAbandoned({ store }: RoutingDependencies, olderThan: Date): Promise<void> {
  const reserved = await store.subscriptions
    .find({ isOpen: true, pendingSince: { $lt: olderThan } })
    .limit(BATCH)
    .lean()
    .exec();
  for (const { _id, organisationId, pendingMessageId } of reserved) {
    if (pendingMessageId === null) continue;
    const message = `${organisationId}/${pendingMessageId}`;
    const untaken = { $elemMatch: { subscriptionId: _id, isTaken: false } };
    const isOurs = await store.messages.exists({ _id: message, deliveries: untaken });
    if (!isOurs) await release(store, _id, pendingMessageId);
  }
}

async function freeEndedKeys(deps: RoutingDependencies): Promise<void> {
  const locks = await deps.store.startLocks.find({ hasWaiting: true }).limit(BATCH).lean().exec();
  for (const { instanceId } of locks) {
    const isRunning = await deps.store.instances.exists({ _id: instanceId, state: 'active' });
    if (!isRunning) await freeKeysOf(deps, instanceId);
  }
}

function find({ store }: RoutingDependencies, id: string): Promise<MessageDocument | null> {
  return store.messages.findById(id).lean().exec();
}

function idOf({ organisationId, messageId }: Pick<Publication, 'organisationId' | 'messageId'>) {
  return `${organisationId}/${messageId}`;
}

function buildMessage(publication: Publication, at: Date): MessageDocument {
  const { organisationId, messageId, name, correlationKey, variables, scope } = publication;
  const expiresAt = new Date(at.getTime() + publication.timeToLiveMs);
  return {
    _id: idOf(publication),
    organisationId,
    messageId,
    name,
    correlationKey,
    variables,
    publishedAt: at,
    publishedBy: publication.sentBy,
    scope,
    isRouted: false,
    expiresAt,
    removeAt: new Date(expiresAt.getTime() + KEPT_MS),
    deliveries: [],
  };
}
