import type { LocalDate, LocalTime, ZoneId } from '@js-joda/core';
import { Duration, ZoneOffset } from '@js-joda/core';

import { Decimal, negate } from './decimal-number.js';
import type { Evaluation } from './evaluation.js';
import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  type FeelNumber,
  FeelRange,
  FeelTime,
  type FeelValue,
  YearsMonthsDuration,
} from './feel-value.js';
import { offsetAt, offsetOfTime } from './temporal/zone.js';

type Properties<T> = Readonly<Record<string, (value: T, evaluation: Evaluation) => FeelValue>>;

const nanosPerSecond = 1_000_000_000;

const ofLocalDate: Properties<LocalDate> = {
  year: (date) => date.year(),
  month: (date) => date.monthValue(),
  day: (date) => date.dayOfMonth(),
  weekday: (date) => date.dayOfWeek().value(),
};

const ofLocalTime: Properties<LocalTime> = {
  hour: (time) => time.hour(),
  minute: (time) => time.minute(),
  second: (time) => withFraction(time.second(), time.nano()),
};

const ofTime: Properties<FeelTime> = {
  'time offset': ({ value, zone }, evaluation) =>
    zone && offsetDuration(offsetOfTime(value, zone, evaluation.time)),
  timezone: ({ zone }) => nameOf(zone),
};

const ofDateTime: Properties<FeelDateTime> = {
  'time offset': ({ value, zone }) => zone && offsetDuration(offsetAt(value, zone)),
  timezone: ({ zone }) => nameOf(zone),
};

const ofYearsMonths: Properties<YearsMonthsDuration> = {
  years: ({ months }) => Math.trunc(months / 12) + 0,
  months: ({ months }) => (months % 12) + 0,
};

const ofDaysTime: Properties<DaysTimeDuration> = {
  days: ({ value }) => signed(value, (seconds) => Math.floor(seconds / 86400)),
  hours: ({ value }) => signed(value, (seconds) => Math.floor((seconds % 86400) / 3600)),
  minutes: ({ value }) => signed(value, (seconds) => Math.floor((seconds % 3600) / 60)),
  seconds: ({ value }) => {
    const size = value.abs();
    const seconds = withFraction(size.seconds() % 60, size.nano());
    return value.isNegative() ? negate(seconds) : seconds;
  },
};

const ofRange: Properties<FeelRange> = {
  start: (range) => range.start ?? null,
  end: (range) => range.end ?? null,
  'start included': (range) => range.isStartIncluded,
  'end included': (range) => range.isEndIncluded,
};

/** A property such as `year` of a date; `undefined` if values of that kind have none. */
export function propertyOf(value: FeelValue, name: string, evaluation: Evaluation) {
  const read = <T>(properties: Properties<T>, subject: T) =>
    Object.hasOwn(properties, name) ? properties[name]?.(subject, evaluation) : undefined;
  if (value instanceof FeelDate) return read(ofLocalDate, value.value);
  if (value instanceof FeelTime) return read(ofLocalTime, value.value) ?? read(ofTime, value);
  if (value instanceof FeelDateTime) {
    return (
      read(ofLocalDate, value.value.toLocalDate()) ??
      read(ofLocalTime, value.value.toLocalTime()) ??
      read(ofDateTime, value)
    );
  }
  if (value instanceof YearsMonthsDuration) return read(ofYearsMonths, value);
  if (value instanceof DaysTimeDuration) return read(ofDaysTime, value);
  return value instanceof FeelRange ? read(ofRange, value) : undefined;
}

function withFraction(seconds: number, nano: number): FeelNumber {
  if (nano === 0) return seconds;
  return new Decimal(nano).dividedBy(nanosPerSecond).plus(seconds);
}

function signed(duration: Duration, part: (seconds: number) => number): number {
  const size = part(duration.abs().seconds());
  return duration.isNegative() ? 0 - size : size;
}

function offsetDuration(offset: ZoneOffset): DaysTimeDuration {
  return new DaysTimeDuration(Duration.ofSeconds(offset.totalSeconds()));
}

/** An offset is no time zone. */
function nameOf(zone: ZoneId | null): string | null {
  return zone === null || zone instanceof ZoneOffset ? null : zone.id();
}
