import type { TimerAttributes } from '../event-definitions/timer.js';
import { parseDuration } from '../expressions/temporal-values.js';
import type { ProgramAttributes, ProgramValue } from '../model/program.js';
import { instantOf } from '../state/instants.js';
import { readCycle } from '../state/timer-cycle.js';
import type { ModdleElement } from '../tailoring/moddle-element.js';
import { definedEntries } from './attributes/defined-entries.js';
import type { DraftElement } from './draft-model.js';
import { type ModelReader, readBody } from './model-reader.js';
import { describe } from './problem.js';

type TimerKind = TimerAttributes['kind'];

const properties: readonly (readonly [string, TimerKind])[] = [
  ['timeDate', 'date'],
  ['timeDuration', 'duration'],
  ['timeCycle', 'cycle'],
];

/** ISO 8601 as it stands; everything else is FEEL. */
const isoLike: Readonly<Record<TimerKind, RegExp>> = {
  date: /^\d{4}-/,
  duration: /^-?P/,
  cycle: /^R\d*\//,
};

const examples: Readonly<Record<TimerKind, string>> = {
  date: '2026-12-01T09:00:00',
  duration: 'PT4H',
  cycle: 'R3/PT1H',
};

export function readTimer(
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const found = properties.flatMap(([property, kind]) => {
    const text = readBody(definition, property)?.trim();
    return text === undefined || text === '' ? [] : [{ kind, text }];
  });
  const [timer] = found;
  if (timer === undefined || found.length > 1) {
    const message = `Expected one of date, duration and cycle at timer ${describe(element)} but got ${found.length}`;
    reader.error(element, 'timerMissing', message, { found: found.length });
    return {};
  }
  return definedEntries({ kind: timer.kind, value: readTimerValue(element, timer, reader) });
}

function readTimerValue(
  element: DraftElement,
  { kind, text }: { kind: TimerKind; text: string },
  reader: ModelReader,
): ProgramValue | undefined {
  if (!isoLike[kind].test(text)) {
    const expression = reader.expression(element, `timer ${kind}`, text);
    return expression === undefined ? undefined : { type: 'expression', expression };
  }
  if (isValid(kind, text)) return { type: 'constant', value: text };
  const message = `Expected a ${kind} such as ${examples[kind]} at timer ${describe(element)} but got '${text}'`;
  reader.error(element, 'timerInvalid', message, { kind, text });
  return undefined;
}

function isValid(kind: TimerKind, text: string): boolean {
  switch (kind) {
    case 'date':
      return instantOf(text, 'UTC') !== undefined;
    case 'duration':
      return parseDuration(text) !== undefined;
    case 'cycle':
      return readCycle(text, 0, 'UTC') !== undefined;
  }
}
