import type { Occurrence } from '../element-behavior.js';
import { elementBehaviors } from '../elements/registry.js';
import { UnexpectedStateError } from '../errors.js';
import type { ProgramElement } from '../model/program.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/** Tells an event element that its event has happened. */
export function occur(
  machine: StepMachine,
  owner: ElementInstance,
  event: ProgramElement,
  occurrence: Occurrence,
): void {
  const behavior = elementBehaviors[event.type];
  if (behavior.occur === undefined) {
    throw new UnexpectedStateError(`Expected an event but '${event.id}' is a ${event.type}`);
  }
  behavior.occur(machine, owner, event, occurrence);
}
