import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { eventDefinitions } from '../../event-definitions/registry.js';
import type { Failure } from '../../failure.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';

/** What the event keeps on its instance while it stands in an incident. */
interface ThrowData {
  /** How many results were thrown before. */
  readonly thrown?: number;
}

/** BPMN 2.0.2 section 13.5.2: intermediate throw event. Waits only for compensation. */
export const intermediateThrowEvent: ElementBehavior = { activate: throwEvents };

/**
 * Throws every result of the event in the order of the model; completes it unless it was itself swept away by what
 * it threw, or waits for it. A retry goes on with the one that failed: what was thrown before is not thrown again.
 */
export function throwEvents(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): Failure | undefined {
  const { thrown: first = 0 }: ThrowData = instance.data ?? {};
  for (const [position, { type, attributes }] of element.eventDefinitions.entries()) {
    if (position < first) continue;
    const failure = eventDefinitions[type].throw?.(context, instance, attributes);
    if (failure !== undefined) {
      instance.data = { ...instance.data, thrown: position };
      return failure;
    }
    if (!context.isAlive(instance)) return undefined;
  }
  if (!context.isAwaiting(instance)) context.complete(instance);
  return undefined;
}
