import { Duration, LocalTime, type ZoneId } from '@js-joda/core';

import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  type FeelDuration,
  FeelTime,
  type FeelValue,
  YearsMonthsDuration,
} from '../feel-value.js';
import { dateOf } from './wide-years.js';
import { parseZone } from './zone.js';

const datePattern = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})$/;
const timePattern =
  /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z0-9_+/-]+)?$/;
const yearsMonthsPattern = /^(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/;
const daysTimePattern =
  /^(-)?P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;

/** Builds a date, or `undefined` when the calendar has no such day. */
export function createDate(year: number, month: number, day: number): FeelDate | undefined {
  try {
    return new FeelDate(dateOf(year, month, day));
  } catch {
    // js-joda reports an impossible day by throwing.
    return undefined;
  }
}

export function createTime(
  [hour, minute, second, nano]: readonly [number, number, number, number],
  zone: ZoneId | null,
): FeelTime | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  if (hour < 0 || minute < 0 || second < 0) return undefined;
  return new FeelTime(LocalTime.of(hour, minute, second, nano), zone);
}

export function parseDate(text: string): FeelDate | undefined {
  const match = datePattern.exec(text);
  return match === null
    ? undefined
    : createDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function parseTime(text: string): FeelTime | undefined {
  return readClock(text)?.time;
}

interface Clock {
  readonly time: FeelTime;
  /** The end of a day may be written as 24:00:00. */
  readonly isNextDay: boolean;
}

function readClock(text: string): Clock | undefined {
  const match = timePattern.exec(text);
  if (match === null) return undefined;
  const [, hour, minute, second, fraction, zoneText] = match;
  const zone = zoneText === undefined ? null : parseZone(zoneText.replace(/^@/, ''));
  if (zone === undefined) return undefined;
  const nano = readNanos(fraction);
  const isNextDay = hour === '24' && minute === '00' && second === '00' && nano === 0;
  const hours = isNextDay ? 0 : Number(hour);
  const time = createTime([hours, Number(minute), Number(second), nano], zone);
  return time && { time, isNextDay };
}

function readNanos(fraction: string | undefined): number {
  return Number((fraction ?? '').slice(0, 9).padEnd(9, '0'));
}

/** Reads a date and time; a date alone, perhaps with an offset, means its midnight. */
export function parseFeelDateTime(text: string): FeelDateTime | undefined {
  const separator = text.indexOf('T');
  return separator < 0
    ? readMidnight(text)
    : combine(parseDate(text.slice(0, separator)), readClock(text.slice(separator + 1)));
}

function readMidnight(text: string): FeelDateTime | undefined {
  const [, dateText = '', zoneText] = /^(.*?)([Zz]|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
  const date = parseDate(dateText);
  const zone = zoneText === undefined ? null : parseZone(zoneText);
  if (date === undefined || zone === undefined) return undefined;
  return new FeelDateTime(date.value.atStartOfDay(), zone);
}

function combine(date: FeelDate | undefined, clock: Clock | undefined): FeelDateTime | undefined {
  if (date === undefined || clock === undefined) return undefined;
  const { time, isNextDay } = clock;
  try {
    const day = isNextDay ? date.value.plusDays(1) : date.value;
    return new FeelDateTime(day.atTime(time.value), time.zone);
  } catch {
    // js-joda throws for the day after the last one.
    return undefined;
  }
}

export function parseFeelDuration(text: string): FeelDuration | undefined {
  const yearsMonths = yearsMonthsPattern.exec(text);
  if (yearsMonths !== null) return readYearsMonths(yearsMonths);
  const daysTime = daysTimePattern.exec(text);
  return daysTime === null ? undefined : readDaysTime(daysTime);
}

function readYearsMonths([, sign, years, months]: RegExpExecArray) {
  const total = Number(years ?? 0) * 12 + Number(months ?? 0);
  if (!Number.isSafeInteger(total)) return undefined;
  return new YearsMonthsDuration(sign === undefined || total === 0 ? total : -total);
}

function readDaysTime([, sign, days, hours, minutes, whole, fraction]: RegExpExecArray) {
  const total = Number(days ?? 0) * 86400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  const seconds = total + Number(whole ?? 0);
  if (!Number.isSafeInteger(seconds)) return undefined;
  const duration = Duration.ofSeconds(seconds, readNanos(fraction));
  return new DaysTimeDuration(sign === undefined ? duration : duration.negated());
}

/** Reads the text of an `@` literal: whichever temporal value it is. */
export function parseAtLiteral(text: string): FeelValue | undefined {
  return parseDate(text) ?? parseTime(text) ?? parseFeelDateTime(text) ?? parseFeelDuration(text);
}
