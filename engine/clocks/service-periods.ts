import { Instant, LocalDate, LocalTime, ZoneId } from '@js-joda/core';
// Registers the time zone rules with js-joda; their version is part of the semantics.
import '@js-joda/timezone';
import type { BusinessCalendar } from './calendar.js';
import { CalendarUnusableError } from './errors.js';

/** A stretch of service in epoch milliseconds; `to` is not part of it. */
export interface ServicePeriod {
  readonly from: number;
  readonly to: number;
}

interface LocalHours {
  readonly from: string;
  readonly to: string;
}

/** Without service for this many days in a row a calendar counts as having no working time. */
const LONGEST_CLOSURE_DAYS = 3 * 366;
const DAY_MINUTES = 24 * 60;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

function minuteOf(calendar: BusinessCalendar, text: string): number {
  if (text === '24:00') return DAY_MINUTES;
  const match = TIME.exec(text);
  if (match === null) throw new CalendarUnusableError(calendar.id, 'hours', `the time '${text}'`);
  return Number(match[1]) * 60 + Number(match[2]);
}

function zoneOf(calendar: BusinessCalendar): ZoneId {
  try {
    return ZoneId.of(calendar.zone);
  } catch {
    // js-joda reports an unknown region by throwing.
    throw new CalendarUnusableError(calendar.id, 'zone', `the unknown zone '${calendar.zone}'`);
  }
}

function dateOf(calendar: BusinessCalendar, field: string, text: string): string {
  try {
    return LocalDate.parse(text).toString();
  } catch {
    // js-joda reports an impossible date by throwing.
    throw new CalendarUnusableError(calendar.id, field, `the date '${text}'`);
  }
}

function toMinutes(
  calendar: BusinessCalendar,
  hours: readonly LocalHours[],
): { from: number; to: number }[] {
  const spans = hours
    .map(({ from, to }) => ({ from: minuteOf(calendar, from), to: minuteOf(calendar, to) }))
    .sort((a, b) => a.from - b.from);
  spans.forEach((span, index) => {
    const next = spans[index + 1];
    if (span.from >= span.to || (next !== undefined && next.from < span.to)) {
      throw new CalendarUnusableError(
        calendar.id,
        'hours',
        'hours that end before they begin or overlap',
      );
    }
  });
  return spans;
}

function readWeek(calendar: BusinessCalendar): Map<number, { from: number; to: number }[]> {
  const weekdays = new Set(calendar.hours.map(({ weekday }) => weekday));
  for (const weekday of weekdays) {
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) {
      throw new CalendarUnusableError(calendar.id, 'hours', `the weekday ${weekday}`);
    }
  }
  return new Map(
    [...weekdays].map((day) => [
      day,
      toMinutes(
        calendar,
        calendar.hours.filter(({ weekday }) => weekday === day),
      ),
    ]),
  );
}

function readExceptions(calendar: BusinessCalendar): Map<string, { from: number; to: number }[]> {
  const byDate = new Map<string, LocalHours[]>();
  for (const { date, from, to } of calendar.exceptions) {
    const key = dateOf(calendar, 'exceptions', date);
    byDate.set(key, [...(byDate.get(key) ?? []), { from, to }]);
  }
  return new Map([...byDate].map(([date, hours]) => [date, toMinutes(calendar, hours)]));
}

/** Local minute of a day as an instant; a minute that daylight saving skips is the moment after the gap. */
function instantOf(date: LocalDate, minute: number, zone: ZoneId): number {
  const day = minute === DAY_MINUTES ? date.plusDays(1) : date;
  const time = LocalTime.ofSecondOfDay((minute % DAY_MINUTES) * 60);
  return day.atTime(time).atZone(zone).toInstant().toEpochMilli();
}

/**
 * The stretches of service that end after `start` (epoch milliseconds), in order, without end.
 *
 * An exception replaces the hours of its date, a holiday empties it; of both, the exception holds.
 * Throws `CalendarUnusableError` for a calendar that is wrong in itself, or when no service follows for three years.
 */
export function* servicePeriods(
  calendar: BusinessCalendar,
  start: number,
): Generator<ServicePeriod> {
  const zone = zoneOf(calendar);
  const week = readWeek(calendar);
  const exceptions = readExceptions(calendar);
  const holidays = new Set(calendar.holidays.map((date) => dateOf(calendar, 'holidays', date)));
  let date = Instant.ofEpochMilli(start).atZone(zone).toLocalDate().minusDays(1);
  for (let closedDays = 0; closedDays < LONGEST_CLOSURE_DAYS; date = date.plusDays(1)) {
    const key = date.toString();
    const regular = holidays.has(key) ? [] : (week.get(date.dayOfWeek().value()) ?? []);
    const spans = exceptions.get(key) ?? regular;
    for (const { from, to } of spans) {
      const period = { from: instantOf(date, from, zone), to: instantOf(date, to, zone) };
      if (period.to > start && period.to > period.from) yield period;
    }
    closedDays = spans.length > 0 ? 0 : closedDays + 1;
  }
  throw new CalendarUnusableError(calendar.id, 'hours', 'no working time');
}
