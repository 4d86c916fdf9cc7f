import type { ElementBehavior } from '../../element-behavior.js';
import { succeed } from '../../failure.js';

/**
 * BPMN 2.0.2 section 13.4.1: parallel gateway. Takes one token from each incoming flow, sends one to each
 * outgoing flow. Tokens wait at it; a second token on the same flow stays for the next round.
 */
export const parallelGateway: ElementBehavior = {
  arrive(context, scope, element, flow) {
    if (element.incoming.length > 1) {
      context.park(scope, flow);
      if (!element.incoming.every((incoming) => context.countParked(scope, incoming) > 0)) return;
      context.consume(scope, element.incoming);
    }
    context.begin(element.index, scope);
  },

  activate(context, instance) {
    context.complete(instance);
    return undefined;
  },

  chooseFlows(_context, _instance, element) {
    return succeed(element.outgoing);
  },
};
