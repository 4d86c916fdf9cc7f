import type { JsonValue } from '../protocol/json.js';
import {
  isModdleElement,
  isReference,
  listSetProperties,
  readText,
  type ModdleElement,
} from './moddle-element.js';

/** Any part of a model as plain data: elements that are held in full, elements that are named by their id. */
export function readPlain(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(readPlain);
  if (isModdleElement(value)) return readPlainElement(value);
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function readPlainElement(element: ModdleElement): JsonValue {
  const plain: Record<string, JsonValue> = { $type: element.$type };
  for (const name of [...listSetProperties(element)].sort()) {
    if (name === 'id') continue;
    plain[name] = isReference(element, name)
      ? nameReferences(element[name])
      : readPlain(element[name]);
  }
  for (const [name, value] of readForeignAttributes(element)) plain[name] = value;
  return plain;
}

/** Attributes of namespaces that the parser does not know. */
export function readForeignAttributes(element: ModdleElement): readonly [string, string][] {
  return Object.entries(element.$attrs ?? {})
    .filter(
      ([name]) => name.includes(':') && !name.startsWith('xmlns:') && !name.startsWith('xsi:'),
    )
    .map(([name, value]): [string, string] => [name, String(value)])
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** The ids of what a reference points at. */
export function nameReferences(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(nameReferences);
  if (isModdleElement(value)) return readText(value, 'id') ?? value.$type;
  return readPlain(value);
}
