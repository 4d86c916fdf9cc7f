import type { ElementBehavior } from '../../element-behavior.js';
import type { Variables } from '../../protocol/json.js';

/**
 * BPMN 2.0.2 section 13.5.3: boundary event. It waits as long as its host is active; when it occurs
 * it cancels the host if it interrupts, and a token leaves by its flows.
 */
export const boundaryEvent: ElementBehavior = {
  activate(context, instance) {
    // Written below, when the event occurred.
    const { variables } = instance.data as { variables: Variables };
    context.complete(instance, variables);
    return undefined;
  },

  occur(context, host, element, { variables }) {
    const scope = context.scopeOf(host);
    if (element.isInterrupting) context.terminate(host);
    else context.keepCompensationRank(host);
    context.begin(element.index, scope, { variables });
  },
};
