import { endSubscription, occur } from '../lifecycle/occurrence.js';
import type { SignalReceived } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';

/** Everybody who waits for the signal when it comes hears it, in the order in which they began to wait. */
export function signalReceived(machine: StepMachine, input: SignalReceived): undefined {
  const subscriptionIds = Object.entries(machine.state.waits)
    .filter(([, wait]) => wait.type === 'subscription' && wait.kind === 'signal')
    .filter(([, wait]) => wait.type === 'subscription' && wait.name === input.name)
    .map(([subscriptionId]) => subscriptionId);
  for (const subscriptionId of subscriptionIds) hear(machine, subscriptionId, input);
}

/** One that heard it before may have ended the waiting of this one. */
function hear(machine: StepMachine, subscriptionId: string, input: SignalReceived): void {
  const wait = machine.state.waits[subscriptionId];
  const owner = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'subscription' || owner === undefined) return;
  const event = machine.elementAt(wait.event);
  endSubscription(machine, subscriptionId, wait, owner);
  occur(machine, owner, event, wait.definition, { variables: input.variables });
}
