import type { ElementBehavior, Occurrence, StepContext } from '../../element-behavior.js';
import type { Failure } from '../../failure.js';
import type { ProgramElement } from '../../model/program.js';
import type { Variables } from '../../protocol/json.js';
import type { ElementInstance } from '../../state/instance-state.js';

/**
 * BPMN 2.0.2 section 13.5.2: intermediate catch event. Waits until its event occurs.
 *
 * Inside an ad-hoc sub-process one without incoming flows is waited for by the scope (section 13.3.5), and each
 * time it occurs an instance begins that has what it waited for.
 */
export const intermediateCatchEvent: ElementBehavior = {
  activate(context, instance, element) {
    const occurred = instance.data?.['occurred'];
    if (occurred === undefined) return waitForOwnEvent(context, instance, element);
    // Written below, when the event occurred.
    context.complete(instance, occurred as Variables);
    return undefined;
  },

  occur(context, owner, element, occurrence) {
    if (owner.element === element.index) takeOccurrence(context, owner, element, occurrence);
    else context.begin(element.index, owner, { occurred: occurrence.variables });
  },
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
