import { localTypeOf } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { isInstantiating } from '../process-entries.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** What creates an instance of the process stands at its beginning. */
export const instantiation: Rule = ({ elements }) =>
  elements.filter(isInstantiating).flatMap(check);

function check(element: DraftElement): readonly Problem[] {
  const place = localTypeOf(element.source);
  const problems: Problem[] = [];
  if (element.incoming.length > 0) {
    const message = `Expected no flow into ${describe(element)}, a ${place} that instantiates the process, but got ${element.incoming.length}`;
    problems.push(problemAt(element, 'error', 'instantiatingIncoming', message, { place }));
  }
  if (element.scope !== 0) {
    const message = `Expected ${describe(element)}, a ${place} that instantiates the process, to stand in the process itself but it is inside a sub-process`;
    problems.push(problemAt(element, 'error', 'instantiatingPlace', message, { place }));
  }
  return problems;
}
