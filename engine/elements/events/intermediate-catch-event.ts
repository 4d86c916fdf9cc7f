import type { ElementBehavior, Occurrence, StepContext } from '../../element-behavior.js';
import type { Failure } from '../../failure.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** BPMN 2.0.2 section 13.5.2: intermediate catch event. Waits until its event occurs. */
export const intermediateCatchEvent: ElementBehavior = {
  activate: waitForOwnEvent,
  occur: takeOccurrence,
};

export function waitForOwnEvent(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  return context.waitForEvent(instance, element);
}

/** What the event brought is the element's result. */
export function takeOccurrence(
  context: StepContext,
  instance: ElementInstance,
  _element: ProgramElement,
  { variables }: Occurrence,
): void {
  context.complete(instance, variables);
}
