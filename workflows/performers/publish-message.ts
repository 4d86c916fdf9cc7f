import { uuid4 } from '@temporalio/workflow';
import type { BroadcastSignal, PublishMessage } from '../../engine/index.js';
import { ports } from '../port-activities.js';
import type { Performer } from './performer.js';

/** Temporal activities, not local ones: nothing leaves the instance before the throwing step is committed. */
export const publishMessage: Performer<PublishMessage> = (command, { instance, work }) => {
  const { messageId, name, correlationKey, timeToLiveMs, variables } = command;
  const message = { instance, messageId, name, correlationKey, timeToLiveMs, variables };
  work.trackInOrder(() => ports.publishMessage(message));
};

export const broadcastSignal: Performer<BroadcastSignal> = (
  { name, variables },
  { instance, work },
) => {
  const signal = { instance, deliveryId: uuid4(), name, variables };
  work.trackInOrder(() => ports.broadcastSignal(signal));
};
