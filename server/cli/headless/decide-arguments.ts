import type { EvaluationTarget } from '../../../engine/dmn/index.js';
import {
  type CommandLine,
  invalid,
  type Options,
  readCommandLine,
  readCount,
  readString,
} from './command-line.js';
import type { JsonObject } from './json-object.js';
import { clockOptions, readNow, readZone } from './read-clock.js';
import { readJsonObject } from './read-json-object.js';

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
  ...clockOptions,
  fuel: { type: 'string' },
};

export function readDecideArguments(args: readonly string[]): DecideArguments {
  const line = readCommandLine(args, options, 'DMN');
  const zone = readZone(line);
  const target = readTarget(line);
  const batch = readString(line, 'batch');
  const fuel = readCount(line, 'fuel', 12);
  const isForAll = line.values['all'] === true;
  checkTogether(line, target !== undefined, isForAll);
  return {
    files: line.files,
    ...(target === undefined ? {} : { target }),
    isForAll,
    input: readJsonObject(line, 'input', { what: 'inputs', code: 'inputInvalid' }),
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
