import { ofEvent } from '../lifecycle/wait-kinds.js';
import { endWait } from '../lifecycle/waits.js';
import type { MessageReceived } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';
import { occur } from './occur.js';

export function messageReceived(machine: StepMachine, input: MessageReceived): undefined {
  const { subscriptionId, messageId, variables } = input;
  const wait = machine.state.waits[subscriptionId];
  const owner = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'subscription' || owner === undefined) return;
  const { name } = wait;
  const event = machine.elementAt(wait.event);
  const of = ofEvent(machine, wait);
  machine.record({ type: 'messageCorrelated', subscriptionId, name, messageId, ...of });
  if (event.isInterrupting) {
    endWait(machine, subscriptionId, wait);
    machine.emit({ type: 'unsubscribe', subscriptionId });
    machine.record({ type: 'subscriptionClosed', subscriptionId, ...of });
  }
  occur(machine, owner, event, { variables });
}
