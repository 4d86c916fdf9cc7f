import type { DraftElement, DraftModel } from '../draft-model.js';
import { definitionTypeOf } from '../event-definitions.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/**
 * BPMN 2.0.2 sections 10.3.5 and 10.5.6: a cancel end event is used within a transaction only, a cancel boundary event
 * on a transaction only, and that one interrupts.
 */
export const cancelEvents: Rule = (model) =>
  model.elements.filter(isCancelEvent).flatMap((event) => {
    if (event.type === 'endEvent') return checkEnd(model, event);
    return event.type === 'boundaryEvent' ? checkBoundary(event) : [];
  });

function isCancelEvent(element: DraftElement): boolean {
  return element.definitions.some((definition) => definitionTypeOf(definition) === 'cancel');
}

function checkEnd(model: DraftModel, event: DraftElement): readonly Problem[] {
  let scope = model.elements[event.scope];
  while (scope !== undefined && scope.type !== 'transaction') scope = model.elements[scope.scope];
  if (scope === undefined) {
    const message = `Expected cancel end event ${describe(event)} within a transaction but none is around it`;
    return [problemAt(event, 'error', 'cancelOutsideTransaction', message)];
  }
  if (scope.boundary.some(isCancelEvent)) return [];
  const message = `Expected a cancel event on the boundary of ${describe(scope)}: without one nothing goes on after ${describe(event)}`;
  return [problemAt(event, 'warning', 'cancelUncaught', message)];
}

function checkBoundary(event: DraftElement): readonly Problem[] {
  const problems: Problem[] = [];
  const { host } = event;
  if (host?.type !== 'transaction') {
    const message = `Expected cancel event ${describe(event)} on the boundary of a transaction but it stands on ${host === undefined ? 'nothing' : describe(host)}`;
    problems.push(problemAt(event, 'error', 'cancelHostInvalid', message));
  }
  if (event.source['cancelActivity'] === false) {
    const message = `Expected ${describe(event)} to interrupt, as every cancel event does`;
    problems.push(problemAt(event, 'error', 'cancelMustInterrupt', message));
  }
  return problems;
}
