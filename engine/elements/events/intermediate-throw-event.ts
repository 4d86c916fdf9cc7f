import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { eventDefinitions } from '../../event-definitions/registry.js';
import type { Failure } from '../../failure.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** BPMN 2.0.2 section 13.5.2: intermediate throw event. Waits only for compensation. */
export const intermediateThrowEvent: ElementBehavior = { activate: throwEvents };

/** Throws every result of the event; completes it unless it was itself swept away by what it threw, or waits for it. */
export function throwEvents(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  for (const { type, attributes } of element.eventDefinitions) {
    const failure = eventDefinitions[type].throw?.(context, instance, attributes);
    if (failure !== undefined) return failure;
  }
  if (context.isAlive(instance) && !context.isAwaiting(instance)) context.complete(instance);
  return undefined;
}
