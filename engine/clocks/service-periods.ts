import { Instant, LocalDate, LocalTime, type ZoneId } from '@js-joda/core';
import type { BusinessCalendar } from './calendar.js';
import { type CalendarDays, DAY_MINUTES, readDays } from './calendar-days.js';
import { CalendarUnusableError } from './errors.js';

/** A stretch of service in epoch milliseconds; `to` is not part of it. */
export interface ServicePeriod {
  readonly from: number;
  readonly to: number;
}

/** A calendar that has been read, and remembers the days that were counted in it: for whoever asks for many clocks. */
export interface PreparedCalendar {
  readonly id: string;
  readonly days: CalendarDays;
  readonly known: Map<number, readonly ServicePeriod[]>;
}

export type CountableCalendar = BusinessCalendar | PreparedCalendar;

/** Throws `CalendarUnusableError` for a calendar that is wrong in itself. */
export function prepareCalendar(calendar: CountableCalendar): PreparedCalendar {
  if ('days' in calendar) return calendar;
  return { id: calendar.id, days: readDays(calendar), known: new Map() };
}

/** Without service for this many days in a row a calendar counts as having no working time. */
const LONGEST_CLOSURE_DAYS = 3 * 366;

/** Local minute of a day as an instant; a minute that daylight saving skips is the moment after the gap. */
function instantOf(date: LocalDate, minute: number, zone: ZoneId): number {
  const day = minute === DAY_MINUTES ? date.plusDays(1) : date;
  const time = LocalTime.ofSecondOfDay((minute % DAY_MINUTES) * 60);
  return day.atTime(time).atZone(zone).toInstant().toEpochMilli();
}

function periodsOn({ days, known }: PreparedCalendar, epochDay: number): readonly ServicePeriod[] {
  const before = known.get(epochDay);
  if (before !== undefined) return before;
  const date = LocalDate.ofEpochDay(epochDay);
  const periods = days.spansOn(date).map(({ from, to }) => ({
    from: instantOf(date, from, days.zone),
    to: instantOf(date, to, days.zone),
  }));
  known.set(epochDay, periods);
  return periods;
}

/**
 * The stretches of service that end after `start` (epoch milliseconds), in order, without end.
 *
 * Throws `CalendarUnusableError` when no service follows for three years.
 */
export function* servicePeriods(
  calendar: PreparedCalendar,
  start: number,
): Generator<ServicePeriod> {
  const { zone } = calendar.days;
  let day = Instant.ofEpochMilli(start).atZone(zone).toLocalDate().toEpochDay() - 1;
  for (let closedDays = 0; closedDays < LONGEST_CLOSURE_DAYS; day += 1) {
    const periods = periodsOn(calendar, day);
    for (const period of periods) {
      if (period.to > start && period.to > period.from) yield period;
    }
    closedDays = periods.length > 0 ? 0 : closedDays + 1;
  }
  throw new CalendarUnusableError(calendar.id, 'hours', 'no working time');
}
