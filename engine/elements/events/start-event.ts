import type { ElementBehavior } from '../../element-behavior.js';

/**
 * BPMN 2.0.2 section 13.5.1: start event, of a process or (as a trigger) of an event sub-process. No wait state.
 */
export const startEvent: ElementBehavior = {
  activate(context, instance) {
    context.complete(instance);
    return undefined;
  },

  /** Only start events of event sub-processes wait; the owner is the scope around the event sub-process. */
  occur(context, scope, element, { variables }) {
    if (element.isInterrupting) context.interrupt(scope);
    context.begin(element.scope, scope, { startEvent: element.index, variables });
  },
};
