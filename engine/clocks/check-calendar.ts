import type { BusinessCalendar, WeeklyHours } from './calendar.js';
import {
  readDate,
  readPeriod,
  readPeriods,
  readSpan,
  readWeek,
  readWeekday,
  readZone,
} from './calendar-days.js';
import { CalendarUnusableError } from './errors.js';
import { prepareCalendar, servicePeriods } from './service-periods.js';

/** What is wrong with a calendar or an agreement, and where. */
export interface TermsProblem {
  /** A path such as `hours.2.from`. */
  readonly field: string;
  readonly message: string;
}

/** Everything that keeps a calendar from being counted in, from `at` (epoch milliseconds) on; empty if nothing does. */
export function checkCalendar(calendar: BusinessCalendar, at: number): TermsProblem[] {
  const { hours, holidays, exceptions, periods = [] } = calendar;
  const single = [
    ...problemsAt('zone', () => readZone(calendar)),
    ...checkHours(calendar, 'hours', hours),
    ...holidays.flatMap((date, index) =>
      problemsAt(`holidays.${index}`, () => readDate(calendar, 'holidays', date)),
    ),
    ...exceptions.flatMap((each, index) =>
      problemsAt(`exceptions.${index}`, () => {
        readDate(calendar, 'exceptions', each.date);
        readSpan(calendar, 'exceptions', each);
      }),
    ),
    ...periods.flatMap((each, index) => [
      ...problemsAt(`periods.${index}`, () =>
        readPeriod(calendar, 'periods', { ...each, hours: [] }),
      ),
      ...checkHours(calendar, `periods.${index}.hours`, each.hours),
    ]),
  ];
  if (single.length > 0) return single;
  const together = problemsAt('periods', () => readPeriods(calendar));
  return together.length > 0 ? together : checkWorkingTime(calendar, at);
}

function checkHours(
  calendar: BusinessCalendar,
  field: string,
  hours: readonly WeeklyHours[],
): TermsProblem[] {
  const single = hours.flatMap((each, index) =>
    problemsAt(`${field}.${index}`, () => {
      readWeekday(calendar, field, each.weekday);
      readSpan(calendar, field, each);
    }),
  );
  return single.length > 0 ? single : problemsAt(field, () => readWeek(calendar, field, hours));
}

function checkWorkingTime(calendar: BusinessCalendar, at: number): TermsProblem[] {
  try {
    servicePeriods(prepareCalendar(calendar), at).next();
    return [];
  } catch (error) {
    if (!(error instanceof CalendarUnusableError)) throw error;
    return [{ field: error.field, message: error.message }];
  }
}

function problemsAt(field: string, read: () => unknown): TermsProblem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof CalendarUnusableError)) throw error;
    return [{ field, message: error.message }];
  }
}
