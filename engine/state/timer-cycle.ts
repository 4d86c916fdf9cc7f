import { nextCronInstant } from './cron.js';
import { instantAfterTimes, instantOf, lengthOf } from './instants.js';
import type { TimerCycle } from './instance-state.js';

/** Shorter ones are taken for a mistake: they would do nothing but fire. */
const shortestIntervalMs = 1_000;
/** No month is longer, so a guess by this length never goes too far. */
const longestMonthMs = 31 * 86_400_000;
const repetition = /^R(\d{0,9})\/(.+)$/;

/**
 * Reads `R3/PT1H`, `R/2026-12-01T09:00:00/P1M`, `R/P1D/2026-12-31T00:00:00`, or two instants whose distance is the
 * interval; `R` alone repeats without end.
 */
export function readCycle(text: string, now: number, zone: string): TimerCycle | undefined {
  const match = repetition.exec(text.trim());
  const [, count = '', rest = ''] = match ?? [];
  const parts = rest.split('/');
  const times = count === '' ? -1 : Number(count);
  if (match === null || parts.length > 2 || times === 0) return undefined;
  const interval = parts.find((part) => part.startsWith('P')) ?? distanceOf(parts, zone);
  if (interval === undefined || !isLongEnough(interval)) return undefined;
  if (parts.length === 1) return { anchor: now, interval, fired: 0, times };
  const isEnd = parts[0] === interval;
  const instant = instantOf((isEnd ? parts[1] : parts[0]) ?? '', zone);
  if (instant === undefined) return undefined;
  return isEnd
    ? { anchor: now, interval, fired: 0, times, endAt: instant }
    : startingAt(instant, interval, times, now, zone);
}

/** Reads a cron expression: due whenever the wall clock shows it. */
export function readCronCycle(text: string, now: number): TimerCycle {
  return { anchor: now, interval: text.trim(), fired: 0, times: -1, isCron: true };
}

/** The interval between two instants, as a duration. */
function distanceOf([start = '', end = '']: readonly string[], zone: string): string | undefined {
  const from = instantOf(start, zone);
  const to = instantOf(end, zone);
  if (from === undefined || to === undefined || to <= from) return undefined;
  return `PT${(to - from) / 1_000}S`;
}

/** With a start of its own, the first time is that start. Times before now are over, and counted as such. */
function startingAt(
  anchor: number,
  interval: string,
  times: number,
  now: number,
  zone: string,
): TimerCycle {
  const cycle: TimerCycle = { anchor, interval, fired: 0, times, isAnchorFirst: true };
  if (anchor >= now) return cycle;
  let fired = Math.max(0, Math.floor((now - anchor) / lengthAtMost(interval)));
  while ((instantAfterSteps(cycle, fired, zone) ?? now) < now) fired += 1;
  return { ...cycle, fired };
}

function lengthAtMost(interval: string): number {
  const { months, millis } = lengthOf(interval) ?? { months: 1, millis: 0 };
  return months * longestMonthMs + millis;
}

function isLongEnough(interval: string): boolean {
  const length = lengthOf(interval);
  return length !== undefined && (length.months > 0 || length.millis >= shortestIntervalMs);
}

/** The instant of the next time; nothing if there is none any more. A zone of its own goes before the given one. */
export function dueAtOf(cycle: TimerCycle, defaultZone: string): number | undefined {
  const zone = cycle.zone ?? defaultZone;
  if (cycle.isCron === true) return nextCronInstant(cycle.interval, cycle.anchor, zone);
  if (cycle.times >= 0 && cycle.fired >= cycle.times) return undefined;
  const steps = cycle.isAnchorFirst === true ? cycle.fired : cycle.fired + 1;
  const dueAt = instantAfterSteps(cycle, steps, zone);
  const isOver = dueAt !== undefined && cycle.endAt !== undefined && dueAt > cycle.endAt;
  return isOver ? undefined : dueAt;
}

/** The cycle after it has been due. */
export function cycleAfter(cycle: TimerCycle, dueAt: number): TimerCycle {
  const next = { ...cycle, fired: cycle.fired + 1 };
  return cycle.isCron === true ? { ...next, anchor: dueAt } : next;
}

/** Counted from the anchor each time, so that a month's end stays a month's end. */
function instantAfterSteps(cycle: TimerCycle, steps: number, zone: string): number | undefined {
  if (steps === 0) return cycle.anchor;
  const length = lengthOf(cycle.interval);
  return length === undefined ? undefined : instantAfterTimes(cycle.anchor, length, steps, zone);
}
