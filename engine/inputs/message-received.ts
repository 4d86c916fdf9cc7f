import { takePartBy } from '../event-definitions/message.js';
import { endSubscription, occur } from '../lifecycle/occurrence.js';
import { ofEvent } from '../lifecycle/wait-kinds.js';
import type { MessageReceived } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';

export function messageReceived(machine: StepMachine, input: MessageReceived): undefined {
  const { subscriptionId, messageId, variables } = input;
  const wait = machine.state.waits[subscriptionId];
  const owner = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'subscription' || owner === undefined) return;
  const { name } = wait;
  const event = machine.elementAt(wait.event);
  const of = ofEvent(machine, wait);
  machine.record({ type: 'messageCorrelated', subscriptionId, name, messageId, ...of });
  takePartBy(machine.state, event.eventDefinitions[wait.definition ?? 0]?.attributes, variables);
  endSubscription(machine, subscriptionId, wait, owner);
  occur(machine, owner, event, wait.definition, { variables });
}
