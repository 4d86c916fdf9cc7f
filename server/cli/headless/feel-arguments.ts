import { type FeelMode, fromJson, type FeelValue } from '../../../engine/expressions/index.js';
import type { JsonValue } from '../../../engine/index.js';
import {
  type CommandLine,
  invalid,
  type Options,
  readChoice,
  readCommandLine,
  readCount,
  readString,
} from './command-line.js';
import { CommandError } from './errors.js';
import type { JsonObject } from './json-object.js';
import { parseJson } from './parse-json.js';
import { clockOptions, readNow, readZone } from './read-clock.js';
import { readJsonObject } from './read-json-object.js';

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
  ...clockOptions,
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
  const fuel = readCount(line, 'fuel', 12);
  return {
    expression,
    context: readJsonObject(line, 'context', { what: 'a context', code: 'contextInvalid' }),
    ...readInput(line),
    mode: readChoice(line, 'mode', ['strict', 'dmn']),
    now: readNow(line, zone),
    zone,
    ...(fuel === undefined ? {} : { fuel }),
  };
}

function readInput(line: CommandLine): { readonly input?: FeelValue } {
  const given = readString(line, 'input');
  const hasTests = line.values['unary-tests'] === true;
  if (!hasTests && given === undefined) return {};
  if (!hasTests) throw invalid('input', 'unary tests (--unary-tests) with it', 'none');
  if (given === undefined) throw invalid('unary-tests', 'an input (--input) with it', 'none');
  return { input: fromJson(parseJson(given, { argument: 'input' }) satisfies JsonValue) };
}
