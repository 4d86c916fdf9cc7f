import { FeelFunction, type FeelValue, isContext, isList } from '../expressions/feel-value.js';
import { formatBriefly, formatValue } from '../expressions/format-value.js';
import { FeelValueNotStorableError, FeelValueTooLargeError } from '../expressions/errors.js';
import { type JsonValue, toJson } from '../expressions/json-values.js';

/**
 * A value as JSON; of a function, which no JSON can hold, its notation: `{"@feel": "function", "value": "function(a)"}`, and
 * of what is far too much its kind: `{"@feel": "too large", "value": "a list of 30"}`.
 */
export function storableJson(value: FeelValue): JsonValue {
  try {
    return toJson(value);
  } catch (error) {
    if (error instanceof FeelValueTooLargeError) {
      return { '@feel': 'too large', value: formatBriefly(value) };
    }
    if (error instanceof FeelValueNotStorableError) return describe(value, 0);
    throw error;
  }
}

const deepest = 100;

function describe(value: FeelValue, depth: number): JsonValue {
  if (depth > deepest) return '...';
  if (value instanceof FeelFunction) {
    return { '@feel': 'function', value: formatValue(value, () => undefined) };
  }
  if (isList(value)) return value.map((item) => describe(item, depth + 1));
  if (!isContext(value)) return storableJson(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, describe(entry, depth + 1)]),
  );
}
