import type { BusinessCalendar, Variables } from '../../../engine/index.js';
import {
  type CommandLine,
  type Options,
  readChoice,
  readCommandLine,
  readCount,
  readString,
} from './command-line.js';
import { parseJson } from './parse-json.js';
import { readCalendars } from './read-calendars.js';
import { clockOptions, readNow, readZone } from './read-clock.js';
import { readJsonObject } from './read-json-object.js';
import { readScript } from './read-script.js';
import { readText } from './read-text.js';
import type { Script } from './script.js';

/** What `lemniscate run` shall do. */
export interface RunArguments {
  readonly files: readonly string[];
  readonly processId?: string;
  readonly startEvent?: string;
  readonly businessKey?: string;
  readonly variables: Variables;
  readonly script: Script;
  readonly calendars: readonly BusinessCalendar[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
  /** User name of who starts it and does what the script says. */
  readonly user: string;
  readonly until: 'idle' | 'end';
  readonly jobs: 'complete' | 'open';
  /** Whole records instead of their outlines. */
  readonly isTraceWhole: boolean;
  readonly isStrict: boolean;
  readonly maxInputs: number;
}

const defaultMaxInputs = 100_000;

const options: Options = {
  process: { type: 'string' },
  'start-event': { type: 'string' },
  'business-key': { type: 'string' },
  variables: { type: 'string' },
  script: { type: 'string' },
  calendars: { type: 'string' },
  ...clockOptions,
  user: { type: 'string', default: 'cli' },
  until: { type: 'string', default: 'idle' },
  jobs: { type: 'string', default: 'complete' },
  trace: { type: 'boolean' },
  strict: { type: 'boolean' },
  'max-inputs': { type: 'string' },
};

export function readRunArguments(args: readonly string[]): RunArguments {
  const line = readCommandLine(args, options);
  const zone = readZone(line);
  return {
    files: line.files,
    ...optional('processId', readString(line, 'process')),
    ...optional('startEvent', readString(line, 'start-event')),
    ...optional('businessKey', readString(line, 'business-key')),
    variables: readJsonObject(line, 'variables', { what: 'variables', code: 'variablesInvalid' }),
    script: readScriptFile(line),
    calendars: readCalendarFile(line),
    now: readNow(line, zone),
    zone,
    user: readString(line, 'user') ?? '',
    until: readChoice(line, 'until', ['idle', 'end']),
    jobs: readChoice(line, 'jobs', ['complete', 'open']),
    isTraceWhole: line.values['trace'] === true,
    isStrict: line.values['strict'] === true,
    maxInputs: readCount(line, 'max-inputs') ?? defaultMaxInputs,
  };
}

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [Key in Name]?: string } {
  // The key is the one name that the type allows.
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: string };
}

function readScriptFile(line: CommandLine): Script {
  const file = readString(line, 'script');
  return file === undefined ? { steps: [] } : readScript(parseJson(readText(file), { file }), file);
}

function readCalendarFile(line: CommandLine): readonly BusinessCalendar[] {
  const file = readString(line, 'calendars');
  return file === undefined ? [] : readCalendars(parseJson(readText(file), { file }), file);
}
