import type { ElementBehavior } from '../../element-behavior.js';
import type { TriggerAttributes } from '../../lifecycle/gathering.js';

/** Written by the process. */
interface StartData {
  /** The definition that has occurred; left out if a person has started it, and none has. */
  readonly occurred?: number;
}

/**
 * BPMN 2.0.2 section 13.5.1: start event, of a process or (as a trigger) of an event sub-process. A parallel multiple
 * start event of a process waits, in the instance that its first trigger has created, for its other triggers.
 */
export const startEvent: ElementBehavior = {
  activate(context, instance, element) {
    const isOfProcess = element.scope === 0;
    if (isOfProcess && (element.attributes as TriggerAttributes).isParallel === true) {
      const { occurred }: StartData = instance.data ?? {};
      return context.waitForEvent(instance, element, occurred);
    }
    context.complete(instance);
    return undefined;
  },

  /** The owner is the instance above, or the scope around an event sub-process. */
  occur(context, owner, element, { variables }) {
    if (owner.element === element.index) return context.complete(owner, variables);
    const scope = owner;
    if (element.isInterrupting) context.interrupt(scope);
    context.begin(element.scope, scope, { startEvent: element.index, variables });
  },
};
