import { isModdleElement } from '../../tailoring/moddle-element.js';
import type { DraftElement, DraftFlow } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** A choice needs conditions; a parallel split ignores them. */
export const conditionsAtGateways: Rule = ({ elements }) => elements.flatMap(check);

function check(element: DraftElement): readonly Problem[] {
  if (element.type === 'parallelGateway') {
    return element.outgoing.filter(hasCondition).map((flow) => ignored(flow, element));
  }
  if (element.type !== 'exclusiveGateway' || element.outgoing.length < 2) return [];
  const choices = element.outgoing.filter(({ model }) => model !== element.source['default']);
  const problems = choices
    .filter((flow) => !hasCondition(flow))
    .map((flow) => missing(flow, element));
  return isModdleElement(element.source['default']) ? problems : [...problems, noDefault(element)];
}

function hasCondition(flow: DraftFlow): boolean {
  return flow.condition !== undefined;
}

function ignored(flow: DraftFlow, gateway: DraftElement): Problem {
  const message = `Expected no condition on ${describe(flow)}: parallel gateway ${describe(gateway)} takes every flow`;
  return problemAt(flow, 'warning', 'conditionIgnored', message);
}

function missing(flow: DraftFlow, gateway: DraftElement): Problem {
  const message = `Expected a condition on ${describe(flow)}, one of several ways out of ${describe(gateway)}: without one it is always open, and those after it are not looked at`;
  return problemAt(flow, 'warning', 'conditionMissing', message);
}

function noDefault(gateway: DraftElement): Problem {
  const message = `Expected a default flow of ${describe(gateway)}: without one an incident is raised when no condition holds`;
  return problemAt(gateway, 'warning', 'defaultFlowMissing', message);
}
