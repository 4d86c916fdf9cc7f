import type { JsonValue } from '../protocol/json.js';
import { flattenDifferences, type Difference } from './difference.js';
import type { TailoringElement, TailoringModel } from './model.js';

type MutableElements = Record<string, TailoringElement>;

/** The model that the differences lead to: for `compareModels(a, b)` applied to `a`, the elements of `b`. */
export function applyDifferences(
  standard: TailoringModel,
  differences: readonly Difference[],
): TailoringModel {
  const elements: MutableElements = { ...standard.elements };
  for (const difference of flattenDifferences(differences)) apply(elements, difference);
  return { elements, guidelines: standard.guidelines };
}

function apply(elements: MutableElements, difference: Difference): void {
  const { elementId } = difference;
  const element = elements[elementId];
  switch (difference.kind) {
    case 'added':
      // The comparison put the whole element there.
      elements[elementId] = difference.after as unknown as TailoringElement;
      return;
    case 'removed':
      delete elements[elementId];
      return;
    case 'changed':
      if (element !== undefined) elements[elementId] = withProperty(element, difference);
      return;
    case 'replaced':
      if (element === undefined || typeof difference.after !== 'string') return;
      elements[elementId] = { ...element, type: difference.after };
      return;
    case 'moved':
      if (element !== undefined) elements[elementId] = withPlace(element, difference.after);
      return;
    case 'rewired':
      if (element !== undefined)
        elements[elementId] = { ...element, ...readEnds(difference.after) };
      return;
    default:
      // Headings of what stands under them, and findings.
      return;
  }
}

function withProperty(element: TailoringElement, difference: Difference): TailoringElement {
  const { property, after } = difference;
  if (property === undefined) return element;
  const { [property]: _replaced, ...others } = element.properties;
  const properties = after === undefined ? others : { ...others, [property]: after };
  return { ...element, properties };
}

function withPlace(element: TailoringElement, place: JsonValue | undefined): TailoringElement {
  const { scope: _scope, attachedTo: _attachedTo, ...rest } = element;
  const scope = readField(place, 'scope');
  const attachedTo = readField(place, 'attachedTo');
  return {
    ...rest,
    ...(scope === undefined ? {} : { scope }),
    ...(attachedTo === undefined ? {} : { attachedTo }),
  };
}

function readEnds(ends: JsonValue | undefined): { source?: string; target?: string } {
  const source = readField(ends, 'source');
  const target = readField(ends, 'target');
  return {
    ...(source === undefined ? {} : { source }),
    ...(target === undefined ? {} : { target }),
  };
}

function readField(value: JsonValue | undefined, field: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = new Map(Object.entries(value)).get(field);
  return typeof found === 'string' ? found : undefined;
}
