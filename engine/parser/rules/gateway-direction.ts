import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

interface Demand {
  readonly text: string;
  isMet(incoming: number, outgoing: number): boolean;
}

/** BPMN 2.0.2 table 8.52. */
const demands: Readonly<Record<string, Demand>> = {
  Converging: {
    text: 'several flows into it and at most one out of it',
    isMet: (incoming, outgoing) => incoming > 1 && outgoing <= 1,
  },
  Diverging: {
    text: 'several flows out of it and at most one into it',
    isMet: (incoming, outgoing) => outgoing > 1 && incoming <= 1,
  },
  Mixed: {
    text: 'several flows into it and several out of it',
    isMet: (incoming, outgoing) => incoming > 1 && outgoing > 1,
  },
};

/** A gateway that states its direction has the flows that this needs. */
export const gatewayDirection: Rule = ({ elements }) => elements.flatMap(check);

function check(gateway: DraftElement): readonly Problem[] {
  const direction = readText(gateway.source, 'gatewayDirection') ?? '';
  const demand = Object.hasOwn(demands, direction) ? demands[direction] : undefined;
  const { incoming, outgoing } = gateway;
  if (demand === undefined || demand.isMet(incoming.length, outgoing.length)) return [];
  const message = `Expected ${demand.text} at gateway ${describe(gateway)}, whose direction is ${direction}, but got ${incoming.length} and ${outgoing.length}`;
  return [problemAt(gateway, 'error', 'gatewayDirection', message, { direction })];
}
