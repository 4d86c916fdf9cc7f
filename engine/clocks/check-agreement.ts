import { LocalDate } from '@js-joda/core';
import { DaysTimeDuration } from '../expressions/feel-value.js';
import { durationToMillis, parseDuration } from '../expressions/temporal-values.js';
import type { Agreement, AgreementTarget } from './agreement.js';
import type { TermsProblem } from './check-calendar.js';

/** What keeps clocks from counting by an agreement; `isCalendar` knows which calendars there are. */
export function checkAgreement(
  agreement: Agreement,
  isCalendar: (calendarId: string) => boolean,
): TermsProblem[] {
  const { calendarId, targets, atRiskShare, serviceId, customerId } = agreement;
  return [
    ...(customerId !== undefined && serviceId === undefined
      ? [wrong('customerId', 'Expected a service for the customer but there is none')]
      : []),
    ...checkValidity(agreement),
    ...checkCalendarId('calendarId', calendarId, isCalendar),
    ...(targets.length === 0
      ? [wrong('targets', 'Expected at least one target but there is none')]
      : targets.flatMap((target, index) => checkTarget(targets, target, index, isCalendar))),
    ...(atRiskShare !== undefined && !(atRiskShare > 0 && atRiskShare <= 1)
      ? [wrong('atRiskShare', `Expected a share above 0 and up to 1 but got ${atRiskShare}`)]
      : []),
  ];
}

function checkTarget(
  targets: readonly AgreementTarget[],
  { commitment, priority, target, calendarId }: AgreementTarget,
  index: number,
  isCalendar: (calendarId: string) => boolean,
): TermsProblem[] {
  const field = `targets.${index}`;
  const first = targets.findIndex(
    (each) => each.commitment === commitment && each.priority === priority,
  );
  const duration = parseDuration(target);
  const isTime = duration instanceof DaysTimeDuration && durationToMillis(duration) > 0;
  return [
    ...(isTime
      ? []
      : [wrong(`${field}.target`, `Expected service time such as PT4H but got '${target}'`)]),
    ...(first < index
      ? [wrong(field, `Expected one target for '${commitment}' of that priority but got two`)]
      : []),
    ...(calendarId === undefined
      ? []
      : checkCalendarId(`${field}.calendarId`, calendarId, isCalendar)),
  ];
}

function checkCalendarId(
  field: string,
  calendarId: string,
  isCalendar: (calendarId: string) => boolean,
): TermsProblem[] {
  return isCalendar(calendarId)
    ? []
    : [wrong(field, `Expected a calendar but there is no '${calendarId}'`)];
}

function checkValidity({ validFrom, validTo }: Agreement): TermsProblem[] {
  const given = [
    ['validFrom', validFrom],
    ['validTo', validTo],
  ] as const;
  const problems = given.flatMap(([field, date]) =>
    date === undefined || isDate(date)
      ? []
      : [wrong(field, `Expected a date such as 2026-12-31 but got '${date}'`)],
  );
  if (problems.length > 0 || validFrom === undefined || validTo === undefined) return problems;
  return validFrom <= validTo
    ? []
    : [wrong('validTo', `Expected a date from ${validFrom} on but got '${validTo}'`)];
}

function isDate(text: string): boolean {
  try {
    return LocalDate.parse(text).toString() === text;
  } catch {
    // js-joda reports an impossible date by throwing.
    return false;
  }
}

function wrong(field: string, message: string): TermsProblem {
  return { field, message };
}
