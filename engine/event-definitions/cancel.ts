import type { StepContext } from '../element-behavior.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/**
 * BPMN 2.0.2 sections 10.3.5 and 10.5.6: a cancel end event rolls the nearest transaction around it back, all
 * repetitions of it if it is repeated.
 */
export const cancel: EventDefinitionBehavior = {
  throw(context, instance) {
    const transaction = findTransaction(context, instance);
    if (transaction !== undefined) context.rollBack(outermost(context, transaction), instance);
    return undefined;
  },
};

/** None, if the transaction is canceled already or has completed and is being compensated. */
function findTransaction(
  context: StepContext,
  instance: ElementInstance,
): ElementInstance | undefined {
  let scope: ElementInstance | undefined = instance;
  while (scope !== undefined && context.elementOf(scope).type !== 'transaction') {
    scope = context.findInstance(scope.scope);
  }
  const isOver = scope?.isCanceled === true || scope?.compensating?.isRestored === true;
  return isOver ? undefined : scope;
}

/** A repeated activity and its repetitions are one element of the model. */
function outermost(context: StepContext, instance: ElementInstance): ElementInstance {
  const scope = context.scopeOf(instance);
  const isRepetition = context.elementOf(scope).id === context.elementOf(instance).id;
  return isRepetition ? scope : instance;
}
