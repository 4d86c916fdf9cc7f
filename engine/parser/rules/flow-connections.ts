import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import { isInstantiating } from '../process-entries.js';
import type { Rule } from './registry.js';

/**
 * Where sequence flows must lead to and come from (BPMN 2.0.2 sections 10.5.2 to 10.5.4 and 10.6.1). A level with start
 * events begins nowhere else, one with end events ends nowhere else, and neither kind is used without the other.
 */
export const flowConnections: Rule = ({ elements }) => elements.flatMap(checkScope);

function checkScope({ inner, type }: DraftElement): readonly Problem[] {
  // Its events need no flow: they occur in its midst.
  if (type === 'adHocSubProcess') return [];
  const starts = inner.filter(({ type }) => type === 'startEvent');
  const ends = inner.filter(({ type }) => type === 'endEvent');
  const isBegunByEnd = starts.length === 0 && !inner.some(isInstantiating);
  return [
    ...(ends.length === 0 ? starts.map(endMissing) : []),
    ...(isBegunByEnd ? ends.map(startMissing) : []),
    ...inner
      .filter(({ incoming }) => incoming.length === 0)
      .filter((element) => needsIncoming(element, starts.length > 0))
      .map(incomingMissing),
    ...inner
      .filter(({ outgoing }) => outgoing.length === 0)
      .filter((element) => needsOutgoing(element, ends.length > 0))
      .map(outgoingMissing),
  ];
}

function needsIncoming(element: DraftElement, hasStartEvent: boolean): boolean {
  if (isOutsideTheFlow(element) || isLink(element)) return false;
  switch (element.type) {
    case 'startEvent':
    case 'boundaryEvent':
      return false;
    case 'endEvent':
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
      return true;
    default:
      return hasStartEvent && !isInstantiating(element);
  }
}

function needsOutgoing(element: DraftElement, hasEndEvent: boolean): boolean {
  if (isOutsideTheFlow(element) || isLink(element)) return false;
  switch (element.type) {
    case 'endEvent':
      return false;
    case 'boundaryEvent':
      return !has(element, 'bpmn:CompensateEventDefinition');
    case 'startEvent':
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
      return true;
    default:
      return hasEndEvent;
  }
}

/** Event sub-processes and compensation handlers are not connected at all. */
function isOutsideTheFlow({ source, type }: DraftElement): boolean {
  return type === 'eventSubProcess' || source['isForCompensation'] === true;
}

/** The two ends of a link have a rule of their own. */
function isLink(element: DraftElement): boolean {
  return has(element, 'bpmn:LinkEventDefinition');
}

function has(element: DraftElement, definition: string): boolean {
  return element.definitions.some(({ $type }) => $type === definition);
}

function endMissing(start: DraftElement): Problem {
  const message = `Expected at least one end event beside start event ${describe(start)}, as every level with a start event must have`;
  return problemAt(start, 'error', 'endEventMissing', message);
}

function startMissing(end: DraftElement): Problem {
  const message = `Expected at least one start event beside end event ${describe(end)}, as every level with an end event must have`;
  return problemAt(end, 'error', 'startEventMissing', message);
}

function incomingMissing(element: DraftElement): Problem {
  const message = `Expected ${describe(element)} to be the target of at least one sequence flow but none leads there`;
  return problemAt(element, 'error', 'incomingMissing', message);
}

function outgoingMissing(element: DraftElement): Problem {
  const message = `Expected ${describe(element)} to be the source of at least one sequence flow but none leaves it`;
  return problemAt(element, 'error', 'outgoingMissing', message);
}
