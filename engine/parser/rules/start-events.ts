import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** It must be clear where each scope begins (BPMN 2.0.2 sections 10.3.5 and 10.5.2). Without a start event it begins wherever no flow leads. */
export const startEvents: Rule = ({ elements }) => elements.flatMap(check);

function check(scope: DraftElement): readonly Problem[] {
  const starts = scope.inner.filter(({ type }) => type === 'startEvent');
  const noneStarts = starts.filter((start) => start.definitions.length === 0);
  switch (scope.type) {
    case 'process':
      return noneStarts.slice(1).map((start) => onlyById(start, noneStarts[0] ?? start));
    case 'subProcess':
    case 'transaction':
      return starts.length <= 1 ? [] : [wrongStarts(scope, 'at most one start event', starts)];
    case 'eventSubProcess':
      return starts.length === 1 ? [] : [wrongStarts(scope, 'one start event', starts)];
    default:
      return [];
  }
}

function wrongStarts(
  scope: DraftElement,
  expected: string,
  { length: found }: readonly DraftElement[],
): Problem {
  const message = `Expected ${expected} in ${describe(scope)} but got ${found}`;
  return problemAt(scope, 'error', 'startEventCount', message, { found });
}

function onlyById(start: DraftElement, first: DraftElement): Problem {
  const message = `Expected one start event without a trigger: instances begin at ${describe(first)}, and at ${describe(start)} only when it is asked for by its id`;
  return problemAt(start, 'warning', 'startEventSeveral', message);
}
