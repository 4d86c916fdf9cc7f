import { isModdleElement } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** A default flow leaves the element that names it and needs no condition. */
export const defaultFlow: Rule = ({ elements }) => elements.flatMap(check);

function check(element: DraftElement): readonly Problem[] {
  const named = element.source['default'];
  if (!isModdleElement(named)) return [];
  const flow = element.outgoing.find(({ model }) => model === named);
  if (flow === undefined) {
    const message = `Expected the default flow of ${describe(element)} to be one that leaves it`;
    return [problemAt(element, 'error', 'defaultFlowForeign', message)];
  }
  if (flow.condition === undefined) return [];
  const message = `Expected no condition on default flow ${describe(flow)}: it is not looked at`;
  return [problemAt(flow, 'warning', 'defaultFlowCondition', message)];
}
