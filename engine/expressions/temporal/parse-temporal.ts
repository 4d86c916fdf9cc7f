import { Duration, LocalDate, LocalTime, type ZoneId } from '@js-joda/core';

import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  type FeelDuration,
  FeelTime,
  type FeelValue,
  YearsMonthsDuration,
} from '../feel-value.js';
import { parseZone } from './zone.js';

const datePattern = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})$/;
const timePattern =
  /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z0-9_+/-]+)?$/;
const yearsMonthsPattern = /^(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/;
const daysTimePattern =
  /^(-)?P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d|\.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;

/** Builds a date, or `undefined` when the calendar has no such day. */
export function createDate(year: number, month: number, day: number): FeelDate | undefined {
  try {
    return new FeelDate(LocalDate.of(year, month, day));
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
  const match = timePattern.exec(text);
  if (match === null) return undefined;
  const [, hour, minute, second, fraction, zoneText] = match;
  const zone = zoneText === undefined ? null : parseZone(zoneText.replace(/^@/, ''));
  if (zone === undefined) return undefined;
  const fields = [Number(hour), Number(minute), Number(second), readNanos(fraction)] as const;
  return createTime(fields, zone);
}

function readNanos(fraction: string | undefined): number {
  return Number((fraction ?? '').slice(0, 9).padEnd(9, '0'));
}

/** Reads a date and time; a date alone means its midnight. */
export function parseFeelDateTime(text: string): FeelDateTime | undefined {
  const separator = text.indexOf('T');
  const date = parseDate(separator < 0 ? text : text.slice(0, separator));
  if (date === undefined) return undefined;
  if (separator < 0) return new FeelDateTime(date.value.atStartOfDay(), null);
  const time = parseTime(text.slice(separator + 1));
  return time && new FeelDateTime(date.value.atTime(time.value), time.zone);
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
