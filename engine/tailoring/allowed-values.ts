import { parseDuration } from '../expressions/temporal-values.js';
import type { JsonValue } from '../protocol/json.js';
import type { Guideline } from './model.js';

/** Whether a configurable property may have the value; without range and list, any will do. */
export function isAllowedValue(guideline: Guideline, value: JsonValue | undefined): boolean {
  const { min, max, values } = guideline;
  if (min === undefined && max === undefined && values === undefined) return true;
  if (value === undefined || (typeof value === 'object' && value !== null)) return false;
  const text = String(value).trim();
  if (values?.some((one) => isSameValue(one, text)) === true) return true;
  if (min === undefined && max === undefined) return isListOfAllowed(values ?? [], text);
  return (min === undefined || isOrdered(min, text)) && (max === undefined || isOrdered(text, max));
}

/** A property that is itself a list may hold any of the allowed values. */
function isListOfAllowed(values: readonly string[], text: string): boolean {
  const parts = text.split(',').map((part) => part.trim());
  return parts.length > 1 && parts.every((part) => values.some((one) => isSameValue(one, part)));
}

function isSameValue(left: string, right: string): boolean {
  return left === right || compareQuantities(left, right) === 0;
}

function isOrdered(lower: string, upper: string): boolean {
  const order = compareQuantities(lower, upper);
  return order !== undefined && order <= 0;
}

/** Numbers by numbers, durations by durations; nothing if the two cannot be compared. */
export function compareQuantities(left: string, right: string): number | undefined {
  const first = readQuantity(left);
  const second = readQuantity(right);
  if (first === undefined || second === undefined || first.unit !== second.unit) return undefined;
  return first.amount - second.amount;
}

interface Quantity {
  readonly unit: 'number' | 'milliseconds' | 'months';
  readonly amount: number;
}

function readQuantity(text: string): Quantity | undefined {
  if (/^[-+]?(\d+(\.\d+)?|\.\d+)$/.test(text)) return { unit: 'number', amount: Number(text) };
  const duration = parseDuration(text);
  if (duration === undefined) return undefined;
  if ('months' in duration) return { unit: 'months', amount: duration.months };
  return { unit: 'milliseconds', amount: duration.value.toMillis() };
}
