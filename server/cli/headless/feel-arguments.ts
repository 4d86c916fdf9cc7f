import { type FeelMode, fromJson, type FeelValue } from '../../../engine/expressions/index.js';
import type { JsonValue } from '../../../engine/index.js';
import {
  type CommandLine,
  invalid,
  type Options,
  readChoice,
  readCommandLine,
  readString,
} from './command-line.js';
import { CommandError } from './errors.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { readJsonOrFile } from './json-or-file.js';
import { parseJson } from './parse-json.js';
import { readNow, readZone } from './read-clock.js';

/** What `lemniscate feel` shall do. */
export interface FeelArguments {
  readonly expression: string;
  readonly context: JsonObject;
  /** What unary tests test. */
  readonly input?: FeelValue;
  readonly mode: FeelMode;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
  readonly fuel?: number;
}

const options: Options = {
  context: { type: 'string' },
  mode: { type: 'string', default: 'strict' },
  'unary-tests': { type: 'boolean' },
  input: { type: 'string' },
  now: { type: 'string', default: '2026-01-05T09:00:00Z' },
  zone: { type: 'string', default: 'UTC' },
  fuel: { type: 'string' },
};

export function readFeelArguments(args: readonly string[]): FeelArguments {
  const line = readCommandLine(args, options, 'expression in place of a');
  const [expression = '', ...others] = line.files;
  if (others.length > 0) {
    const message = `Expected one expression but got ${line.files.length}`;
    throw new CommandError('argumentInvalid', message);
  }
  const zone = readZone(line);
  return {
    expression,
    context: readContext(line),
    ...readInput(line),
    mode: readChoice(line, 'mode', ['strict', 'dmn']),
    now: readNow(line, zone),
    zone,
    ...readFuel(line),
  };
}

function readContext(line: CommandLine): JsonObject {
  const given = readString(line, 'context');
  if (given === undefined) return {};
  const { value, place } = readJsonOrFile(given, 'context');
  if (isJsonObject(value)) return value;
  const message = 'Expected a context as a JSON object but got another value';
  throw new CommandError('contextInvalid', message, place);
}

function readInput(line: CommandLine): { readonly input?: FeelValue } {
  const given = readString(line, 'input');
  const hasTests = line.values['unary-tests'] === true;
  if (!hasTests && given === undefined) return {};
  if (!hasTests) throw invalid('input', 'unary tests (--unary-tests) with it', 'none');
  if (given === undefined) throw invalid('unary-tests', 'an input (--input) with it', 'none');
  return { input: fromJson(parseJson(given, { argument: 'input' }) satisfies JsonValue) };
}

function readFuel(line: CommandLine): { readonly fuel?: number } {
  const text = readString(line, 'fuel');
  if (text === undefined) return {};
  if (/^[1-9]\d{0,11}$/.test(text)) return { fuel: Number(text) };
  throw invalid('fuel', 'a whole number above 0', text);
}
