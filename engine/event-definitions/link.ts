import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface LinkAttributes {
  /** The catching event of the same name; left out at that event itself. */
  readonly target?: number;
}

/** BPMN 2.0.2 section 10.5.6: a link stands for a sequence flow from each throwing event to the catching one of its name. */
export const link: EventDefinitionBehavior = {
  throw(context, instance, attributes) {
    const { target } = attributes as LinkAttributes;
    const scope = context.scopeOf(instance);
    if (target !== undefined) context.begin(target, scope, { occurred: {} });
    return undefined;
  },
};
