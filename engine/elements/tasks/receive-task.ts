import type { ElementBehavior } from '../../element-behavior.js';
import { takeOccurrence, waitUnlessOccurred } from '../events/intermediate-catch-event.js';

/**
 * BPMN 2.0.2 section 13.3.3: receive task. Waits for its message, whose content is its result. One that
 * instantiates is only begun by the message that starts its process: it has nothing left to wait for.
 */
export const receiveTask: ElementBehavior = {
  activate(context, instance, element) {
    if (element.attributes['isInstantiating'] !== true)
      return waitUnlessOccurred(context, instance, element);
    context.complete(instance);
    return undefined;
  },

  occur: takeOccurrence,
};
