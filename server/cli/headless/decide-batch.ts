import type { EvaluationTarget } from '../../../engine/dmn/index.js';
import { parseDateTime } from '../../../engine/expressions/index.js';
import type { JsonValue } from '../../../engine/index.js';
import type { DecideArguments } from './decide-arguments.js';
import { CommandError } from './errors.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { parseJson } from './parse-json.js';
import { readText } from './read-text.js';

/** One question of a batch; an item that is none has an error instead. */
export interface BatchItem {
  /** Counts from 0. */
  readonly index: number;
  readonly id?: JsonValue;
  readonly target?: EvaluationTarget;
  readonly input: JsonObject;
  readonly now: number;
  readonly zone: string;
  readonly error?: CommandError;
}

const fields = ['id', 'decision', 'service', 'knowledge', 'input', 'now', 'zone'];

/** A JSON list, or one JSON object on each line. */
export function readBatch(file: string, given: DecideArguments): readonly BatchItem[] {
  const text = readText(file);
  if (!/^\s*\[/.test(text)) return readLines(text, file, given);
  const items = parseJson(text, { file });
  return (Array.isArray(items) ? items : []).map((item: JsonValue, index) =>
    readItem(item, index, given),
  );
}

function readLines(text: string, file: string, given: DecideArguments): readonly BatchItem[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }, index) =>
      orError(index, given, () => readItem(parseLine(line, number, file), index, given)),
    );
}

/** Of a line that is no JSON the error tells the line of the file. */
function parseLine(line: string, number: number, file: string): JsonValue {
  try {
    return parseJson(line, { file });
  } catch {
    return parseJson('\n'.repeat(number - 1) + line, { file });
  }
}

function orError(index: number, given: DecideArguments, read: () => BatchItem): BatchItem {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { index, input: {}, now: given.now, zone: given.zone, error };
  }
}

function readItem(item: JsonValue, index: number, given: DecideArguments): BatchItem {
  const id = isJsonObject(item) ? item['id'] : undefined;
  const read = orError(index, given, () => readObject(item, index, given));
  return id === undefined ? read : { ...read, id };
}

function readObject(item: JsonValue, index: number, given: DecideArguments): BatchItem {
  if (!isJsonObject(item)) throw wrong('an object for each item', item);
  const unknown = Object.keys(item).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw wrong(`fields ${fields.join(', ')}`, unknown);
  const input = item['input'] ?? {};
  if (!isJsonObject(input)) throw wrong("an object for 'input'", input);
  const zone = readZone(item['zone'] ?? given.zone);
  const target = readTarget(item);
  return {
    index,
    ...(target === undefined ? {} : { target }),
    input,
    now: item['now'] === undefined ? given.now : readInstant(item['now'], zone),
    zone,
  };
}

function readTarget(item: JsonObject): EvaluationTarget | undefined {
  const named = ['decision', 'service', 'knowledge'].filter((field) => item[field] !== undefined);
  const [field] = named;
  if (field === undefined) return undefined;
  const name = item[field];
  if (named.length > 1) throw wrong('one of decision, service and knowledge', named.join(' and '));
  if (typeof name !== 'string') throw wrong(`a text for '${field}'`, name ?? null);
  if (field === 'decision') return { decision: name };
  return field === 'service' ? { service: name } : { knowledge: name };
}

function readZone(zone: JsonValue): string {
  if (typeof zone === 'string' && parseDateTime('2026-01-01T00:00:00', zone) !== undefined)
    return zone;
  throw wrong("a time zone for 'zone'", zone);
}

function readInstant(now: JsonValue, zone: string): number {
  const instant = typeof now === 'string' ? parseDateTime(now, zone) : undefined;
  if (instant !== undefined && Math.abs(instant) < 8.64e15) return instant;
  throw wrong("a date and time for 'now'", now);
}

function wrong(expected: string, got: JsonValue): CommandError {
  const shown = JSON.stringify(got);
  const short = shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
  return new CommandError('batchInvalid', `Expected ${expected} but got ${short}`);
}
