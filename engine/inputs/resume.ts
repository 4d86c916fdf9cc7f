import { elementBehaviors } from '../elements/registry.js';
import { advance } from '../lifecycle/activation.js';
import { finish } from '../lifecycle/completion.js';
import type { Variables } from '../protocol/json.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { Phase } from '../state/phase.js';
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

/** Takes an instance on from the phase that it is in. */
export function goOn(machine: StepMachine, instance: ElementInstance): void {
  if (isDone[instance.phase]) finish(machine, instance);
  else advance(machine, instance);
}

/** Whether its work lies behind it. */
const isDone: { readonly [Each in Phase]: boolean } = {
  entering: false,
  starting: false,
  arming: false,
  activating: false,
  active: false,
  closing: true,
  completing: true,
  ending: true,
  leaving: true,
};
