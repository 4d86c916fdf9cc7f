import { LocalTime, ZoneOffset } from '@js-joda/core';

import { parseNumber, subtract, toInteger } from '../decimal-number.js';
import {
  type DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  type FeelNumber,
  FeelTime,
  type FeelValue,
  YearsMonthsDuration,
} from '../feel-value.js';
import { formatValue } from '../format-value.js';
import {
  createDate,
  createTime,
  parseDate,
  parseFeelDateTime,
  parseFeelDuration,
  parseTime,
} from '../temporal/parse-temporal.js';
import { asDateTime } from '../temporal/instants.js';
import { maximumOffsetSeconds, parseZone } from '../temporal/zone.js';
import { type BuiltInCall, type BuiltInFamily, form } from './built-in.js';

const fromText = [['from', 'string']] as const;

export const conversionBuiltIns = {
  number: [
    form(fromText, (call, text) => readNumber(call, text)),
    form([['from', 'number']], (_call, number) => number),
    form(
      [
        ['from', 'string'],
        ['grouping separator', 'string?'],
        ['decimal separator', 'string?'],
      ],
      readGroupedNumber,
    ),
  ],
  string: [
    form([['from', 'any']], (call, value) =>
      value === null
        ? null
        : formatValue(value, (length) => call.evaluation.spendText(length, call.span)),
    ),
  ],
  date: [
    form(fromText, (call, text) => parseDate(text) ?? failToRead(call, 'date', text)),
    form([['from', 'date']], (_call, date) => date),
    form([['from', 'dateTime']], (_call, { value }) => new FeelDate(value.toLocalDate())),
    form(
      [
        ['year', 'number'],
        ['month', 'number'],
        ['day', 'number'],
      ],
      dateFromParts,
    ),
  ],
  time: [
    form(fromText, (call, text) => parseTime(text) ?? failToRead(call, 'time', text)),
    form([['from', 'time']], (_call, time) => time),
    form([['from', 'date']], () => new FeelTime(LocalTime.MIDNIGHT, ZoneOffset.UTC)),
    form(
      [['from', 'dateTime']],
      (_call, { value, zone }) => new FeelTime(value.toLocalTime(), zone),
    ),
    form(
      [
        ['hour', 'number'],
        ['minute', 'number'],
        ['second', 'number'],
        ['offset', 'daysTime?'],
      ],
      timeFromParts,
    ),
  ],
  'date and time': [
    form(
      fromText,
      (call, text) => parseFeelDateTime(text) ?? failToRead(call, 'date and time', text),
    ),
    form([['from', 'dateTime']], (_call, dateTime) => dateTime),
    form(
      [
        ['date', 'dateLike'],
        ['time', 'time'],
      ],
      (_call, date, time) =>
        new FeelDateTime(asDateTime(date).value.toLocalDate().atTime(time.value), time.zone),
    ),
    form(
      [
        ['from', 'string'],
        ['timezone', 'string'],
      ],
      dateTimeInZone,
    ),
  ],
  duration: [
    form(fromText, (call, text) => parseFeelDuration(text) ?? failToRead(call, 'duration', text)),
    form([['from', 'duration']], (_call, duration) => duration),
  ],
  'years and months duration': [
    form(
      [
        ['from', 'dateLike'],
        ['to', 'dateLike'],
      ],
      (_call, from, to) => monthsBetween(asDateTime(from), asDateTime(to)),
    ),
  ],
} satisfies BuiltInFamily;

function failToRead(call: BuiltInCall, kind: string, text: string): null {
  return call.fail('badArgument', `Expected the notation of a ${kind} but got '${text}'`);
}

function readNumber(call: BuiltInCall, text: string): FeelValue {
  const number = /^[-+]?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d+)?$/.test(text)
    ? parseNumber(text)
    : undefined;
  return number ?? failToRead(call, 'number', text);
}

const separators = new Set([' ', ',', '.']);

function readGroupedNumber(
  call: BuiltInCall,
  text: string,
  grouping: string | null,
  decimal: string | null,
): FeelValue {
  const isKnown =
    (grouping === null || separators.has(grouping)) && (decimal === null || /^[.,]$/.test(decimal));
  if (!isKnown || (grouping !== null && grouping === decimal)) {
    return call.fail('badArgument', "Expected two different separators out of ' ', ',' and '.'");
  }
  const bare = grouping === null ? text : text.replaceAll(grouping, '');
  return readNumber(call, decimal === null ? bare : bare.replace(decimal, '.'));
}

function dateFromParts(
  call: BuiltInCall,
  year: FeelNumber,
  month: FeelNumber,
  day: FeelNumber,
): FeelValue {
  const [y, m, d] = [toInteger(year), toInteger(month), toInteger(day)];
  const date =
    y === undefined || m === undefined || d === undefined ? undefined : createDate(y, m, d);
  return date ?? call.fail('badArgument', 'Expected the year, month and day of a date');
}

function timeFromParts(
  call: BuiltInCall,
  hour: FeelNumber,
  minute: FeelNumber,
  second: FeelNumber,
  offset: DaysTimeDuration | null,
): FeelValue {
  const [h, m] = [toInteger(hour), toInteger(minute)];
  const seconds = Math.floor(Number(second));
  const fraction = subtract(second, seconds);
  const nano = Math.floor(Number(fraction) * 1_000_000_000);
  const zone = offset === null ? null : zoneOf(offset);
  if (h !== undefined && m !== undefined && zone !== undefined) {
    const time = createTime([h, m, seconds, nano], zone);
    if (time !== undefined) return time;
  }
  return call.fail('badArgument', 'Expected the hour, minute, second and offset of a time');
}

function zoneOf(offset: DaysTimeDuration) {
  const seconds = offset.value.seconds();
  return Math.abs(seconds) <= maximumOffsetSeconds ? ZoneOffset.ofTotalSeconds(seconds) : undefined;
}

function dateTimeInZone(call: BuiltInCall, text: string, zoneText: string): FeelValue {
  const dateTime = parseFeelDateTime(text);
  const zone = parseZone(zoneText);
  if (dateTime === undefined || zone === undefined) {
    return failToRead(call, 'date and time with a time zone', `${text}' and '${zoneText}`);
  }
  return new FeelDateTime(dateTime.value, zone);
}

/** Whole months; the rest is left out. */
function monthsBetween(from: FeelDateTime, to: FeelDateTime): YearsMonthsDuration {
  const [start, end] = [from.value.toLocalDate(), to.value.toLocalDate()];
  return new YearsMonthsDuration(start.until(end).toTotalMonths() + 0);
}
