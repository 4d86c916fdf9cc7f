import type { ElementBehavior } from '../../element-behavior.js';

/** BPMN 2.0.2 section 13.5.2: intermediate catch event. Waits until its event occurs. */
export const intermediateCatchEvent: ElementBehavior = {
  activate(context, instance, element) {
    return context.waitForEvent(instance, element);
  },

  occur(context, instance, _element, { variables }) {
    context.complete(instance, variables);
  },
};
