import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** A gateway merges or splits (BPMN 2.0.2 section 10.6.1): several flows lead to it or several leave it. */
export const gatewayFlows: Rule = ({ elements }) =>
  elements
    .filter(({ source }) => source.$type.endsWith('Gateway'))
    .filter(({ incoming, outgoing }) => incoming.length < 2 && outgoing.length < 2)
    .map(useless);

function useless(gateway: DraftElement): Problem {
  const message = `Expected gateway ${describe(gateway)} to have either multiple incoming or multiple outgoing sequence flows: it must merge or split`;
  return problemAt(gateway, 'error', 'gatewayNeitherMergesNorSplits', message);
}
