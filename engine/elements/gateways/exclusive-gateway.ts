import type { ElementBehavior } from '../../element-behavior.js';
import { succeed } from '../../failure.js';
import { conditionHolds, noFlowChosen } from '../../lifecycle/flow-choice.js';

/**
 * BPMN 2.0.2 section 13.4.2: exclusive gateway. Every token passes by the first flow in document order
 * whose condition holds, otherwise by the default flow. No wait state.
 */
export const exclusiveGateway: ElementBehavior = {
  activate(context, instance) {
    context.complete(instance);
    return undefined;
  },

  chooseFlows(context, instance, element) {
    for (const flow of element.outgoing) {
      if (flow === element.defaultFlow) continue;
      const holds = conditionHolds(context, instance, flow);
      if (!holds.ok) return holds;
      if (holds.value) return succeed([flow]);
    }
    return element.defaultFlow < 0 ? noFlowChosen(element) : succeed([element.defaultFlow]);
  },
};
