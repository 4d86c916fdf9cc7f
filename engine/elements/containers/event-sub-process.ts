import type { ElementBehavior } from '../../element-behavior.js';
import type { Variables } from '../../protocol/json.js';

/**
 * BPMN 2.0.2 section 13.5.4: event sub-process, begun by its start event when that has occurred.
 * What the event brought becomes its own variables. Waits until no token is left inside.
 */
export const eventSubProcess: ElementBehavior = {
  activate(context, instance) {
    // Written by the start event that began this instance.
    const { startEvent, variables } = instance.data as { startEvent: number; variables: Variables };
    context.setLocal(instance, variables);
    context.begin(startEvent, instance);
    return undefined;
  },

  innerEnded(context, instance) {
    context.complete(instance);
  },
};
