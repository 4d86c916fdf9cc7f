import type { ElementBehavior } from '../../element-behavior.js';

/** BPMN 2.0.2 section 13.3.4: embedded sub-process. Waits until no token is left inside. */
export const subProcess: ElementBehavior = {
  activate(context, instance, element) {
    context.begin(element.innerStart, instance);
    return undefined;
  },

  innerEnded(context, instance) {
    context.complete(instance);
  },
};
