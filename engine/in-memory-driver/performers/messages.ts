import type { BroadcastSignal, PublishMessage, Subscribe } from '../../protocol/commands.js';
import type { Variables } from '../../protocol/json.js';
import type { InMemoryInstance } from '../driver-data.js';
import { isOpen, type DriverHost } from '../driver-host.js';
import { startByMessage, startBySignal } from '../starts.js';
import type { Performer } from './performer.js';

interface OpenSubscription {
  readonly instanceId: string;
  readonly subscriptionId: string;
}

/** The oldest subscription of the oldest instance that waits for the message. */
function findSubscription(
  { data }: DriverHost,
  { name, correlationKey }: PublishMessage,
): OpenSubscription | undefined {
  for (const instance of Object.values(data.instances).filter(isOpen)) {
    for (const [subscriptionId, wait] of Object.entries(instance.state.waits)) {
      const isMatch =
        wait.type === 'subscription' &&
        wait.kind === 'message' &&
        wait.name === name &&
        (wait.correlationKey ?? '') === correlationKey;
      if (isMatch && !isUnderWay(data, instance, subscriptionId))
        return { instanceId: instance.instanceId, subscriptionId };
    }
  }
  return undefined;
}

/** A message already goes to it; a second one needs a subscription of its own. */
function isUnderWay(
  { queue }: DriverHost['data'],
  { state: { deferred = [] } }: InMemoryInstance,
  subscriptionId: string,
): boolean {
  const underWay = [...queue.map(({ input }) => input), ...deferred];
  return underWay.some(
    (input) => input.type === 'messageReceived' && input.subscriptionId === subscriptionId,
  );
}

function deliver({ data }: DriverHost, to: OpenSubscription, message: PublishMessage): void {
  const { messageId, variables } = message;
  const { instanceId, subscriptionId } = to;
  const input = { type: 'messageReceived', subscriptionId, messageId, variables } as const;
  data.queue.push({ instanceId, input });
  if (data.instances[instanceId]?.state.deferred === undefined) return;
  const expiresAt = data.now + message.timeToLiveMs;
  data.kept = [...(data.kept ?? []), { ...to, message, expiresAt }];
}

/** The instance has been resumed, or has ended: what it has kept and not taken goes to whoever else waits. */
export function returnUntaken(host: DriverHost, instance: InMemoryInstance): void {
  const { data } = host;
  const ofInstance = (data.kept ?? []).filter(isOf(instance));
  if (ofInstance.length === 0) return;
  data.kept = data.kept?.filter((kept) => !isOf(instance)(kept)) ?? [];
  for (const { message, subscriptionId, expiresAt } of ofInstance) {
    const isTaken = instance.facts.some(
      ({ record }) =>
        record.type === 'messageCorrelated' &&
        record.messageId === message.messageId &&
        record.subscriptionId === subscriptionId,
    );
    const timeToLiveMs = Math.max(0, expiresAt - data.now);
    if (!isTaken) routeMessage(host, { ...message, timeToLiveMs });
  }
}

function isOf({ instanceId }: InMemoryInstance): (kept: OpenSubscription) => boolean {
  return (kept) => kept.instanceId === instanceId;
}

/** Delivers a message once, or keeps it for a subscription that opens within its time to live. */
export function routeMessage(host: DriverHost, message: PublishMessage): void {
  const subscription = findSubscription(host, message);
  if (subscription !== undefined) {
    deliver(host, subscription, message);
    return;
  }
  if (startByMessage(host, message)) return;
  const { data } = host;
  if (message.timeToLiveMs > 0)
    data.buffered.push({ message, expiresAt: data.now + message.timeToLiveMs });
}

/** An instance has ended: what waited for it to begin another one with the same key can do so. */
export function offerToStarts(host: DriverHost): void {
  const { data } = host;
  data.buffered = data.buffered.filter(
    ({ message, expiresAt }) => expiresAt > data.now && !startByMessage(host, message),
  );
}

/** A signal is for everyone who waits now, and for nobody later; it begins what starts by it. */
export function routeSignal(host: DriverHost, name: string, variables: Variables): void {
  const { data } = host;
  for (const instance of Object.values(data.instances).filter(isOpen)) {
    const isListening = Object.values(instance.state.waits).some(
      (wait) => wait.type === 'subscription' && wait.kind === 'signal' && wait.name === name,
    );
    const { instanceId } = instance;
    if (isListening)
      data.queue.push({ instanceId, input: { type: 'signalReceived', name, variables } });
  }
  startBySignal(host, name, variables);
}

export const publishMessage: Performer<PublishMessage> = (command, host) => {
  routeMessage(host, command);
};

export const broadcastSignal: Performer<BroadcastSignal> = ({ name, variables }, host) => {
  routeSignal(host, name, variables);
};

export const subscribe: Performer<Subscribe> = (command, host, { instanceId }) => {
  if (command.kind !== 'message') return;
  const { data } = host;
  data.buffered = data.buffered.filter(({ expiresAt }) => expiresAt > data.now);
  const { name, correlationKey = '', subscriptionId } = command;
  const waiting = data.buffered.find(
    ({ message }) => message.name === name && message.correlationKey === correlationKey,
  );
  if (waiting === undefined) return;
  data.buffered = data.buffered.filter((buffered) => buffered !== waiting);
  deliver(host, { instanceId, subscriptionId }, waiting.message);
};
