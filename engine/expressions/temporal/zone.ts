import { Instant, LocalDateTime, type LocalTime, ZoneId, ZoneOffset } from '@js-joda/core';
// Registers the time zone rules with js-joda; their version is part of the semantics.
import '@js-joda/timezone';

/** What local times are compared and completed with. */
export interface TimeReference {
  readonly now: number;
  readonly zone: ZoneId;
}

const offsetPattern = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const regionPattern = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
/** Fourteen hours, as XML Schema has it. */
export const maximumOffsetSeconds = 14 * 3600;

/** Reads `Z`, an offset such as `+02:00`, or the name of a region. */
export function parseZone(text: string): ZoneId | undefined {
  if (text === 'Z' || text === 'z') return ZoneOffset.UTC;
  const offset = offsetPattern.exec(text);
  if (offset !== null) return parseOffset(offset);
  return regionPattern.test(text) ? parseRegion(text) : undefined;
}

function parseOffset([, sign, hours, minutes, seconds]: RegExpExecArray): ZoneId | undefined {
  const fields = [Number(hours), Number(minutes), Number(seconds ?? 0)] as const;
  const total = fields[0] * 3600 + fields[1] * 60 + fields[2];
  const isPossible = fields[1] < 60 && fields[2] < 60 && total <= maximumOffsetSeconds;
  return isPossible ? ZoneOffset.ofTotalSeconds(sign === '-' ? -total : total) : undefined;
}

function parseRegion(name: string): ZoneId | undefined {
  try {
    return ZoneId.of(name);
  } catch {
    // js-joda reports an unknown region by throwing.
    return undefined;
  }
}

/** The zone's offset at a local time; in a gap or overlap the one before the clocks are changed. */
export function offsetAt(local: LocalDateTime, zone: ZoneId): ZoneOffset {
  return zone instanceof ZoneOffset ? zone : zone.rules().offset(withinRules(local));
}

const farYear = 10_000;
const calendarCycle = 400;

/** The rules can't be asked about years far away; the calendar, and so the rules, repeat. */
function withinRules(local: LocalDateTime): LocalDateTime {
  const year = local.year();
  if (Math.abs(year) < farYear) return local;
  const inCycle = ((year % calendarCycle) + calendarCycle) % calendarCycle;
  return local.withYear((year < 0 ? -farYear : farYear) + inCycle);
}

/** The offset of a time of day, whose zone may depend on the day: then it is today's. */
export function offsetOfTime(time: LocalTime, zone: ZoneId, reference: TimeReference): ZoneOffset {
  if (zone instanceof ZoneOffset) return zone;
  const today = LocalDateTime.ofInstant(Instant.ofEpochMilli(reference.now), zone).toLocalDate();
  return offsetAt(today.atTime(time), zone);
}

/** The zone in FEEL's notation, to follow a time. */
export function formatZone(zone: ZoneId | null): string {
  if (zone === null) return '';
  return zone instanceof ZoneOffset ? zone.id() : `@${zone.id()}`;
}
