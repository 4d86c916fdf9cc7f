import type { Variables } from '../../../engine/index.js';
import type { StepDescriptor, StepInput, StepValueType } from '../../contract/index.js';
import { StepRefused } from './errors.js';

/** Which step is at work, for messages. */
export interface StepPlace {
  readonly type: string;
  readonly elementId: string;
}

type Reading = { readonly value: unknown } | { readonly expected: string };
type Reader = (given: unknown) => Reading;

const readers: Readonly<Record<StepValueType, Reader>> = {
  text: readText,
  textList: readTextList,
  number: readNumber,
  boolean: readBoolean,
  duration: readDuration,
  any: (value) => ({ value }),
};

/** Types the inputs as the descriptor says; throws `StepRefused` that names step, element and input. */
export function readInputs(
  { type, inputs, oneOf = [] }: StepDescriptor,
  elementId: string,
  variables: Variables,
): Readonly<Record<string, unknown>> {
  const place = { type, elementId };
  for (const names of oneOf) {
    if (names.every((name) => isMissing(variables[name]))) {
      const listed = names.map((name) => `'${name}'`).join(', ');
      throw refuse(place, `at least one of the inputs ${listed}`, 'none is given');
    }
  }
  return Object.fromEntries(
    inputs.map((input) => [input.name, readInput(input, variables[input.name], place)]),
  );
}

function readInput(input: StepInput, given: unknown, place: StepPlace): unknown {
  const { name, type, isRequired, values, default: fallback } = input;
  if (isMissing(given)) {
    if (isRequired) throw refuse(place, `a value for input '${name}'`, 'there is none');
    if (isMissing(fallback)) return fallback ?? (type === 'textList' ? [] : undefined);
  }
  const reading = readers[type](isMissing(given) ? fallback : given);
  if ('expected' in reading) {
    throw refuse(place, `${reading.expected} for input '${name}'`, `got ${describeValue(given)}`);
  }
  const texts: readonly unknown[] = Array.isArray(reading.value) ? reading.value : [reading.value];
  const stray = values && texts.find((text) => !values.includes(String(text)));
  if (values && stray !== undefined) {
    throw refuse(
      place,
      `one of ${values.join(', ')} for input '${name}'`,
      `got ${describeValue(stray)}`,
    );
  }
  return reading.value;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function refuse({ type, elementId }: StepPlace, expected: string, got: string): StepRefused {
  return new StepRefused(
    'InvalidInput',
    `Step '${type}' at element '${elementId}': expected ${expected}, but ${got}.`,
  );
}

/** The kind and not the content: inputs may hold what nobody should read in an incident. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  const tagged = untag(value);
  if (tagged) return `a ${tagged.kind}`;
  return typeof value === 'object' ? 'a context' : `a ${typeof value}`;
}

/** A value that JSON has no notation for, such as a date of FEEL. */
function untag(value: unknown): { readonly kind: string; readonly value: unknown } | undefined {
  if (typeof value !== 'object' || value === null || !('@feel' in value)) return undefined;
  return { kind: String(value['@feel']), value: 'value' in value ? value.value : undefined };
}

function readText(given: unknown): Reading {
  const value = untag(given)?.value ?? given;
  if (typeof value === 'string') return { value };
  if (typeof value === 'number' || typeof value === 'boolean') return { value: String(value) };
  return { expected: 'text' };
}

function readTextList(given: unknown): Reading {
  const list: readonly unknown[] = Array.isArray(given)
    ? given
    : typeof given === 'string'
      ? given.split(',')
      : [given];
  const items = list.map(readText);
  if (items.some((item) => 'expected' in item)) return { expected: 'text or a list of texts' };
  const texts = items.map((item) => ('value' in item ? String(item.value).trim() : ''));
  return { value: texts.filter((text) => text !== '') };
}

function readNumber(given: unknown): Reading {
  const plain = untag(given)?.value ?? given;
  const value = typeof plain === 'string' && plain.trim() !== '' ? Number(plain) : plain;
  return typeof value === 'number' && Number.isFinite(value) ? { value } : { expected: 'a number' };
}

function readBoolean(given: unknown): Reading {
  if (typeof given === 'boolean') return { value: given };
  if (given === 'true' || given === 'false') return { value: given === 'true' };
  return { expected: 'true or false' };
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

function readDuration(given: unknown): Reading {
  const text = untag(given)?.value ?? given;
  const parts = typeof text === 'string' ? DURATION.exec(text.trim()) : null;
  if (!parts || /[PT]$/.test(parts[0])) return { expected: 'a duration such as PT30S' };
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const value = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return { value: value * 1_000 };
}
