import type { EvaluationTarget } from '../../../engine/dmn/index.js';
import {
  type CommandLine,
  invalid,
  type Options,
  readCommandLine,
  readString,
} from './command-line.js';
import { CommandError } from './errors.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { readJsonOrFile } from './json-or-file.js';
import { readNow, readZone } from './read-clock.js';

/** What `lemniscate decide` shall do. */
export interface DecideArguments {
  readonly files: readonly string[];
  /** Left out: the one decision that no other requires. */
  readonly target?: EvaluationTarget;
  readonly isForAll: boolean;
  readonly input: JsonObject;
  readonly batch?: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
  readonly fuel?: number;
}

const options: Options = {
  decision: { type: 'string' },
  service: { type: 'string' },
  knowledge: { type: 'string' },
  all: { type: 'boolean' },
  input: { type: 'string' },
  batch: { type: 'string' },
  now: { type: 'string', default: '2026-01-05T09:00:00Z' },
  zone: { type: 'string', default: 'UTC' },
  fuel: { type: 'string' },
};

export function readDecideArguments(args: readonly string[]): DecideArguments {
  const line = readCommandLine(args, options, 'DMN');
  const zone = readZone(line);
  const target = readTarget(line);
  const batch = readString(line, 'batch');
  const fuel = readFuel(line);
  const isForAll = line.values['all'] === true;
  checkTogether(line, target !== undefined, isForAll);
  return {
    files: line.files,
    ...(target === undefined ? {} : { target }),
    isForAll,
    input: readInput(line),
    ...(batch === undefined ? {} : { batch }),
    now: readNow(line, zone),
    zone,
    ...(fuel === undefined ? {} : { fuel }),
  };
}

function readTarget(line: CommandLine): EvaluationTarget | undefined {
  const decision = readString(line, 'decision');
  const service = readString(line, 'service');
  const knowledge = readString(line, 'knowledge');
  if ([decision, service, knowledge].filter((each) => each !== undefined).length > 1) {
    throw invalid('decision', 'one of --decision, --service and --knowledge', 'several');
  }
  if (decision !== undefined) return { decision };
  if (service !== undefined) return { service };
  return knowledge === undefined ? undefined : { knowledge };
}

function checkTogether(line: CommandLine, hasTarget: boolean, isForAll: boolean): void {
  if (isForAll && hasTarget) throw invalid('all', 'no decision or service with it', 'one');
  if (line.values['batch'] !== undefined && line.values['input'] !== undefined) {
    throw invalid('batch', 'inputs in the file only', '--input');
  }
  if (line.values['batch'] !== undefined && isForAll) throw invalid('batch', 'no --all', '--all');
}

function readInput(line: CommandLine): JsonObject {
  const given = readString(line, 'input');
  if (given === undefined) return {};
  const { value, place } = readJsonOrFile(given, 'input');
  if (isJsonObject(value)) return value;
  throw new CommandError(
    'inputInvalid',
    'Expected inputs as a JSON object but got another value',
    place,
  );
}

function readFuel(line: CommandLine): number | undefined {
  const text = readString(line, 'fuel');
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw invalid('fuel', 'a whole number above 0', text);
}
