import type { StepContext } from '../element-behavior.js';
import { FeelTimeError } from '../expressions/errors.js';
import { DaysTimeDuration, YearsMonthsDuration } from '../expressions/feel-value.js';
import {
  addDuration,
  durationToMillis,
  parseDateTime,
  parseDuration,
} from '../expressions/temporal-values.js';
import { parseZone } from '../expressions/temporal/zone.js';
import { fail, type Result, succeed } from '../failure.js';
import type { ProgramValue } from '../model/program.js';
import type { JsonValue } from '../protocol/json.js';
import type { ElementInstance } from './instance-state.js';

/** The text of an ISO value, whether it came as text or as a date or duration of FEEL. */
export function isoTextOf(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('@feel' in value)) return undefined;
  return typeof value.value === 'string' ? value.value : undefined;
}

/** How long an ISO duration is: months follow the calendar, all else does not. */
export interface Length {
  readonly months: number;
  readonly millis: number;
}

/** FEEL keeps years and months apart from days and time; ISO 8601 has them in one (`P1Y2M3DT4H`), and so has BPMN. */
const mixed = /^(-?P)((?:\d+Y)?(?:\d+M)?)((?:\d+D)?(?:T.+)?)$/;

export function lengthOf(text: string): Length | undefined {
  const whole = parseDuration(text);
  if (whole instanceof DaysTimeDuration) return { months: 0, millis: durationToMillis(whole) };
  if (whole !== undefined) return { months: whole.months, millis: 0 };
  const [, sign = '', calendar = '', clock = ''] = mixed.exec(text) ?? [];
  const months = parseDuration(sign + calendar);
  const rest = parseDuration(sign + clock);
  return months instanceof YearsMonthsDuration && rest instanceof DaysTimeDuration
    ? { months: months.months, millis: durationToMillis(rest) }
    : undefined;
}

/** The instant a duration after another one. */
export function instantAfter(from: number, duration: string, zone: string): number | undefined {
  const length = lengthOf(duration);
  return length === undefined ? undefined : instantAfterTimes(from, length, 1, zone);
}

/** The instant after several durations: months together, then the rest. */
export function instantAfterTimes(
  from: number,
  { months, millis }: Length,
  times: number,
  zone: string,
): number | undefined {
  if (months === 0) return from + times * millis;
  try {
    const afterMonths = addDuration(from, new YearsMonthsDuration(times * months), zone);
    return afterMonths + times * millis;
  } catch (error) {
    if (error instanceof FeelTimeError) return undefined;
    throw error;
  }
}

/** The name of a region, an offset, or `Z`. */
export function zoneOf(value: JsonValue): string | undefined {
  return typeof value === 'string' && parseZone(value) !== undefined ? value : undefined;
}

/** A date and time, or a date: then its beginning in the zone. */
export function instantOf(text: string, zone: string): number | undefined {
  return parseDateTime(text, zone) ?? parseDateTime(`${text}T00:00:00`, zone);
}

/** Reads a date and time, or a duration from now; nothing at all if the value is left out or null. */
export function readInstant(
  context: StepContext,
  instance: ElementInstance,
  source: ProgramValue | undefined,
): Result<number | undefined> {
  if (source === undefined) return succeed(undefined);
  const result = context.read(source, instance);
  if (!result.ok) return result;
  if (result.value === null || result.value === '') return succeed(undefined);
  const { now, zone } = context.state;
  const text = isoTextOf(result.value);
  const instant =
    text === undefined ? undefined : (instantOf(text, zone) ?? instantAfter(now, text, zone));
  if (instant !== undefined) return succeed(instant);
  return fail(
    'timerInvalid',
    `Expected a date or a duration but got ${JSON.stringify(result.value)}`,
  );
}
