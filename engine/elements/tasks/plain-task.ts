import type { ElementBehavior } from '../../element-behavior.js';

/** BPMN 2.0.2 section 13.3.3: a task of no kind does nothing. No wait state. */
export const plainTask: ElementBehavior = {
  activate(context, instance) {
    context.complete(instance);
    return undefined;
  },
};
