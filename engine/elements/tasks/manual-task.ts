import type { ElementBehavior } from '../../element-behavior.js';

/**
 * BPMN 2.0.2 section 13.3.3: manual task, done by a person outside of any system, who reports nothing. No wait state.
 */
export const manualTask: ElementBehavior = {
  activate(context, instance) {
    context.complete(instance);
    return undefined;
  },
};
