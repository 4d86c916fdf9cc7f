import type { ElementBehavior } from '../../element-behavior.js';
import { isStillExpected } from './upstream.js';

/**
 * BPMN 2.0.2 section 13.4.3: inclusive gateway. Takes one token from each incoming flow that has one as soon as none
 * can come over the others, and sends one to each flow whose condition holds, otherwise to the default flow.
 * Tokens wait at it until all else has come to rest.
 */
export const inclusiveGateway: ElementBehavior = {
  arrive(context, scope, element, flow) {
    if (element.incoming.length > 1) {
      context.park(scope, flow);
      context.awaitRest(scope, element);
    } else {
      context.begin(element.index, scope);
    }
  },

  settle(context, scope, element) {
    const arrived = element.incoming.map((flow) => context.countParked(scope, flow) > 0);
    const taken = element.incoming.filter((_flow, position) => arrived[position] === true);
    if (isStillExpected(context, scope, element, arrived)) return true;
    context.consume(scope, taken);
    context.begin(element.index, scope);
    return element.incoming.some((flow) => context.countParked(scope, flow) > 0);
  },

  activate(context, instance) {
    context.complete(instance);
    return undefined;
  },
};
