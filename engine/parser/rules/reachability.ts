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
    open.push(...nextOf(element));
  }
  return elements
    .filter((element) => !reached.has(element))
    .map((element) => {
      const message = `Expected a way to ${describe(element)} but none leads there`;
      return problemAt(element, 'warning', 'elementUnreachable', message);
    });
};

function nextOf(element: DraftElement): readonly DraftElement[] {
  const entries = element.type === 'process' ? listEntries(element) : [];
  const gateways = element.inner.filter(isInstantiatingGateway);
  const handlers = isCompensationEvent(element) ? element.associated : [];
  return [
    ...element.inner.filter(({ type }) => type === 'startEvent' || type === 'eventSubProcess'),
    ...entries,
    ...gateways,
    ...listBegun(element),
    ...element.boundary,
    ...handlers,
    ...element.outgoing.map(({ target }) => target),
    ...linkCatchesOf(element),
  ];
}

/** What begins without a flow: when the scope does, or while it is open. */
function listBegun(scope: DraftElement): readonly DraftElement[] {
  return scope.type === 'adHocSubProcess'
    ? [...listStartable(scope), ...listStandingEvents(scope)]
    : listImplicitStarts(scope);
}
