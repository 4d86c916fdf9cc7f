import type { ProgramElement } from '../model/program.js';
import type { DraftElement } from './draft-model.js';
import { definitionTypeOf } from './event-definitions.js';

/** How the activity is compensated, as an entry of its element; none if nothing can compensate it. */
export function compensationOf(element: DraftElement): Pick<ProgramElement, 'compensation'> {
  if (!isCompensable(element)) return {};
  const handler = handlerOf(element);
  const starts = listCompensationStarts(element).map(({ index }) => index);
  return { compensation: { handler: handler === undefined ? -1 : handler.index, starts } };
}

/** A handler is no part of what it undoes; a process ends with its instance. */
export function isCompensable(element: DraftElement): boolean {
  if (element.scope < 0 || isForCompensation(element) || isCompensationStarted(element)) {
    return false;
  }
  if (handlerOf(element) !== undefined || listCompensationStarts(element).length > 0) return true;
  return element.inner.some(isCompensable);
}

export function isForCompensation({ source }: DraftElement): boolean {
  return source['isForCompensation'] === true;
}

export function isCompensationEvent(event: DraftElement): boolean {
  return event.definitions.some((definition) => definitionTypeOf(definition) === 'compensate');
}

/** The start events of compensation event sub-processes in a scope. */
export function listCompensationStarts(scope: DraftElement): readonly DraftElement[] {
  return scope.inner.filter(({ type }) => type === 'eventSubProcess').flatMap(startsOf);
}

function startsOf({ inner }: DraftElement): readonly DraftElement[] {
  return inner.filter((event) => event.type === 'startEvent' && isCompensationEvent(event));
}

function isCompensationStarted(element: DraftElement): boolean {
  return element.type === 'eventSubProcess' && startsOf(element).length > 0;
}

function handlerOf({ boundary }: DraftElement): DraftElement | undefined {
  return boundary.find(isCompensationEvent)?.associated.find(isForCompensation);
}
