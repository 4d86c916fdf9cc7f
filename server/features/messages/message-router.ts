import type { Logger } from 'pino';
import type { Variables } from '../../../engine/index.js';
import { EngineRefusal } from '../../errors.js';
import type { SubscriptionDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { MessageDocument } from '../../store/work-models.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';

export interface Publication {
  readonly organisationId: string;
  readonly messageId: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
  readonly timeToLiveMs: number;
  readonly publishedBy: string;
}

export interface Published {
  readonly isDuplicate: boolean;
  readonly deliveredTo: readonly string[];
}

/** Brings messages and waiting instances together, each message at most once per process. */
export interface MessageRouter {
  publish(publication: Publication): Promise<Published>;
  /** A subscription opened, or took a message and waits again: something may be buffered for it. */
  offerBuffered(subscriptionId: string): Promise<void>;
  /** Hands over again what was handed over and never taken. */
  settlePending(olderThan: Date): Promise<number>;
  broadcast(
    organisationId: string,
    deliveryId: string,
    name: string,
    variables: Variables,
  ): Promise<void>;
}

export interface MessageRouterDependencies {
  readonly store: Store;
  readonly engine: ProcessEngine;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** As many are looked at in one round. */
const BATCH = 200;
const KEPT_AFTER_EXPIRY_MS = 24 * 3_600_000;

export function createMessageRouter(deps: MessageRouterDependencies): MessageRouter {
  return {
    publish: (publication) => publish(deps, publication),
    offerBuffered: (subscriptionId) => offerBuffered(deps, subscriptionId),
    settlePending: (olderThan) => settlePending(deps, olderThan),
    broadcast: (...signal) => broadcast(deps, ...signal),
  };
}

async function publish(
  deps: MessageRouterDependencies,
  publication: Publication,
): Promise<Published> {
  const { store, now } = deps;
  const message = buildMessage(publication, now());
  const isNew = await insertOnce(store, message);
  if (!isNew) return { isDuplicate: true, deliveredTo: await deliveredTo(store, message._id) };
  const { organisationId, name, correlationKey } = message;
  const waiting = await store.subscriptions
    .find({ organisationId, kind: 'message', name, correlationKey, isOpen: true })
    .sort({ _id: 1 })
    .lean()
    .exec();
  for (const subscription of waiting) await hand(deps, message, subscription);
  return { isDuplicate: false, deliveredTo: await deliveredTo(store, message._id) };
}

async function offerBuffered(
  deps: MessageRouterDependencies,
  subscriptionId: string,
): Promise<void> {
  const { store, now } = deps;
  const subscription = await store.subscriptions.findById(subscriptionId).lean().exec();
  if (subscription?.isOpen !== true || subscription.pendingMessageId !== null) return;
  const { organisationId, name, correlationKey, processDefinitionId } = subscription;
  if (subscription.kind !== 'message') return;
  const message = await store.messages
    .findOne({
      organisationId,
      name,
      correlationKey,
      expiresAt: { $gt: now() },
      'deliveries.processDefinitionId': { $ne: processDefinitionId },
    })
    .sort({ publishedAt: 1 })
    .lean()
    .exec();
  if (message) await hand(deps, message, subscription);
}

async function settlePending(deps: MessageRouterDependencies, olderThan: Date): Promise<number> {
  const pending = await deps.store.subscriptions
    .find({ isOpen: true, pendingSince: { $lt: olderThan } })
    .limit(BATCH)
    .lean()
    .exec();
  for (const subscription of pending) await handAgain(deps, subscription);
  await offerAllBuffered(deps);
  return pending.length;
}

/** A worker may have died after an instance began to wait and before the buffer was looked at. */
async function offerAllBuffered(deps: MessageRouterDependencies): Promise<void> {
  const { store, now } = deps;
  const buffered = await store.messages
    .find({ expiresAt: { $gt: now() } })
    .sort({ publishedAt: 1 })
    .limit(BATCH)
    .lean()
    .exec();
  for (const message of buffered) {
    const { organisationId, name, correlationKey, deliveries } = message;
    const served = deliveries.map((delivery) => delivery.processDefinitionId);
    const subscription = await store.subscriptions
      .findOne({
        organisationId,
        kind: 'message',
        name,
        correlationKey,
        isOpen: true,
        pendingMessageId: null,
        processDefinitionId: { $nin: served },
      })
      .lean()
      .exec();
    if (subscription) await hand(deps, message, subscription);
  }
}

async function broadcast(
  { store, engine }: MessageRouterDependencies,
  organisationId: string,
  deliveryId: string,
  name: string,
  variables: Variables,
): Promise<void> {
  const waiting = await store.subscriptions
    .find({ organisationId, kind: 'signal', name, isOpen: true }, { instanceId: 1 })
    .lean()
    .exec();
  for (const instanceId of new Set(waiting.map((one) => one.instanceId))) {
    await ignoreEnded(() => engine.deliverSignal(instanceId, { deliveryId, name, variables }));
  }
}

function buildMessage(publication: Publication, at: Date): MessageDocument {
  const { organisationId, messageId, name, correlationKey, variables, timeToLiveMs, publishedBy } =
    publication;
  const expiresAt = new Date(at.getTime() + timeToLiveMs);
  return {
    _id: `${organisationId}/${messageId}`,
    organisationId,
    messageId,
    name,
    correlationKey,
    variables,
    publishedAt: at,
    publishedBy,
    expiresAt,
    removeAt: new Date(expiresAt.getTime() + KEPT_AFTER_EXPIRY_MS),
    deliveries: [],
  };
}

async function insertOnce(store: Store, message: MessageDocument): Promise<boolean> {
  try {
    await store.messages.collection.insertOne(message as never);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 11_000) return false;
    throw error;
  }
}

async function deliveredTo(store: Store, id: string): Promise<string[]> {
  const message = await store.messages.findById(id).lean().exec();
  return (message?.deliveries ?? []).map((delivery) => delivery.instanceId);
}

/**
 * Reserves the message for the process, then the subscription for the message, then tells the instance.
 * Each step is one document; what is reserved and not told is told again by `settlePending`.
 */
async function hand(
  deps: MessageRouterDependencies,
  message: MessageDocument,
  subscription: SubscriptionDocument,
): Promise<void> {
  const { store, now } = deps;
  const { processDefinitionId, instanceId, subscriptionId } = subscription;
  const reserved = await store.subscriptions
    .updateOne(
      { _id: subscription._id, isOpen: true, pendingMessageId: null },
      { $set: { pendingMessageId: message.messageId, pendingSince: now() } },
    )
    .exec();
  if (reserved.modifiedCount === 0) return;
  const delivery = { processDefinitionId, instanceId, subscriptionId };
  const isFirst = await store.messages
    .updateOne(
      { _id: message._id, 'deliveries.processDefinitionId': { $ne: processDefinitionId } },
      { $push: { deliveries: delivery } },
    )
    .exec();
  if (isFirst.modifiedCount === 0) {
    await release(store, subscription._id, message.messageId);
    return;
  }
  await tell(deps, message, subscription);
}

async function handAgain(
  deps: MessageRouterDependencies,
  subscription: SubscriptionDocument,
): Promise<void> {
  const { store } = deps;
  const messageId = subscription.pendingMessageId;
  if (messageId === null) return;
  const message = await store.messages
    .findById(`${subscription.organisationId}/${messageId}`)
    .lean()
    .exec();
  const isOurs = message?.deliveries.some(
    (one) => one.subscriptionId === subscription.subscriptionId,
  );
  if (message && isOurs) await tell(deps, message, subscription);
  else await release(store, subscription._id, messageId);
}

async function tell(
  deps: MessageRouterDependencies,
  { messageId, variables }: MessageDocument,
  { instanceId, subscriptionId }: SubscriptionDocument,
): Promise<void> {
  try {
    const delivery = { messageId, subscriptionId, variables: variables as Variables };
    await ignoreEnded(() => deps.engine.deliverMessage(instanceId, delivery));
  } catch (error) {
    deps.logger.warn(
      { err: error, instanceId, messageId },
      'message not handed over yet; it will be tried again',
    );
  }
}

async function release(store: Store, subscriptionId: string, messageId: string): Promise<void> {
  const update = { $set: { pendingMessageId: null }, $unset: { pendingSince: '' } };
  await store.subscriptions
    .updateOne({ _id: subscriptionId, pendingMessageId: messageId }, update)
    .exec();
}

async function ignoreEnded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
  }
}
