import { Decimal, formatNumber, parseNumber } from './decimal-number.js';
import { FeelValueNotStorableError, FeelValueTooLargeError } from './errors.js';
import type { DaysTimeDuration, YearsMonthsDuration } from './feel-value.js';
import {
  FeelDate,
  FeelDateTime,
  FeelFunction,
  type FeelNumber,
  FeelRange,
  FeelTime,
  type FeelValue,
  isContext,
  isList,
  isNumber,
} from './feel-value.js';
import { formatTemporal } from './format-value.js';
import {
  parseDate,
  parseFeelDateTime,
  parseFeelDuration,
  parseTime,
} from './temporal/parse-temporal.js';

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const tag = '@feel';
const maximumDepth = 500;
/** Of all parts together: far more than an instance could carry with it. */
const maximumSize = 500_000;
const charactersPerPart = 32;

/**
 * Values JSON has no notation for become tagged objects: `{"@feel": "date", "value": "2026-11-21"}`.
 * So does a number of more digits than a JavaScript number keeps, such as a third.
 */
export function toJson(value: FeelValue): JsonValue {
  if (measure(value, 0) > maximumSize) throw new FeelValueTooLargeError();
  return toJsonAt(value, 0);
}

/** How much is to be written, or at least that it is too much. Lists and texts that a value holds many times are written as often. */
function measure(value: FeelValue, depth: number): number {
  if (typeof value === 'string') return 1 + value.length / charactersPerPart;
  if (typeof value !== 'object' || value === null || depth > maximumDepth) return 1;
  let size = 1;
  for (const part of partsOf(value)) {
    size += measure(part, depth + 1);
    if (size > maximumSize) break;
  }
  return size;
}

function partsOf(value: FeelValue): readonly FeelValue[] {
  if (isList(value)) return value;
  if (value instanceof FeelRange) return [value.start ?? null, value.end ?? null];
  return isContext(value) ? Object.values(value) : [];
}

function toJsonAt(value: FeelValue, depth: number): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isNumber(value)) return numberToJson(value);
  if (value instanceof FeelFunction) throw new FeelValueNotStorableError('function');
  if (depth > maximumDepth) throw new FeelValueNotStorableError('value nested too deeply');
  if (isList(value)) return value.map((item) => toJsonAt(item, depth + 1));
  if (value instanceof FeelRange) return rangeToJson(value, depth + 1);
  if (!isContext(value)) return { [tag]: tagOf(value), value: formatTemporal(value) };
  const json = mapEntries(value, (entry) => toJsonAt(entry, depth + 1));
  return Object.hasOwn(json, tag) && readTagged(json, depth) !== undefined ? wrap(json) : json;
}

/** A context whose own entries would be read as another value. */
function wrap(json: Readonly<Record<string, JsonValue>>): JsonValue {
  return { [tag]: 'context', value: json };
}

/** `Object.fromEntries` defines own properties, so that a key `__proto__` is one like any other. */
function mapEntries<From, To>(
  source: Readonly<Record<string, From>>,
  convert: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(source).map(([key, entry]) => [key, convert(entry)]));
}

function numberToJson(value: FeelNumber): JsonValue {
  if (typeof value === 'number') return value;
  const nearest = value.toNumber();
  const isExact = Number.isFinite(nearest) && new Decimal(nearest).equals(value);
  return isExact ? nearest : { [tag]: 'number', value: formatNumber(value) };
}

type TemporalValue = FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration;

function tagOf(value: TemporalValue): string {
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  return value instanceof FeelDateTime ? 'date and time' : 'duration';
}

function rangeToJson(range: FeelRange, depth: number): JsonValue {
  const start = range.start === undefined ? {} : { start: toJsonAt(range.start, depth) };
  const end = range.end === undefined ? {} : { end: toJsonAt(range.end, depth) };
  const { isStartIncluded, isEndIncluded } = range;
  return { [tag]: 'range', ...start, ...end, isStartIncluded, isEndIncluded };
}

/** The inverse of `toJson`. What needs no conversion is returned as it is, not copied. */
export function fromJson(json: JsonValue): FeelValue {
  return fromJsonAt(json, 0);
}

function fromJsonAt(json: JsonValue, depth: number): FeelValue {
  if (typeof json !== 'object' || json === null) return json;
  if (depth > maximumDepth) throw new FeelValueNotStorableError('value nested too deeply');
  if (isJsonList(json)) {
    const items = json.map((item) => fromJsonAt(item, depth + 1));
    return items.some((item, index) => item !== json[index]) ? items : json;
  }
  const typed = Object.hasOwn(json, tag) ? readTagged(json, depth + 1) : undefined;
  return typed ?? readContext(json, depth);
}

function readContext(json: Readonly<Record<string, JsonValue>>, depth: number): FeelValue {
  const entries = Object.entries(json);
  const values = entries.map(([, entry]) => fromJsonAt(entry, depth + 1));
  const isSame = entries.every(([, entry], index) => entry === values[index]);
  if (isSame) return json;
  return Object.fromEntries(entries.map(([key], index) => [key, values[index] ?? null]));
}

function isJsonList(json: object): json is readonly JsonValue[] {
  return Array.isArray(json);
}

function isJsonContext(json: JsonValue | undefined): json is Readonly<Record<string, JsonValue>> {
  return typeof json === 'object' && json !== null && !isJsonList(json);
}

const readers: Readonly<Record<string, (text: string) => FeelValue | undefined>> = {
  number: parseNumber,
  date: parseDate,
  time: parseTime,
  'date and time': parseFeelDateTime,
  duration: parseFeelDuration,
};

/** An object that only looks tagged is left alone. */
function readTagged(
  json: Readonly<Record<string, JsonValue>>,
  depth: number,
): FeelValue | undefined {
  const type = json[tag];
  if (type === 'range') return readRange(json, depth);
  const text = json['value'];
  if (type === 'context' && isJsonContext(text)) return readContext(text, depth);
  if (typeof type !== 'string' || typeof text !== 'string') return undefined;
  return Object.hasOwn(readers, type) ? readers[type]?.(text) : undefined;
}

function readRange(json: Readonly<Record<string, JsonValue>>, depth: number) {
  const { start, end, isStartIncluded, isEndIncluded } = json;
  if (typeof isStartIncluded !== 'boolean' || typeof isEndIncluded !== 'boolean') return undefined;
  return new FeelRange(
    start === undefined ? undefined : fromJsonAt(start, depth),
    end === undefined ? undefined : fromJsonAt(end, depth),
    isStartIncluded,
    isEndIncluded,
  );
}
