import { listStandingEvents, listStartable } from '../attributes/ad-hoc-sub-process.js';
import { listImplicitStarts } from '../attributes/scope.js';
import { isCompensationEvent } from '../compensation.js';
import type { DraftElement } from '../draft-model.js';
import { isInstantiatingGateway, listEntries } from '../process-entries.js';
import { linkCatchesOf } from '../link-ends.js';
import { describe, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** An element that no token can reach is most likely a mistake of drawing. */
export const reachability: Rule = ({ elements, process }) => {
  const reached = new Set<DraftElement>();
  const open: DraftElement[] = [process];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (reached.has(element)) continue;
    reached.add(element);
    for (const next of listNext(element)) open.push(next);
  }
  return elements
    .filter((element) => !reached.has(element))
    .map((element) => {
      const message = `Expected a way to ${describe(element)} but none leads there`;
      return problemAt(element, 'warning', 'elementUnreachable', message);
    });
};

/** What a token comes to from an element. */
export function listNext(element: DraftElement): readonly DraftElement[] {
  return [...element.outgoing.map(({ target }) => target), ...listOthers(element)];
}

/** What a token comes to from an element without a flow. */
function listOthers(element: DraftElement): readonly DraftElement[] {
  return [
    ...(element.inner.length === 0 ? [] : listInner(element)),
    ...element.boundary,
    ...(isCompensationEvent(element) ? element.associated : []),
    ...linkCatchesOf(element),
  ];
}

function listInner(scope: DraftElement): readonly DraftElement[] {
  return [
    ...scope.inner.filter(({ type }) => type === 'startEvent' || type === 'eventSubProcess'),
    ...(scope.type === 'process' ? listEntries(scope) : []),
    ...scope.inner.filter(isInstantiatingGateway),
    ...listBegun(scope),
  ];
}

/** What begins without a flow: when the scope does, or while it is open. */
function listBegun(scope: DraftElement): readonly DraftElement[] {
  return scope.type === 'adHocSubProcess'
    ? [...listStartable(scope), ...listStandingEvents(scope)]
    : listImplicitStarts(scope);
}
