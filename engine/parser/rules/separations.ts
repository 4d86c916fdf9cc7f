import { listSeparations } from '../attributes/assignment.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import { listNext } from './reachability.js';
import type { Rule } from './registry.js';

/** A user task can be separate from user tasks of its process, and from those alone that somebody can complete before. */
export const separations: Rule = ({ elements }) =>
  elements
    .filter(({ type }) => type === 'userTask')
    .flatMap((element) =>
      listSeparations(element).flatMap((id) => checkSeparation(element, id, elements)),
    );

function checkSeparation(
  element: DraftElement,
  id: string,
  elements: readonly DraftElement[],
): readonly Problem[] {
  const other = elements.find((candidate) => candidate.id === id);
  if (other?.type !== 'userTask') {
    const message = `Expected ${describe(element)} to be separate from user tasks of its process but '${id}' is none`;
    return [problemAt(element, 'error', 'separationInvalid', message, { separateFrom: id })];
  }
  if (!comesOnlyAfter(other, element)) return [];
  const message = `Expected ${describe(element)} to be separate from what is done before but ${describe(other)} comes after it: nobody is excluded`;
  return [problemAt(element, 'warning', 'separationTooLate', message, { separateFrom: id })];
}

/** What is neither before nor after stands beside it, and may be completed first. */
function comesOnlyAfter(other: DraftElement, element: DraftElement): boolean {
  if (other === element || isRepeated(element)) return false;
  return leadsTo(element, other) && !leadsTo(other, element);
}

/** Whether a token can come from one element to another, out of the scopes around the first as well. */
function leadsTo(from: DraftElement, to: DraftElement): boolean {
  const seen = new Set<DraftElement>();
  const open = [...listNext(from), ...listAround(from)];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element === to) return true;
    if (seen.has(element)) continue;
    seen.add(element);
    open.push(...listNext(element), ...listAround(element));
  }
  return false;
}

/** What comes after the scopes around an element. */
function listAround({ parent }: DraftElement): readonly DraftElement[] {
  if (parent === undefined) return [];
  const after = parent.outgoing.map(({ target }) => target);
  return [...after, ...parent.boundary, ...listAround(parent)];
}

/** In a loop of its own or around it, what comes after comes before the next one. */
function isRepeated(element: DraftElement | undefined): boolean {
  if (element === undefined) return false;
  const { source, type, parent } = element;
  if (source['loopCharacteristics'] !== undefined || type === 'adHocSubProcess') return true;
  return isRepeated(parent);
}
