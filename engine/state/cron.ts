import { Instant, type LocalDate, LocalDateTime, type ZoneId } from '@js-joda/core';
import { parseZone } from '../expressions/temporal/zone.js';

/** A cron expression: minute, hour, day of the month, month, day of the week. */
interface CronFields {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly daysOfWeek: readonly number[];
  /** Both days are restricted: then either of them will do, as cron has it. */
  readonly isEitherDay: boolean;
  /** It follows the time that passes: an hour that the clocks repeat counts twice. */
  readonly isEveryHour: boolean;
}

interface FieldRange {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const monthNames = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const dayNames = 'SUN MON TUE WED THU FRI SAT SUN'.split(' ');
const ranges: readonly FieldRange[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: monthNames },
  { from: 0, to: 7, names: dayNames },
];
const itemPattern = /^(\*|\w+(?:-\w+)?)(?:\/(\d{1,4}))?$/;
const abbreviations: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
]);

/** As far as one looks ahead: leap days are eight years apart at most. */
const daysAhead = 366 * 9;
/** By more than this no clock is changed. */
const longestChangeMinutes = 24 * 60;

/** Whether it can be read and is ever due. */
export function isCron(text: string): boolean {
  return nextCronInstant(text, 0, 'UTC') !== undefined;
}

/**
 * The first instant after another one at which the wall clock of the zone shows what the expression says. A time that
 * the clocks leave out in spring comes later by as much as they are put forward; one that they show twice in autumn
 * counts the first time, except with `*` as hour.
 */
export function nextCronInstant(text: string, after: number, zone: string): number | undefined {
  const fields = readCron(text);
  const zoneId = parseZone(zone);
  if (fields === undefined || zoneId === undefined) return undefined;
  const local = LocalDateTime.ofInstant(Instant.ofEpochMilli(after), zoneId);
  // A day earlier, as the clocks may have been put back over midnight.
  let day = local.toLocalDate().minusDays(1);
  for (let passed = 0; passed < daysAhead; passed += 1, day = day.plusDays(1)) {
    const found = isDay(fields, day) ? firstOnDay(fields, day, after, zoneId) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isDay(
  { months, daysOfMonth, daysOfWeek, isEitherDay }: CronFields,
  day: LocalDate,
): boolean {
  if (!months.includes(day.monthValue())) return false;
  const inMonth = daysOfMonth.includes(day.dayOfMonth());
  const inWeek = daysOfWeek.includes(day.dayOfWeek().value() % 7);
  return isEitherDay ? inMonth || inWeek : inMonth && inWeek;
}

function firstOnDay(
  fields: CronFields,
  day: LocalDate,
  after: number,
  zone: ZoneId,
): number | undefined {
  let first: number | undefined;
  let foundAt = 0;
  for (const hour of fields.hours) {
    for (const minute of fields.minutes) {
      const minuteOfDay = hour * 60 + minute;
      if (first !== undefined && minuteOfDay > foundAt + longestChangeMinutes) return first;
      for (const instant of instantsOf(fields, day.atTime(hour, minute), zone)) {
        if (instant <= after || (first !== undefined && instant >= first)) continue;
        first = instant;
        foundAt = minuteOfDay;
      }
    }
  }
  return first;
}

function instantsOf(fields: CronFields, local: LocalDateTime, zone: ZoneId): readonly number[] {
  const rules = zone.rules();
  const valid = rules.validOffsets(local);
  const offsets = valid.length > 1 && fields.isEveryHour ? valid : [rules.offset(local)];
  return offsets.map((offset) => local.toInstant(offset).toEpochMilli());
}

function readCron(text: string): CronFields | undefined {
  const trimmed = text.trim();
  const parts = (abbreviations.get(trimmed) ?? trimmed).split(/\s+/);
  if (parts.length !== ranges.length) return undefined;
  const read = parts.map((part, index) => readField(part, ranges[index]));
  const [minutes, hours, daysOfMonth, months, days] = read;
  if (!minutes || !hours || !daysOfMonth || !months || !days) return undefined;
  return {
    minutes,
    hours,
    daysOfMonth,
    months,
    daysOfWeek: days.map((each) => each % 7),
    isEitherDay: !parts[2]?.startsWith('*') && !parts[4]?.startsWith('*'),
    isEveryHour: parts[1]?.startsWith('*') === true,
  };
}

/** The values of a field in ascending order; nothing if it is not well-formed. */
function readField(text: string, range: FieldRange | undefined): readonly number[] | undefined {
  if (range === undefined) return undefined;
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const read = readItem(item, range);
    if (read === undefined) return undefined;
    read.forEach((value) => values.add(value));
  }
  return [...values].sort((left, right) => left - right);
}

/** `*`, `5`, `MON`, `1-5`, each with a step: `*` + `/15`, `10-40/5`. */
function readItem(item: string, range: FieldRange): readonly number[] | undefined {
  const [, span = '', stepText] = itemPattern.exec(item) ?? [];
  const step = stepText === undefined ? 1 : Number(stepText);
  const [fromText = '', toText] = span.split('-');
  const isAll = span === '*';
  const from = isAll ? range.from : readValue(fromText, range);
  const isOpen = isAll || (toText === undefined && stepText !== undefined);
  const to = isOpen ? range.to : toText === undefined ? from : readValue(toText, range);
  if (from === undefined || to === undefined || to < from || step < 1) return undefined;
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

function readValue(text: string, { from, to, names = [] }: FieldRange): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + (names === monthNames ? 1 : 0) : Number(text);
  const isNumber = named >= 0 || /^\d{1,2}$/.test(text);
  return isNumber && value >= from && value <= to ? value : undefined;
}
