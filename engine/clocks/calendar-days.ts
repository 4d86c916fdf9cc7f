import { LocalDate, ZoneId } from '@js-joda/core';
// Registers the time zone rules with js-joda; their version is part of the semantics.
import '@js-joda/timezone';
import type { BusinessCalendar, CriticalPeriod, WeeklyHours } from './calendar.js';
import { CalendarUnusableError } from './errors.js';

/** Minutes of a local day; `to` is not part of it. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

export interface CalendarDays {
  readonly zone: ZoneId;
  /** The stretches of service on a date, in order. */
  spansOn(date: LocalDate): readonly DaySpan[];
}

export const DAY_MINUTES = 24 * 60;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

type Week = ReadonlyMap<number, readonly DaySpan[]>;
type DayTable = ReadonlyMap<string, readonly DaySpan[]>;

/** Of a date, its exceptions count, else a holiday, else a critical period, else the week. Throws `CalendarUnusableError`. */
export function readDays(calendar: BusinessCalendar): CalendarDays {
  const zone = readZone(calendar);
  const week = readWeek(calendar, 'hours', calendar.hours);
  const exceptions = readExceptions(calendar);
  const holidays = new Set(calendar.holidays.map((date) => readDate(calendar, 'holidays', date)));
  const periods = readPeriods(calendar);
  return {
    zone,
    spansOn(date) {
      const key = date.toString();
      const own = exceptions.get(key);
      if (own !== undefined) return own;
      if (holidays.has(key)) return [];
      const period = periods.find(({ from, to }) => from <= key && key <= to);
      return (period?.week ?? week).get(date.dayOfWeek().value()) ?? [];
    },
  };
}

export function readZone(calendar: BusinessCalendar): ZoneId {
  try {
    return ZoneId.of(calendar.zone);
  } catch {
    // js-joda reports an unknown region by throwing.
    throw new CalendarUnusableError(calendar.id, 'zone', `the unknown zone '${calendar.zone}'`);
  }
}

export function readDate(calendar: BusinessCalendar, field: string, text: string): string {
  try {
    return LocalDate.parse(text).toString();
  } catch {
    // js-joda reports an impossible date by throwing.
    throw new CalendarUnusableError(calendar.id, field, `the date '${text}'`);
  }
}

export function readSpan(
  calendar: BusinessCalendar,
  field: string,
  { from, to }: { readonly from: string; readonly to: string },
): DaySpan {
  const span = { from: minuteOf(calendar, field, from), to: minuteOf(calendar, field, to) };
  if (span.from < span.to) return span;
  const detail = `hours that end before they begin (${from} to ${to})`;
  throw new CalendarUnusableError(calendar.id, field, detail);
}

function minuteOf(calendar: BusinessCalendar, field: string, text: string): number {
  if (text === '24:00') return DAY_MINUTES;
  const match = TIME.exec(text);
  if (match === null) throw new CalendarUnusableError(calendar.id, field, `the time '${text}'`);
  return Number(match[1]) * 60 + Number(match[2]);
}

export function readWeekday(calendar: BusinessCalendar, field: string, weekday: number): number {
  if (Number.isInteger(weekday) && weekday >= 1 && weekday <= 7) return weekday;
  throw new CalendarUnusableError(calendar.id, field, `the weekday ${weekday}`);
}

export function readWeek(
  calendar: BusinessCalendar,
  field: string,
  hours: readonly WeeklyHours[],
): Week {
  const week = new Map<number, DaySpan[]>();
  for (const each of hours) {
    const weekday = readWeekday(calendar, field, each.weekday);
    week.set(weekday, [...(week.get(weekday) ?? []), readSpan(calendar, field, each)]);
  }
  for (const [weekday, spans] of week) week.set(weekday, inOrder(calendar, field, spans));
  return week;
}

function readExceptions(calendar: BusinessCalendar): DayTable {
  const byDate = new Map<string, DaySpan[]>();
  for (const each of calendar.exceptions) {
    const date = readDate(calendar, 'exceptions', each.date);
    byDate.set(date, [...(byDate.get(date) ?? []), readSpan(calendar, 'exceptions', each)]);
  }
  for (const [date, spans] of byDate) byDate.set(date, inOrder(calendar, 'exceptions', spans));
  return byDate;
}

function inOrder(calendar: BusinessCalendar, field: string, spans: readonly DaySpan[]): DaySpan[] {
  const ordered = [...spans].sort((a, b) => a.from - b.from);
  const overlaps = ordered.some(({ to }, index) => (ordered[index + 1]?.from ?? to) < to);
  if (overlaps) throw new CalendarUnusableError(calendar.id, field, 'hours that overlap');
  return ordered;
}

interface PeriodDays {
  readonly from: string;
  readonly to: string;
  readonly week: Week;
}

export function readPeriod(
  calendar: BusinessCalendar,
  field: string,
  period: CriticalPeriod,
): PeriodDays {
  const from = readDate(calendar, field, period.from);
  const to = readDate(calendar, field, period.to);
  if (from > to) {
    const detail = `the period '${period.name}' that ends before it begins`;
    throw new CalendarUnusableError(calendar.id, field, detail);
  }
  return { from, to, week: readWeek(calendar, field, period.hours) };
}

export function readPeriods(calendar: BusinessCalendar): readonly PeriodDays[] {
  const periods = (calendar.periods ?? []).map((each) => readPeriod(calendar, 'periods', each));
  const ordered = [...periods].sort((a, b) => (a.from < b.from ? -1 : 1));
  const overlaps = ordered.some(({ to }, index) => {
    const next = ordered[index + 1];
    return next !== undefined && next.from <= to;
  });
  if (overlaps) throw new CalendarUnusableError(calendar.id, 'periods', 'periods that overlap');
  return periods;
}
