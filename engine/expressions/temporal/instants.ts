import { Duration } from '@js-joda/core';

import { FeelDate, FeelDateTime, type FeelTime } from '../feel-value.js';
import { offsetAt, offsetOfTime, type TimeReference } from './zone.js';

/** A point on a line of time: whole seconds and the nanoseconds after them. */
export interface TimePoint {
  readonly seconds: number;
  readonly nano: number;
}

export function isDateLike(value: unknown): value is FeelDate | FeelDateTime {
  return value instanceof FeelDate || value instanceof FeelDateTime;
}

/** A date means its midnight; what has no zone is in the zone of the reference. */
export function pointOf(value: FeelDate | FeelDateTime, reference: TimeReference): TimePoint {
  const { value: local, zone } = asDateTime(value);
  const offset = offsetAt(local, zone ?? reference.zone);
  return { seconds: local.toEpochSecond(offset), nano: local.nano() };
}

export function asDateTime(value: FeelDate | FeelDateTime): FeelDateTime {
  return value instanceof FeelDate ? new FeelDateTime(value.value.atStartOfDay(), null) : value;
}

export function pointOfTime(time: FeelTime, reference: TimeReference): TimePoint {
  const offset = offsetOfTime(time.value, time.zone ?? reference.zone, reference);
  return {
    seconds: time.value.toSecondOfDay() - offset.totalSeconds(),
    nano: time.value.nano(),
  };
}

export function comparePoints(left: TimePoint, right: TimePoint): number {
  return left.seconds - right.seconds || left.nano - right.nano;
}

export function durationBetween(start: TimePoint, end: TimePoint): Duration {
  return Duration.ofSeconds(end.seconds - start.seconds).plusNanos(end.nano - start.nano);
}
