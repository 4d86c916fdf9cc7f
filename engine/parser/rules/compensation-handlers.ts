import { isCompensationEvent, isForCompensation, listCompensationStarts } from '../compensation.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/**
 * BPMN 2.0.2 section 10.7.1: a compensation boundary event leads by an association, and by nothing else, to one
 * activity that is for compensation; that activity is outside of the normal flow.
 */
export const compensationHandlers: Rule = ({ elements, process }) => [
  ...elements.filter(isBoundary).flatMap(checkEvent),
  ...elements.flatMap(checkHost),
  ...elements.filter(isForCompensation).flatMap(checkHandler),
  ...listCompensationStarts(process).map(neverBegun),
];

function isBoundary(element: DraftElement): boolean {
  return element.type === 'boundaryEvent' && isCompensationEvent(element);
}

function checkEvent(event: DraftElement): readonly Problem[] {
  const problems: Problem[] = [];
  const definitions = event.definitions.length;
  if (definitions > 1) {
    const message = `Expected compensation to be the only definition of ${describe(event)} but it has ${definitions}`;
    problems.push(problemAt(event, 'error', 'eventDefinitionNotAlone', message));
  }
  if (event.outgoing.length > 0) {
    const message = `Expected no flow out of compensation event ${describe(event)} but got ${event.outgoing.length}`;
    problems.push(problemAt(event, 'error', 'outgoingForbidden', message));
  }
  const { associated } = event;
  const [handler] = associated;
  if (handler === undefined || associated.length > 1) {
    const message = `Expected compensation event ${describe(event)} to be associated with one activity that compensates but got ${associated.length}`;
    return [...problems, problemAt(event, 'error', 'compensationHandlerCount', message)];
  }
  if (isForCompensation(handler) && handler.scope === event.scope) return problems;
  const message = `Expected ${describe(handler)}, associated with compensation event ${describe(event)}, to be an activity for compensation beside it`;
  return [...problems, problemAt(event, 'error', 'compensationHandlerInvalid', message)];
}

/** Only a completed activity of the normal flow is compensated, and by one handler. */
function checkHost(host: DraftElement): readonly Problem[] {
  const events = host.boundary.filter(isBoundary);
  const superfluous = isForCompensation(host) ? events : events.slice(1);
  const expected = isForCompensation(host) ? 'no compensation event' : 'one compensation event';
  return superfluous.map((event) => {
    const message = `Expected ${expected} on ${describe(host)}, so ${describe(event)} never occurs`;
    return problemAt(event, 'warning', 'compensationNeverOccurs', message);
  });
}

function checkHandler(handler: DraftElement): readonly Problem[] {
  const found = handler.incoming.length + handler.outgoing.length;
  if (found === 0) return [];
  const message = `Expected no flow into or out of ${describe(handler)}, which is for compensation, but got ${found}`;
  return [problemAt(handler, 'error', 'compensationHandlerInFlow', message)];
}

function neverBegun(start: DraftElement): Problem {
  const message = `Expected ${describe(start)} in a sub-process: a process is not compensated, so it never occurs`;
  return problemAt(start, 'warning', 'compensationNeverOccurs', message);
}
