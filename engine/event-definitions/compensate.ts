import type { StepContext } from '../element-behavior.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface CompensateAttributes {
  /** Id of the activity; left out, everything that the event sees. */
  readonly activity?: string;
  readonly isAwaited: boolean;
}

/**
 * BPMN 2.0.2 sections 10.5.6, 10.7 and 13.5.5: compensation undoes activities that have completed, the last one first.
 * An event sees what has completed in its own scope and, from an event sub-process, in the scope around that.
 * It waits until all is compensated, unless it says otherwise.
 */
export const compensate: EventDefinitionBehavior = {
  throw(context, instance, attributes) {
    const { activity, isAwaited } = attributes as unknown as CompensateAttributes;
    context.compensate(instance, listVisible(context, instance), activity, isAwaited);
    return undefined;
  },
};

/** From the inside out. */
function listVisible(context: StepContext, instance: ElementInstance): readonly ElementInstance[] {
  let scope = context.scopeOf(instance);
  const visible = [scope];
  while (context.elementOf(scope).type === 'eventSubProcess') {
    scope = context.scopeOf(scope);
    visible.push(scope);
  }
  return visible;
}
