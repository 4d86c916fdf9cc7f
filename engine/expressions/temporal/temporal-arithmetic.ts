import { Duration, type LocalDateTime, type LocalTime, ZoneOffset } from '@js-joda/core';

import { Decimal, divide, multiply, round, toInteger } from '../decimal-number.js';
import { FeelAbort } from '../errors.js';
import type { Evaluation } from '../evaluation.js';
import type { Span } from '../feel-ast.js';
import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  type FeelDuration,
  type FeelNumber,
  FeelTime,
  type FeelValue,
  isDuration,
  isNumber,
  YearsMonthsDuration,
} from '../feel-value.js';
import {
  asInstant,
  durationBetween,
  isDateLike,
  pointsOf,
  pointsOfTimes,
  type TimePoint,
} from './instants.js';

const nanosPerSecond = 1_000_000_000;

type Result = FeelValue | undefined;

/** `undefined`: the operation is not defined for these kinds of values. */
export function addTemporals(
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
): Result {
  if (isDuration(left) && isDuration(right)) {
    return withinCalendar(evaluation, span, () => addDurations(left, right));
  }
  if (isDuration(right)) return withinCalendar(evaluation, span, () => shift(left, right));
  if (isDuration(left)) return withinCalendar(evaluation, span, () => shift(right, left));
  return undefined;
}

export function subtractTemporals(
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
): Result {
  return withinCalendar(evaluation, span, () => {
    if (isDuration(right)) {
      const opposite = negateDuration(right);
      return isDuration(left) ? addDurations(left, opposite) : shift(left, opposite);
    }
    if (isDateLike(left) && isDateLike(right)) return betweenDates(right, left, evaluation, span);
    if (left instanceof FeelTime && right instanceof FeelTime) {
      return between(
        pointsOfTimes(right, left, () => evaluation.time),
        evaluation,
        span,
      );
    }
    return undefined;
  });
}

export function multiplyTemporals(
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
): Result {
  if (isNumber(left) && isDuration(right)) return scale(right, left, multiply, evaluation, span);
  if (isDuration(left) && isNumber(right)) return scale(left, right, multiply, evaluation, span);
  return undefined;
}

/** The divisor, if it is a number, is not zero. */
export function divideTemporals(
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
): Result {
  if (!isDuration(left)) return undefined;
  if (isNumber(right)) return scale(left, right, divide, evaluation, span);
  if (!isDuration(right) || left.constructor !== right.constructor) return undefined;
  const divisor = sizeOf(right);
  if (divisor === 0) {
    const message = 'Expected a divisor other than zero but got an empty duration';
    return evaluation.fail('divisionByZero', message, span);
  }
  return divide(sizeOf(left), divisor);
}

export function negateDuration(duration: FeelDuration): FeelDuration {
  return duration instanceof YearsMonthsDuration
    ? new YearsMonthsDuration(0 - duration.months)
    : new DaysTimeDuration(duration.value.negated());
}

function addDurations(left: FeelDuration, right: FeelDuration): Result {
  if (left instanceof YearsMonthsDuration && right instanceof YearsMonthsDuration) {
    return new YearsMonthsDuration(left.months + right.months);
  }
  if (left instanceof DaysTimeDuration && right instanceof DaysTimeDuration) {
    return new DaysTimeDuration(left.value.plusDuration(right.value));
  }
  return undefined;
}

/** Moves a date, time or date and time by a duration. */
function shift(value: FeelValue, by: FeelDuration): Result {
  if (value instanceof FeelDate) {
    return new FeelDate(shiftLocal(value.value.atStartOfDay(), by).toLocalDate());
  }
  if (value instanceof FeelDateTime) return shiftDateTime(value, by);
  if (value instanceof FeelTime && by instanceof DaysTimeDuration) {
    return new FeelTime(shiftTime(value.value, by.value), value.zone);
  }
  return undefined;
}

