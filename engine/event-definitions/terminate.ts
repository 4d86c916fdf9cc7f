import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** BPMN 2.0.2 section 10.5.5: everything else in the scope of the end event ends at once, and so does the scope; it cannot be compensated. */
export const terminate: EventDefinitionBehavior = {
  throw(context, instance) {
    const scope = context.scopeOf(instance);
    context.terminateInner(scope, instance);
    context.forgetCompleted(scope);
    return undefined;
  },
};
