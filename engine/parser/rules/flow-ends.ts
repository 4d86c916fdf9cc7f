import { type ModdleElement, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement, DraftFlow } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** Flows lead from element to element inside one scope; none into a start, none out of an end. */
export const flowEnds: Rule = ({ elements, flows, looseFlows }) => [
  ...looseFlows.map(loose),
  ...flows.filter(({ source, target }) => source.scope !== target.scope).map(crossing),
  ...elements.flatMap(checkEnds),
];

function loose(flow: ModdleElement): Problem {
  const subject = { id: readText(flow, 'id') ?? '', name: readText(flow, 'name') ?? '' };
  const message = `Expected flow ${describe(subject)} to lead from one element to another`;
  return problemAt(subject, 'error', 'flowLoose', message);
}

function crossing(flow: DraftFlow): Problem {
  const message = `Expected flow ${describe(flow)} to stay inside one scope but it leads from ${describe(flow.source)} to ${describe(flow.target)}`;
  return problemAt(flow, 'error', 'flowCrossesScope', message);
}

function checkEnds(element: DraftElement): readonly Problem[] {
  const { type, incoming, outgoing } = element;
  const hasNoIncoming =
    type === 'startEvent' || type === 'boundaryEvent' || type === 'eventSubProcess';
  const problems: Problem[] = [];
  if (hasNoIncoming && incoming.length > 0) {
    const message = `Expected no flow into ${describe(element)} but got ${incoming.length}`;
    problems.push(problemAt(element, 'error', 'incomingForbidden', message));
  }
  if ((type === 'endEvent' || type === 'eventSubProcess') && outgoing.length > 0) {
    const message = `Expected no flow out of ${describe(element)} but got ${outgoing.length}`;
    problems.push(problemAt(element, 'error', 'outgoingForbidden', message));
  }
  return problems;
}
