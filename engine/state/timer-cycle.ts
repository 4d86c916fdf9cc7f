import { DaysTimeDuration } from '../expressions/feel-value.js';
import { durationToMillis, parseDuration } from '../expressions/temporal-values.js';
import { instantAfter, instantOf } from './instants.js';
import type { TimerCycle } from './instance-state.js';

/** Shorter ones are taken for a mistake: they would do nothing but fire. */
const shortestIntervalMs = 1_000;
const repetition = /^R(\d{0,9})\/(.+)$/;

/** Reads `R3/PT1H`, `R/2026-12-01T09:00:00/P1M` or `R/P1D/2026-12-31T00:00:00`; `R` alone repeats without end. */
export function readCycle(text: string, now: number, zone: string): TimerCycle | undefined {
  const match = repetition.exec(text.trim());
  const [, count = '', rest = ''] = match ?? [];
  const parts = rest.split('/');
  const times = count === '' ? -1 : Number(count);
  if (match === null || parts.length > 2 || times === 0) return undefined;
  const interval = parts.find((part) => part.startsWith('P'));
  if (interval === undefined || !isLongEnough(interval)) return undefined;
  if (parts.length === 1) return { anchor: now, interval, fired: 0, times };
  const isEnd = parts[0] === interval;
  const instant = instantOf((isEnd ? parts[1] : parts[0]) ?? '', zone);
  if (instant === undefined) return undefined;
  return isEnd
    ? { anchor: now, interval, fired: 0, times, endAt: instant }
    : startingAt(instant, interval, times);
}

/** With a start of its own, the first time is that start. */
function startingAt(anchor: number, interval: string, times: number): TimerCycle {
  return { anchor, interval, fired: 0, times, isAnchorFirst: true };
}

function isLongEnough(interval: string): boolean {
  const duration = parseDuration(interval);
  if (duration === undefined) return false;
  if (duration instanceof DaysTimeDuration) return durationToMillis(duration) >= shortestIntervalMs;
  return duration.months > 0;
}

/** The instant of the next time; nothing if there is none any more. */
export function dueAtOf(cycle: TimerCycle, zone: string): number | undefined {
  if (cycle.times >= 0 && cycle.fired >= cycle.times) return undefined;
  const steps = cycle.isAnchorFirst === true ? cycle.fired : cycle.fired + 1;
  const dueAt = steps === 0 ? cycle.anchor : instantAfterSteps(cycle, steps, zone);
  const isOver = dueAt !== undefined && cycle.endAt !== undefined && dueAt > cycle.endAt;
  return isOver ? undefined : dueAt;
}

/** Counted from the anchor each time, so that a month's end stays a month's end. */
function instantAfterSteps(cycle: TimerCycle, steps: number, zone: string): number | undefined {
  const duration = parseDuration(cycle.interval);
  if (duration === undefined) return undefined;
  if (duration instanceof DaysTimeDuration)
    return cycle.anchor + steps * durationToMillis(duration);
  return instantAfter(cycle.anchor, `P${duration.months * steps}M`, zone);
}
