import { elementBehaviors } from '../elements/registry.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/** What was rolled back is handed to the cancel event on its border; without one, nothing goes on. */
export function leaveCanceled(machine: StepMachine, scope: ElementInstance): void {
  const { boundaryHandlers } = machine.elementOf(scope);
  const handler = boundaryHandlers.find(({ type }) => type === 'cancel');
  if (handler === undefined) return machine.abandon(scope);
  const event = machine.elementAt(handler.event);
  elementBehaviors[event.type].occur?.(machine, scope, event, { variables: {} });
}
