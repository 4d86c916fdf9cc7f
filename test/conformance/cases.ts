import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BusinessCalendar } from '../../engine/index.js';
import type { TraceStep } from './run-case.js';
import type { ConformanceScript } from './script.js';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** One case of the suite; files are read only when asked for. */
export interface ConformanceCase {
  /** `<element>/<case>`. */
  readonly name: string;
  readonly element: string;
  /** Time passes in it, or the time of the week at which it starts means something. */
  needsClock(): boolean;
  readScript(): ConformanceScript;
  readXml(): string;
  /** DMN files that the script names, by name. */
  readDecisions(): ReadonlyMap<string, string>;
  readTrace(): readonly TraceStep[] | undefined;
  writeTrace(trace: readonly TraceStep[]): void;
}

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}

function passesTime({ startsAt, steps }: ConformanceScript): boolean {
  return startsAt !== undefined || steps.some((step) => step.do === 'advance');
}

function namedDecisions({ decisions = [], steps }: ConformanceScript): readonly string[] {
  return [...decisions, ...steps.flatMap((step) => (step.do === 'deploy' ? step.decisions : []))];
}

function caseOf(element: string, script: string): ConformanceCase {
  const base = join(folder, element, script.replace(/\.script\.json$/, ''));
  const tracePath = `${base}.trace.json`;
  const readScript = (): ConformanceScript => readJson(`${base}.script.json`);
  const readXml = (): string => readFileSync(`${base}.bpmn`, 'utf8');
  return {
    name: `${element}/${script.replace(/\.script\.json$/, '')}`,
    element,
    needsClock: () => passesTime(readScript()) || readXml().includes('<lemniscate:clock'),
    readScript,
    readXml,
    readDecisions: () =>
      new Map(
        namedDecisions(readScript()).map((file) => [
          file,
          readFileSync(join(folder, element, file), 'utf8'),
        ]),
      ),
    readTrace: () => (existsSync(tracePath) ? readJson(tracePath) : undefined),
    writeTrace: (trace) => {
      writeFileSync(tracePath, `${JSON.stringify(trace, undefined, 2)}\n`);
    },
  };
}

/** Every case, by element and name. */
export function listCases(): ConformanceCase[] {
  const elements = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return elements.flatMap(({ name }) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.script.json'))
      .sort()
      .map((file) => caseOf(name, file)),
  );
}

/** The calendars that clocks of the cases count in. */
export function readCalendars(): BusinessCalendar[] {
  return readJson(join(folder, 'calendars.json'));
}
