import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import type { ProgramElement } from '../../model/program.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { boundaryEvent } from '../events/boundary-event.js';
import { beginContent } from './sub-process.js';

/**
 * BPMN 2.0.2 section 10.3.5: transaction sub-process. Waits until no token is left inside. Canceled, it is rolled back:
 * everything active inside ends, what has completed inside is compensated, and then a token leaves by its cancel
 * boundary event. Whatever else interrupts it, an error too, compensates nothing.
 *
 * Deviates: the `method` is kept without effect, what is undone is what the model says by compensation; messages of
 * transaction protocols do not exist.
 */
export const transaction: ElementBehavior = {
  activate(context, instance, element) {
    beginContent(context, instance, element);
    return undefined;
  },

  innerEnded(context, instance, element) {
    // Written by the cancel end event.
    if (instance.data?.['isCanceled'] === true) leaveCanceled(context, instance, element);
    else context.complete(instance);
  },
};

function leaveCanceled(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
): void {
  const handler = element.boundaryHandlers.find(({ type }) => type === 'cancel');
  if (handler === undefined) return context.abandon(instance);
  const event = context.elementAt(handler.event);
  boundaryEvent.occur?.(context, instance, event, { variables: {} });
}
