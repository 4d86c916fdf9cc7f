import { elementBehaviors } from '../elements/registry.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/** What the instance waited for has succeeded: its behavior decides, or it completes. */
export function resume(
  machine: StepMachine,
  instance: ElementInstance,
  variables: Variables,
): void {
  const element = machine.elementOf(instance);
  const behavior = elementBehaviors[element.type];
  if (behavior.resume === undefined) return machine.complete(instance, variables);
  const failure = behavior.resume(machine, instance, element, variables);
  if (failure !== undefined) machine.raiseIncident(instance, failure);
}
