import { Duration, type LocalDateTime, type ZoneId, ZoneOffset } from '@js-joda/core';

import { FeelDate, FeelDateTime, type FeelTime } from '../feel-value.js';
import { offsetAt, offsetOfTime, type TimeReference } from './zone.js';

/** A point on a line of time: days, seconds of the day and the nanoseconds after them. */
export interface TimePoint {
  readonly days: number;
  readonly seconds: number;
  readonly nano: number;
}

const secondsPerDay = 86_400;

export function isDateLike(value: unknown): value is FeelDate | FeelDateTime {
  return value instanceof FeelDate || value instanceof FeelDateTime;
}

/** What has no zone is in the given one. */
export function pointOf({ value, zone }: FeelDateTime, otherwise: ZoneId): TimePoint {
  return pointAt(value, offsetAt(value, zone ?? otherwise).totalSeconds());
}

function pointAt(local: LocalDateTime, offset: number): TimePoint {
  const seconds = local.toLocalTime().toSecondOfDay() - offset;
  const carried = Math.floor(seconds / secondsPerDay);
  return {
    days: local.toLocalDate().toEpochDay() + carried,
    seconds: seconds - carried * secondsPerDay,
    nano: local.nano(),
  };
}

/** Two dates and times on one line; one without a zone is taken to have the offset of the other. */
export function pointsOf(left: FeelDateTime, right: FeelDateTime): [TimePoint, TimePoint] {
  if (left.zone === null || right.zone === null) {
    return [pointAt(left.value, 0), pointAt(right.value, 0)];
  }
  return [pointOf(left, left.zone), pointOf(right, right.zone)];
}

/** A date where a date and time is wanted; it has no zone. */
export function asDateTime(value: FeelDate | FeelDateTime): FeelDateTime {
  return value instanceof FeelDate ? new FeelDateTime(value.value.atStartOfDay(), null) : value;
}

/** What a date is where a date and time is expected: its midnight in UTC. */
export function midnightOf(date: FeelDate): FeelDateTime {
  return new FeelDateTime(date.value.atStartOfDay(), ZoneOffset.UTC);
}

/** A date where an instant is wanted. */
export function asInstant(value: FeelDate | FeelDateTime): FeelDateTime {
  return value instanceof FeelDate ? midnightOf(value) : value;
}

/** Two times of day on one line; one without a zone is taken to have the offset of the other. */
export function pointsOfTimes(
  left: FeelTime,
  right: FeelTime,
  reference: () => TimeReference,
): [TimePoint, TimePoint] {
  const isLocal = left.zone === null || right.zone === null;
  return [pointOfTime(left, isLocal, reference), pointOfTime(right, isLocal, reference)];
}

function pointOfTime(
  { value, zone }: FeelTime,
  isLocal: boolean,
  reference: () => TimeReference,
): TimePoint {
  const offset =
    isLocal || zone === null ? 0 : offsetOfTime(value, zone, reference()).totalSeconds();
  return { days: 0, seconds: value.toSecondOfDay() - offset, nano: value.nano() };
}

export function comparePoints(left: TimePoint, right: TimePoint): number {
  return left.days - right.days || left.seconds - right.seconds || left.nano - right.nano;
}

/** `undefined` beyond the durations whose seconds are exact. */
export function durationBetween(start: TimePoint, end: TimePoint): Duration | undefined {
  const seconds = (end.days - start.days) * secondsPerDay + (end.seconds - start.seconds);
  if (!Number.isSafeInteger(seconds)) return undefined;
  return Duration.ofSeconds(seconds).plusNanos(end.nano - start.nano);
}

/** Milliseconds since 1970 UTC. */
export function millisOf({ days, seconds, nano }: TimePoint): number {
  return (days * secondsPerDay + seconds) * 1000 + Math.floor(nano / 1_000_000);
}
