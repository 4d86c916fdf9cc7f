import type { Variables } from '../../../engine/index.js';
import { EngineRefusal } from '../../errors.js';
import type { SubscriptionDocument } from '../../store/projection-models.js';
import type { MessageDocument, MessageHandover } from '../../store/routing-models.js';
import type { Store } from '../../store/store.js';
import type { RoutingDependencies } from './message-routing.js';

/**
 * Hands a message to an instance that waits; false if the instance has another one to take first.
 *
 * Reserves the subscription for the message, then the message for the instance, then tells it. Each step is
 * one document; what is reserved and not told is told again later.
 */
export async function hand(
  deps: RoutingDependencies,
  message: MessageDocument,
  subscription: SubscriptionDocument,
): Promise<boolean> {
  const { store, now } = deps;
  const { processDefinitionId, instanceId, subscriptionId } = subscription;
  const reservation = { $set: { pendingMessageId: message.messageId, pendingSince: now() } };
  const free = { _id: subscription._id, isOpen: true, pendingMessageId: null };
  const isReserved = (await store.subscriptions.updateOne(free, reservation)).modifiedCount > 0;
  // One that cannot wait follows the other on its heels: if the instance does not take it, it comes back.
  if (!isReserved && (message.isRouted || message.expiresAt > now())) return false;
  const delivery: MessageHandover = {
    processDefinitionId,
    instanceId,
    subscriptionId,
    isTaken: false,
    handedAt: now(),
  };
  const isFirst = await store.messages
    .updateOne({ _id: message._id, deliveries: { $size: 0 } }, { $push: { deliveries: delivery } })
    .exec();
  if (isFirst.modifiedCount > 0) await tell(deps, message, delivery);
  else if (isReserved) await release(store, subscription._id, message.messageId);
  return true;
}

async function tell(
  { engine, logger }: RoutingDependencies,
  { messageId, variables }: MessageDocument,
  { instanceId, subscriptionId }: MessageHandover,
): Promise<void> {
  try {
    const delivery = { messageId, subscriptionId, variables: variables as Variables };
    await engine.deliverMessage(instanceId, delivery);
  } catch (error) {
    // An instance that has ended does not take it: its facts say so, and the message comes back.
    if (error instanceof EngineRefusal) return;
    logger.warn(
      { err: error, instanceId, messageId },
      'message not handed over yet; it will be tried again',
    );
  }
}

/** Makes room for another message; the next look at what is buffered finds one. */
export async function release(
  store: Store,
  subscriptionId: string,
  messageId: string,
): Promise<void> {
  const update = {
    $set: { pendingMessageId: null, isOffered: false },
    $unset: { pendingSince: '' },
  };
  await store.subscriptions
    .updateOne({ _id: subscriptionId, isOpen: true, pendingMessageId: messageId }, update)
    .exec();
}

export async function markTaken(
  store: Store,
  organisationId: string,
  messageId: string,
  subscriptionId: string,
): Promise<void> {
  await store.messages
    .updateOne(
      { _id: `${organisationId}/${messageId}`, 'deliveries.subscriptionId': subscriptionId },
      { $set: { 'deliveries.$.isTaken': true } },
    )
    .exec();
}

/** A suspended instance has the message: nobody need tell it again. */
export async function markKept(
  { store, now }: Pick<RoutingDependencies, 'store' | 'now'>,
  organisationId: string,
  messageId: string,
  subscriptionId: string,
): Promise<void> {
  const untaken = { $elemMatch: { subscriptionId, isTaken: false } };
  const update = { $set: { 'deliveries.$.isKept': true, 'deliveries.$.handedAt': now() } };
  await store.messages
    .updateOne({ _id: `${organisationId}/${messageId}`, deliveries: untaken }, update)
    .exec();
}

/**
 * Finds out what became of a message that was handed over.
 *
 * @returns whether it came back, and must be routed again
 */
export async function settleDelivery(
  deps: RoutingDependencies,
  message: MessageDocument,
  delivery: MessageHandover,
): Promise<boolean> {
  const { store, now } = deps;
  const { organisationId, messageId } = message;
  const { subscriptionId } = delivery;
  if (await wasTaken(store, message, delivery)) {
    await markTaken(store, organisationId, messageId, subscriptionId);
    return false;
  }
  const subscription = await store.subscriptions.findById(subscriptionId).lean().exec();
  // The projection of the instance is being computed anew.
  if (!subscription) return false;
  if (!subscription.isOpen) return takeBack(deps, message, delivery);
  if (delivery.isKept === true || (await isTold(store, message, delivery, 'messageDeferred'))) {
    await markKept(deps, organisationId, messageId, subscriptionId);
    return false;
  }
  await store.messages
    .updateOne(
      { _id: message._id, 'deliveries.subscriptionId': subscriptionId },
      { $set: { 'deliveries.$.handedAt': now() } },
    )
    .exec();
  await tell(deps, message, delivery);
  return false;
}

/**
 * Nobody waits there any more. The instance itself must say that it has not taken the message and never will: what
 * its facts say may be told anew after a crash.
 */
async function takeBack(
  { store, engine }: RoutingDependencies,
  message: MessageDocument,
  delivery: MessageHandover,
): Promise<boolean> {
  const { organisationId, messageId } = message;
  const { instanceId, subscriptionId } = delivery;
  try {
    await engine.recallMessage(instanceId, { messageId, subscriptionId });
  } catch (error) {
    // It has ended, so its facts are final.
    if (!(error instanceof EngineRefusal)) throw error;
  }
  if (await wasTaken(store, message, delivery)) {
    await markTaken(store, organisationId, messageId, subscriptionId);
    return false;
  }
  const untaken = { $elemMatch: { subscriptionId, isTaken: false } };
  const returned = await store.messages
    .updateOne(
      { _id: message._id, deliveries: untaken },
      { $pull: { deliveries: { subscriptionId } }, $set: { isRouted: false } },
    )
    .exec();
  return returned.modifiedCount > 0;
}

function wasTaken(
  store: Store,
  message: MessageDocument,
  delivery: MessageHandover,
): Promise<boolean> {
  return isTold(store, message, delivery, 'messageCorrelated');
}

async function isTold(
  store: Store,
  { organisationId, messageId }: MessageDocument,
  { instanceId, subscriptionId }: MessageHandover,
  type: 'messageCorrelated' | 'messageDeferred',
): Promise<boolean> {
  const fact = await store.facts.exists({
    organisationId,
    streamId: instanceId,
    type,
    'data.messageId': messageId,
    'data.subscriptionId': subscriptionId,
  });
  return fact !== null;
}
