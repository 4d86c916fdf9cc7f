import type { ElementBehavior } from '../../element-behavior.js';
import { beginContent } from './sub-process.js';

/** BPMN 2.0.2 section 13.2: process instantiation and termination. Waits until no token is left. */
export const process: ElementBehavior = {
  activate(context, instance, element) {
    // The input named the start event; it was checked when the instance was created.
    const chosen = instance.data?.['startEvent'];
    const occurred = instance.data?.['occurred'];
    const data = typeof occurred === 'number' ? { occurred } : undefined;
    if (typeof chosen === 'number' && chosen >= 0) context.begin(chosen, instance, data);
    else beginContent(context, instance, element);
    return undefined;
  },

  innerEnded(context, instance) {
    context.complete(instance);
  },
};
