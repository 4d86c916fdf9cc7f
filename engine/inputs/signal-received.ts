import { endSubscription, occur } from '../lifecycle/occurrence.js';
import type { SignalReceived } from '../protocol/inputs.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/** Everybody who waits for the signal when it comes hears it, in the order in which they began to wait. */
export function signalReceived(machine: StepMachine, input: SignalReceived): undefined {
  const subscriptionIds = Object.entries(machine.state.waits)
    .filter(([, wait]) => wait.type === 'subscription' && wait.kind === 'signal')
    .filter(([, wait]) => wait.type === 'subscription' && wait.name === input.name)
    .map(([subscriptionId]) => subscriptionId);
  for (const subscriptionId of subscriptionIds) hear(machine, subscriptionId, input.variables);
}

/** Only the events on and in one instance hear it; whether any of them waits for it. */
export function signalTo(
  machine: StepMachine,
  host: ElementInstance,
  name: string,
  variables: Variables,
): boolean {
  const subscriptionIds = (host.waits ?? []).filter((waitId) => {
    const wait = machine.state.waits[waitId];
    return wait?.type === 'subscription' && wait.kind === 'signal' && wait.name === name;
  });
  for (const subscriptionId of subscriptionIds) hear(machine, subscriptionId, variables);
  return subscriptionIds.length > 0;
}

/** One that heard it before may have ended the waiting of this one. */
function hear(machine: StepMachine, subscriptionId: string, variables: Variables): void {
  const wait = machine.state.waits[subscriptionId];
  const owner = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'subscription' || owner === undefined) return;
  const event = machine.elementAt(wait.event);
  endSubscription(machine, subscriptionId, wait, owner);
  occur(machine, owner, event, wait.definition, { variables });
}
