import type { StepContext } from '../element-behavior.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';

/**
 * BPMN 2.0.2 sections 10.3.5 and 10.5.6: a cancel end event rolls the nearest transaction around it back;
 * that one hands it to its cancel boundary event.
 */
export const cancel: EventDefinitionBehavior = {
  throw(context, instance) {
    const transaction = findTransaction(context, instance);
    if (transaction === undefined) return undefined;
    transaction.data = { ...transaction.data, isCanceled: true };
    context.rollBack(transaction, instance);
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
  const isOver = scope?.data?.['isCanceled'] === true || scope?.compensating?.isRestored === true;
  return isOver ? undefined : scope;
}
