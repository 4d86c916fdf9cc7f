import { localTypeOf, readText } from '../../tailoring/moddle-element.js';
import { isActivity } from '../activity.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** BPMN 2.0.2 section 10.3.5: activities must be used inside an ad-hoc sub-process, start and end events must not. */
export const adHocContent: Rule = ({ elements }) =>
  elements.filter(({ type }) => type === 'adHocSubProcess').flatMap(check);

const orderings = ['Parallel', 'Sequential'];

function check(scope: DraftElement): readonly Problem[] {
  const problems = scope.inner
    .filter(({ type }) => type === 'startEvent' || type === 'endEvent')
    .map((event) => forbidden(scope, event));
  const activities = scope.inner.filter(
    ({ source, type }) => isActivity(source) && type !== 'eventSubProcess',
  );
  if (activities.length === 0) problems.push(withoutActivity(scope));
  const ordering = readText(scope.source, 'ordering') ?? 'Parallel';
  if (!orderings.includes(ordering)) problems.push(orderingInvalid(scope, ordering));
  if (scope.source['triggeredByEvent'] === true) problems.push(triggered(scope));
  return problems;
}

function forbidden(scope: DraftElement, event: DraftElement): Problem {
  const kind = localTypeOf(event.source);
  const message = `Expected no start and end events inside ad-hoc sub-process ${describe(scope)} but ${describe(event)} is a ${kind}`;
  return problemAt(event, 'error', 'adHocContent', message, { kind, scope: scope.id });
}

function withoutActivity(scope: DraftElement): Problem {
  const message = `Expected activities inside ad-hoc sub-process ${describe(scope)} but got none`;
  return problemAt(scope, 'error', 'adHocContent', message);
}

function orderingInvalid(scope: DraftElement, ordering: string): Problem {
  const message = `Expected the ordering of ${describe(scope)} to be Parallel or Sequential but got '${ordering}'`;
  return problemAt(scope, 'error', 'adHocOrderingInvalid', message, { ordering });
}

function triggered(scope: DraftElement): Problem {
  const message = `Expected ad-hoc sub-process ${describe(scope)} to be begun by a token but it is triggered by an event`;
  return problemAt(scope, 'error', 'adHocTriggered', message);
}
