import type { DraftElement } from '../draft-model.js';
import { listDefinitions } from '../event-definitions.js';
import { listEntries } from '../process-entries.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** It must be clear where each scope begins. */
export const startEvents: Rule = ({ elements }) => elements.flatMap(check);

function check(scope: DraftElement): readonly Problem[] {
  const starts = scope.inner.filter(({ type }) => type === 'startEvent');
  const noneStarts = starts.filter((start) => listDefinitions(start).length === 0);
  switch (scope.type) {
    case 'process':
      if (listEntries(scope).length === 0)
        return [wrongStarts(scope, 'at least one start event', 0)];
      return noneStarts.length > 1
        ? [wrongStarts(scope, 'at most one none start event', noneStarts.length)]
        : [];
    case 'subProcess':
      return noneStarts.length === 1
        ? []
        : [wrongStarts(scope, 'one none start event', noneStarts.length)];
    case 'eventSubProcess':
      return starts.length === 1 ? [] : [wrongStarts(scope, 'one start event', starts.length)];
    default:
      return [];
  }
}

function wrongStarts(scope: DraftElement, expected: string, found: number): Problem {
  const message = `Expected ${expected} in ${describe(scope)} but got ${found}`;
  return problemAt(scope, 'error', 'startEventCount', message, { found });
}
