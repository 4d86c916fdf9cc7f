import type { JsonValue } from '../protocol/json.js';
import { isRecord } from './form-schema.js';

/** Names and row numbers that lead from the data of a form to one value. */
export type ValuePath = readonly (string | number)[];

export function readAt(data: JsonValue | undefined, path: ValuePath): JsonValue | undefined {
  let value = data;
  for (const step of path) {
    if (typeof step === 'number') value = Array.isArray(value) ? readRow(value, step) : undefined;
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

function readRow(rows: readonly JsonValue[], index: number): JsonValue | undefined {
  return rows[index];
}

interface Branch {
  [step: string | number]: JsonValue | Branch | undefined;
}

/** Sets a value, making lists and objects on the way. Keys are own properties, whatever their names. */
export function writeAt(data: object, path: ValuePath, value: JsonValue): void {
  let branch = data as Branch;
  path.forEach((step, index) => {
    const isLast = index === path.length - 1;
    const known = Object.hasOwn(branch, step) ? branch[step] : undefined;
    if (!isLast && typeof known === 'object' && known !== null) {
      branch = known as Branch;
      return;
    }
    const next = isLast ? value : typeof path[index + 1] === 'number' ? [] : {};
    Object.defineProperty(branch, step, {
      value: next,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    branch = next as unknown as Branch;
  });
}

/** `contacts[0].name` */
export function formatPath(path: ValuePath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** Whether two plain values are equal, whatever the order of keys. */
export function isEqualValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null || Array.isArray(left) !== Array.isArray(right)) return false;
  const entries = Object.entries(left);
  const others = new Map(Object.entries(right));
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && isEqualValue(value, others.get(key)))
  );
}

/** Nothing was filled in. */
export function isUnanswered(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
