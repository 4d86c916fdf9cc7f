import { Decimal } from '../../../engine/expressions/decimal-number.js';
import {
  evaluate,
  FeelFunction,
  type FeelNumber,
  FeelRange,
  type FeelValue,
  FeelValueNotStorableError,
  fromJson,
  isContext,
  isList,
  isNumber,
  type JsonValue,
  kindOf,
  scopeOf,
  toJson,
} from '../../../engine/expressions/index.js';
import { formatTemporal, formatValue } from '../../../engine/expressions/format-value.js';
import { parseExpression } from '../../../engine/expressions/parse.js';
import { BrokenPromiseError } from '../errors.js';

/** How deep a value may nest to be written by this file. */
const maximumDepth = 60;
/** Reading longer texts again would take most of the time. */
const maximumText = 500;

/** Everything about a value, its kinds too, as text. */
function describe(value: FeelValue, depth = 0): string {
  if (depth > maximumDepth) return '...';
  if (isNumber(value)) return describeNumber(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = (part: FeelValue | undefined): string =>
    part === undefined ? '' : describe(part, depth + 1);
  if (isList(value)) return `[${value.map(inner).join(', ')}]`;
  if (value instanceof FeelFunction) return 'function';
  if (value instanceof FeelRange) {
    const { end, isEndIncluded, isStartIncluded, start } = value;
    return `range ${isStartIncluded} ${inner(start)}..${inner(end)} ${isEndIncluded}`;
  }
  if (!isContext(value)) return `${kindOf(value)} ${formatTemporal(value)}`;
  const entries = Object.entries(value).map(([key, entry]) => `${key}: ${inner(entry)}`);
  return `{${entries.join(', ')}}`;
}

function describeNumber(value: FeelNumber): string {
  return new Decimal(value).toString();
}

/** A value survives JSON and, where FEEL has a notation for it, its own text. Gives everything about it as text. */
export function checkValue(value: FeelValue): string {
  const json = storedForm(value);
  if (json === undefined) return 'what cannot be stored';
  const text = describe(value);
  const again = fromJson(JSON.parse(JSON.stringify(json)) as JsonValue);
  expectSame(text, again, 'JSON');
  if (hasLiteral(value, 0)) checkText(value, text);
  return text;
}

/** Nothing, if it holds what lives only as long as the evaluation, or too much. */
function storedForm(value: FeelValue): JsonValue | undefined {
  try {
    return toJson(value);
  } catch (error) {
    if (error instanceof FeelValueNotStorableError) return undefined;
    throw error;
  }
}

/** Numbers, truth values, null, and lists and contexts of them and of texts are written as they are read. */
function hasLiteral(value: FeelValue, depth: number): boolean {
  if (typeof value === 'string') return depth > 0;
  if (value === null || typeof value === 'boolean' || isNumber(value)) return true;
  if (depth > maximumDepth) return false;
  const parts = isList(value) ? value : isContext(value) ? Object.values(value) : undefined;
  return parts?.every((part) => hasLiteral(part, depth + 1)) ?? false;
}

function checkText(value: FeelValue, described: string): void {
  const text = formatValue(value, () => undefined);
  if (text.length > maximumText) return;
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new BrokenPromiseError(`Its own text is not read: ${text}`);
  const result = evaluate(parsed.ast, scopeOf({}), { now: 0, zone: 'UTC', mode: 'strict' });
  if (!result.ok) throw new BrokenPromiseError(`Its own text: ${result.error.message}`);
  expectSame(described, result.value, 'text');
}

function expectSame(before: string, again: FeelValue, way: string): void {
  const after = describe(again);
  if (before === after) return;
  throw new BrokenPromiseError(`Another value after its ${way}: ${before} became ${after}`);
}
