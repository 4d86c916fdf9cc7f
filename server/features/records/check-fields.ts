import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { RecordType } from '../../../definitions/index.js';
import type { FieldError } from '../../contract/index.js';

export type RecordFields = Readonly<Record<string, unknown>>;

/** Says everything that is wrong with the fields of one type of record, by field. */
export type CheckFields = (fields: RecordFields) => FieldError[];

/** Keywords that only repeat what went wrong further down. */
const CARRIERS = new Set(['properties', 'items', 'prefixItems', 'additionalProperties', '$ref']);

export function createFieldCheck({ schema }: Pick<RecordType, 'schema'>): CheckFields {
  const validator = new Validator(schema as unknown as Schema, '2020-12', false);
  return (fields) => {
    const { errors } = validator.validate(fields);
    return errors
      .filter(({ keyword }) => !CARRIERS.has(keyword))
      .map((error) => describe(error, schema));
  };
}

function describe(error: OutputUnit, schema: RecordType['schema']): FieldError {
  const path = pathOf(error);
  const limit: unknown = valueAt(schema, error.keywordLocation);
  return { path, rule: error.keyword, message: messageOf(error, limit) };
}

/** `#/targets/0/name` as `targets.0.name`; a missing property is named, too. */
function pathOf({ instanceLocation, keyword, error }: OutputUnit): string {
  const place = instanceLocation.split('/').slice(1).map(unescape);
  const missing = keyword === 'required' ? /"(.*)"/.exec(error)?.[1] : undefined;
  return [...place, ...(missing === undefined ? [] : [missing])].join('.');
}

const unescape = (part: string): string =>
  decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');

function valueAt(schema: object, location: string): unknown {
  let value: unknown = schema;
  for (const part of location.split('/').slice(1).map(unescape)) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[part]
        : undefined;
  }
  return value;
}

const MESSAGES: Readonly<Record<string, (limit: string) => string>> = {
  required: () => 'Expected a value, but there is none.',
  false: () => 'Expected a field of this type of record, but there is none of this name.',
  type: (limit) => `Expected a value of type '${limit}'.`,
  enum: (limit) => `Expected one of ${limit}.`,
  format: (limit) => `Expected a value in the form '${limit}'.`,
  pattern: (limit) => `Expected a value that matches '${limit}'.`,
  minLength: (limit) => `Expected at least ${limit} character(s).`,
  maxLength: (limit) => `Expected at most ${limit} characters.`,
  minimum: (limit) => `Expected at least ${limit}.`,
  maximum: (limit) => `Expected at most ${limit}.`,
  minItems: (limit) => `Expected at least ${limit} item(s).`,
  maxItems: (limit) => `Expected at most ${limit} items.`,
  uniqueItems: () => 'Expected items that all differ.',
};

function messageOf({ keyword, error }: OutputUnit, limit: unknown): string {
  const words = Array.isArray(limit) ? limit.map((one) => `'${String(one)}'`).join(', ') : limit;
  return MESSAGES[keyword]?.(String(words)) ?? error;
}

/** Nothing, blank text and empty lists fill no field. */
export function isFilled(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !Array.isArray(value) || value.length > 0;
}
