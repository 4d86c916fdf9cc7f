import type { ElementBehavior } from '../../element-behavior.js';
import { beginContent } from './sub-process.js';

/**
 * BPMN 2.0.2 section 10.3.5: transaction sub-process. Waits until no token is left inside. What a cancel end event rolls
 * back leaves by its cancel boundary event; whatever else interrupts it, an error too, compensates nothing.
 *
 * Deviates: the `method` is kept without effect, what is undone is what the model says by compensation; messages of
 * transaction protocols do not exist.
 */
export const transaction: ElementBehavior = {
  activate(context, instance, element) {
    beginContent(context, instance, element);
    return undefined;
  },

  innerEnded(context, instance) {
    context.complete(instance);
  },
};
