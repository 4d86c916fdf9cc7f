import type { JsonValue } from '../protocol/json.js';
import type { Difference } from './difference.js';
import { nameOf, type TailoringElement } from './model.js';

/** What changed in the properties of an element that both models have. */
export function compareProperties(
  before: TailoringElement,
  after: TailoringElement,
): readonly Difference[] {
  const names = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  const changes: Difference[] = [];
  for (const property of [...names].sort()) {
    const old = before.properties[property];
    const current = after.properties[property];
    if (!isSame(old, current)) changes.push(changeOf(before, property, old, current));
  }
  return groupClocks(before, after, changes);
}

export function changeOf(
  element: TailoringElement,
  property: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Difference {
  return {
    differenceId: `changed:${element.id}:${property}`,
    kind: 'changed',
    ...describe(element),
    property,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    consequences: [],
  };
}

export function describe(
  element: TailoringElement,
): Pick<Difference, 'elementId' | 'elementName' | 'elementType'> {
  const elementName = nameOf(element);
  return {
    elementId: element.id,
    ...(elementName === undefined ? {} : { elementName }),
    elementType: element.type,
  };
}

/** A clock that comes or goes as a whole is one line, not one per attribute. */
function groupClocks(
  before: TailoringElement,
  after: TailoringElement,
  changes: readonly Difference[],
): readonly Difference[] {
  const result: Difference[] = [];
  const groups = new Map<string, Difference[]>();
  for (const change of changes) {
    const clock = clockOf(change.property ?? '');
    const hadIt = clock !== undefined && hasClock(before, clock);
    const hasIt = clock !== undefined && hasClock(after, clock);
    if (clock === undefined || hadIt === hasIt) {
      result.push(change);
      continue;
    }
    const group = groups.get(clock);
    if (group === undefined) groups.set(clock, [change]);
    else group.push(change);
  }
  for (const [property, consequences] of groups) {
    const kind = hasClock(before, property) ? 'clockRemoved' : 'clockAdded';
    const differenceId = `${kind}:${before.id}:${property}`;
    result.push({ differenceId, kind, ...describe(before), property, consequences });
  }
  return result;
}

function clockOf(property: string): string | undefined {
  return /^clock\.[^.]*/.exec(property)?.[0];
}

function hasClock(element: TailoringElement, clock: string): boolean {
  return Object.keys(element.properties).some((property) => property.startsWith(`${clock}.`));
}

/** Whether two plain values are equal, whatever the order of their keys. */
export function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null || Array.isArray(left) !== Array.isArray(right)) return false;
  const old = Object.entries(left);
  const current = new Map(Object.entries(right));
  return (
    old.length === current.size &&
    old.every(([key, value]) => current.has(key) && isSame(value, current.get(key)))
  );
}
