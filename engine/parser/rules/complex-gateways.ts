import type { DraftElement, DraftFlow } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/**
 * BPMN 2.0.2 section 10.6.5 recommends that a flow out of a complex gateway gets a token with the activation or with the
 * reset, not with both: only a condition that names the phase can tell them apart. One that only splits sends once.
 */
export const complexGateways: Rule = ({ elements }) =>
  elements
    .filter(({ type, incoming }) => type === 'complexGateway' && incoming.length > 1)
    .flatMap(check);

function check(gateway: DraftElement): readonly Problem[] {
  return gateway.outgoing
    .filter(({ model }) => model !== gateway.source['default'])
    .filter((flow) => !/\bwaitingForStart\b/.test(flow.condition ?? ''))
    .map((flow) => takenTwice(flow, gateway));
}

function takenTwice(flow: DraftFlow, gateway: DraftElement): Problem {
  const message = `Expected a condition on ${describe(flow)} that names waitingForStart: without it, complex gateway ${describe(gateway)} may send a token over it with its activation and another one with its reset`;
  return problemAt(flow, 'warning', 'complexFlowTakenTwice', message);
}
