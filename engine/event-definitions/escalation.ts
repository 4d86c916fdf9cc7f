import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface EscalationAttributes {
  /** Left out, a catching event takes every escalation. */
  readonly code?: string;
  readonly codeVariable?: string;
}

/**
 * BPMN 2.0.2 section 10.5.6: an escalation goes up until an event catches it. One that nobody catches
 * goes to the calling instance; the thrower goes on.
 */
export const escalation: EventDefinitionBehavior = {
  throw(context, instance, attributes) {
    const { code = '' } = attributes as EscalationAttributes;
    context.throwEscalation(instance, {
      escalationCode: code,
      variables: { ...instance.variables },
    });
    return undefined;
  },
};
