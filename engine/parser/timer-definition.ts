import type { TimerAttributes } from '../event-definitions/timer.js';
import type { ProgramAttributes, ProgramValue } from '../model/program.js';
import { instantOf, lengthOf, zoneOf } from '../state/instants.js';
import { isCron } from '../state/cron.js';
import { readCycle } from '../state/timer-cycle.js';
import { type ModdleElement, readText } from '../tailoring/moddle-element.js';
import { definedEntries } from './attributes/defined-entries.js';
import type { DraftElement } from './draft-model.js';
import { type ModelReader, readBody, readExtension } from './model-reader.js';
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
  cron: /^/,
};

const examples: Readonly<Record<TimerKind, string>> = {
  date: '2026-12-01T09:00:00',
  duration: 'PT4H',
  cycle: 'R3/PT1H',
  cron: '0 9 * * 1-5',
};

export function readTimer(
  element: DraftElement,
  definition: ModdleElement,
  reader: ModelReader,
): ProgramAttributes {
  const found = properties.flatMap(([property, kind]): { kind: TimerKind; text: string }[] => {
    const text = readBody(definition, property)?.trim();
    return text === undefined || text === '' ? [] : [{ kind, text }];
  });
  const extension = readExtension(definition, 'Timer');
  const cron = extension === undefined ? undefined : readText(extension, 'cron');
  if (cron !== undefined) found.push({ kind: 'cron', text: cron });
  const [timer] = found;
  if (timer === undefined || found.length > 1) {
    const message = `Expected one of date, duration, cycle and cron at timer ${describe(element)} but got ${found.length}`;
    reader.error(element, 'timerMissing', message, { found: found.length });
    return {};
  }
  return definedEntries({
    kind: timer.kind,
    value: readTimerValue(element, timer, reader),
    zone: extension === undefined ? undefined : readZone(element, extension, reader),
  });
}

function readZone(
  element: DraftElement,
  extension: ModdleElement,
  reader: ModelReader,
): ProgramValue | undefined {
  const zone = reader.optionalValue(element, 'time zone', readText(extension, 'zone'));
  if (zone?.type !== 'constant' || zoneOf(zone.value) !== undefined) return zone;
  const message = `Expected a time zone such as Europe/Amsterdam at timer ${describe(element)} but got '${zone.value}'`;
  reader.error(element, 'timerZoneInvalid', message, { zone: zone.value });
  return undefined;
}

function readTimerValue(
  element: DraftElement,
  { kind, text }: { kind: TimerKind; text: string },
  reader: ModelReader,
): ProgramValue | undefined {
  if (!isoLike[kind].test(text) || text.startsWith('=')) {
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
      return lengthOf(text) !== undefined;
    case 'cycle':
      return readCycle(text, 0, 'UTC') !== undefined;
    case 'cron':
      return isCron(text);
  }
}
