import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/** Written by the compiler. */
export interface ErrorAttributes {
  /** Left out, a catching event takes every error. */
  readonly code?: string;
  readonly message?: string;
  readonly codeVariable?: string;
  readonly messageVariable?: string;
}

/**
 * BPMN 2.0.2 section 10.5.6: an error goes up until an event catches it. An error end event whose
 * error nobody catches ends the whole instance.
 */
export const error: EventDefinitionBehavior = {
  throw(context, instance, attributes) {
    const { code = '', message } = attributes as ErrorAttributes;
    const thrown = {
      errorCode: code,
      message: message ?? code,
      variables: { ...instance.variables },
    };
    if (!context.throwError(instance, thrown)) context.failProcess(thrown);
    return undefined;
  },
};
