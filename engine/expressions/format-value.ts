import { Decimal, formatNumber } from './decimal-number.js';
import type { YearsMonthsDuration } from './feel-value.js';
import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  type FeelValue,
  isContext,
  isList,
  isNumber,
} from './feel-value.js';
import {
  formatDate,
  formatDateTime,
  formatDaysTime,
  formatTime,
  formatYearsMonths,
} from './temporal/format-temporal.js';

const maximumDepth = 100;
const briefLength = 60;

/** Pays for the given number of characters before they are made. */
export type Charge = (length: number) => void;

/** The value as the `string` function writes it: a string bare, everything inside it quoted. */
export function formatValue(value: FeelValue, charge: Charge): string {
  return typeof value === 'string' ? value : formatNested(value, charge, 0);
}

/** A short form for messages; strings are quoted. */
export function formatBriefly(value: FeelValue): string {
  if (isList(value)) return `a list of ${value.length}`;
  if (isContext(value)) return 'a context';
  if (value instanceof FeelRange) return 'a range';
  const isLong = typeof value === 'string' && value.length > briefLength;
  const text = formatNested(isLong ? `${value.slice(0, briefLength)}...` : value, free, 0);
  return isNumber(value) && text.length > briefLength ? new Decimal(value).toExponential() : text;
}

function free(): void {}

function formatNested(value: FeelValue, charge: Charge, depth: number): string {
  if (depth > maximumDepth) return '...';
  const text = formatPart(value, charge, depth);
  charge(text.length);
  return text;
}

function formatPart(value: FeelValue, charge: Charge, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (isNumber(value)) return formatNumber(value);
  if (isList(value)) {
    return `[${value.map((item) => formatNested(item, charge, depth + 1)).join(', ')}]`;
  }
  if (value instanceof FeelFunction) {
    return `function(${value.parameters.map((parameter) => parameter.name).join(', ')})`;
  }
  if (value instanceof FeelRange) return formatRange(value, charge, depth);
  return isContext(value) ? formatContext(value, charge, depth) : formatTemporal(value);
}

function formatContext(value: object, charge: Charge, depth: number): string {
  const entries = Object.entries(value).map(([key, entry]: [string, FeelValue]) => {
    const name = /^[\p{L}_?][\p{L}\p{N}_?]*$/u.test(key) ? key : JSON.stringify(key);
    return `${name}: ${formatNested(entry, charge, depth + 1)}`;
  });
  return `{${entries.join(', ')}}`;
}

function formatRange(range: FeelRange, charge: Charge, depth: number): string {
  const start = range.start === undefined ? '' : formatNested(range.start, charge, depth + 1);
  const end = range.end === undefined ? '' : formatNested(range.end, charge, depth + 1);
  const isStartIncluded = range.isStartIncluded && range.start !== undefined;
  const isEndIncluded = range.isEndIncluded && range.end !== undefined;
  return `${isStartIncluded ? '[' : '('}${start}..${end}${isEndIncluded ? ']' : ')'}`;
}

type TemporalValue = FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration;

/** The notation of ISO 8601, with FEEL's extension for zones. */
export function formatTemporal(value: TemporalValue): string {
  if (value instanceof FeelDate) return formatDate(value);
  if (value instanceof FeelTime) return formatTime(value);
  if (value instanceof FeelDateTime) return formatDateTime(value);
  if (value instanceof DaysTimeDuration) return formatDaysTime(value);
  return formatYearsMonths(value);
}
