import { Duration, Instant, LocalDateTime } from '@js-joda/core';

import { FeelTimeError } from './errors.js';
import { DaysTimeDuration, type FeelDuration } from './feel-value.js';
import { millisOf, pointOf } from './temporal/instants.js';
import { parseFeelDateTime, parseFeelDuration } from './temporal/parse-temporal.js';
import { parseZone } from './temporal/zone.js';

const weeksPattern = /^(-)?P(\d{1,9})W$/;

/** Reads a duration of FEEL, or one in weeks as timers of BPMN may have. */
export function parseDuration(text: string): FeelDuration | undefined {
  const weeks = weeksPattern.exec(text);
  if (weeks === null) return parseFeelDuration(text);
  const days = Number(weeks[2]) * 7;
  return new DaysTimeDuration(Duration.ofDays(weeks[1] === undefined ? days : -days));
}

/**
 * The instant after a duration, in milliseconds since 1970 UTC. Months follow the zone's calendar,
 * days have 24 hours. Throws for an unknown zone or an instant beyond the calendar.
 */
export function addDuration(epochMs: number, duration: FeelDuration, zone: string): number {
  if (duration instanceof DaysTimeDuration) return epochMs + durationToMillis(duration);
  const zoneId = parseZone(zone);
  if (zoneId === undefined) throw new FeelTimeError(`Expected a time zone but got '${zone}'`);
  try {
    const start = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMs), zoneId).atZone(zoneId);
    return start.plusMonths(duration.months).toInstant().toEpochMilli();
  } catch (cause) {
    const message = `Expected a date of the calendar but ${duration.months} months lead beyond it`;
    throw new FeelTimeError(message, { cause });
  }
}

/** Reads a date and time; what has no zone of its own is in the given one. */
export function parseDateTime(text: string, zone: string): number | undefined {
  const dateTime = parseFeelDateTime(text);
  const zoneId = parseZone(zone);
  if (dateTime === undefined || zoneId === undefined) return undefined;
  return millisOf(pointOf(dateTime, zoneId));
}

export function durationToMillis(duration: DaysTimeDuration): number {
  return duration.value.seconds() * 1000 + Math.floor(duration.value.nano() / 1_000_000);
}