function shiftLocal(local: LocalDateTime, by: FeelDuration): LocalDateTime {
  return by instanceof YearsMonthsDuration
    ? local.plusMonths(by.months)
    : local.plusSeconds(by.value.seconds()).plusNanos(by.value.nano());
}

/** In a zone, a duration of seconds moves the instant and one of months the calendar. */
function shiftDateTime({ value, zone }: FeelDateTime, by: FeelDuration): FeelDateTime {
  if (zone === null || zone instanceof ZoneOffset) {
    return new FeelDateTime(shiftLocal(value, by), zone);
  }
  const start = value.atZone(zone);
  const end =
    by instanceof YearsMonthsDuration ? start.plusMonths(by.months) : start.plus(by.value);
  return new FeelDateTime(end.toLocalDateTime(), zone);
}

function shiftTime(time: LocalTime, by: Duration): LocalTime {
  return time.plusSeconds(by.seconds() % 86400).plusNanos(by.nano());
}

/** Either both have a zone, as dates do, or neither has. */
function betweenDates(
  startValue: FeelDate | FeelDateTime,
  endValue: FeelDate | FeelDateTime,
  evaluation: Evaluation,
  span: Span,
): FeelValue {
  const [start, end] = [asInstant(startValue), asInstant(endValue)];
  if ((start.zone === null) === (end.zone === null)) {
    return between(pointsOf(start, end), evaluation, span);
  }
  const message = 'Expected a time zone in both or in neither but only one has one';
  return evaluation.fail('typeMismatch', message, span);
}

function between([start, end]: [TimePoint, TimePoint], evaluation: Evaluation, span: Span) {
  const duration = durationBetween(start, end);
  if (duration !== undefined) return new DaysTimeDuration(duration);
  return evaluation.fail('outOfRange', 'Expected a duration within range but it is not', span);
}

/** Months, or nanoseconds. */
function sizeOf(duration: FeelDuration): FeelNumber {
  if (duration instanceof YearsMonthsDuration) return duration.months;
  const nanos = new Decimal(duration.value.seconds())
    .times(nanosPerSecond)
    .plus(duration.value.nano());
  const small = nanos.toNumber();
  return Number.isSafeInteger(small) ? small : nanos;
}

function scale(
  duration: FeelDuration,
  factor: FeelNumber,
  operation: (left: FeelNumber, right: FeelNumber) => FeelNumber | undefined,
  evaluation: Evaluation,
  span: Span,
): FeelValue {
  const product = operation(sizeOf(duration), factor);
  const scaled =
    duration instanceof YearsMonthsDuration ? monthsOf(product) : nanosDurationOf(product);
  const message = 'Expected a duration within range but the result is not';
  return scaled ?? evaluation.fail('outOfRange', message, span);
}

function monthsOf(size: FeelNumber | undefined): FeelValue | undefined {
  const whole = size === undefined ? undefined : round(size, 0, 'down');
  const months = whole === undefined ? undefined : toInteger(whole);
  return months === undefined ? undefined : new YearsMonthsDuration(months);
}

/** A duration of that many nanoseconds. */
function nanosDurationOf(size: FeelNumber | undefined): FeelValue | undefined {
  if (size === undefined) return undefined;
  const total = new Decimal(size).round();
  const seconds = total.dividedBy(nanosPerSecond).floor();
  if (!Number.isSafeInteger(seconds.toNumber())) return undefined;
  const nano = total.minus(seconds.times(nanosPerSecond)).toNumber();
  return new DaysTimeDuration(Duration.ofSeconds(seconds.toNumber(), nano));
}

/** js-joda throws when a date leaves the years it knows. */
function withinCalendar(evaluation: Evaluation, span: Span, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (error instanceof FeelAbort) throw error;
    const message = 'Expected a date of the calendar but the result lies beyond it';
    return evaluation.fail('outOfRange', message, span);
  }
}
