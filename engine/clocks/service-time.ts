import type { ServiceTimeLedger } from './ledger.js';
import {
  type CountableCalendar,
  prepareCalendar,
  type PreparedCalendar,
  servicePeriods,
} from './service-periods.js';

/** A stretch in which the clock ran; `to` is Infinity while it runs. */
interface RunningStretch {
  readonly from: number;
  readonly to: number;
}

export interface Deadline {
  readonly share: number;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

function runningStretches(ledger: ServiceTimeLedger): RunningStretch[] {
  const stretches: RunningStretch[] = [];
  let since: number | undefined;
  for (const { event, at } of ledger) {
    const runs = event === 'started' || event === 'resumed';
    if (runs) since ??= at;
    else if (since !== undefined) {
      stretches.push({ from: since, to: at });
      since = undefined;
    }
  }
  if (since !== undefined) stretches.push({ from: since, to: Infinity });
  return stretches;
}

/** Service time (milliseconds) between two instants; `until` is finite. */
function serviceTimeBetween(calendar: PreparedCalendar, from: number, until: number): number {
  let used = 0;
  if (until <= from) return used;
  for (const period of servicePeriods(calendar, from)) {
    if (period.from >= until) break;
    used += Math.min(period.to, until) - Math.max(period.from, from);
  }
  return used;
}

/** The instant at which `needed` milliseconds of service time have passed since `from`. */
function instantAfter(calendar: PreparedCalendar, from: number, needed: number): number {
  let left = needed;
  for (const period of servicePeriods(calendar, from)) {
    const begin = Math.max(period.from, from);
    if (begin + left <= period.to) return begin + left;
    left -= period.to - begin;
  }
  return from;
}

/** Service time in milliseconds that the ledger's clock has counted up to `at` (epoch milliseconds). */
export function usedServiceTime(
  calendar: CountableCalendar,
  ledger: ServiceTimeLedger,
  at: number,
): number {
  const prepared = prepareCalendar(calendar);
  return runningStretches(ledger).reduce(
    (sum, { from, to }) => sum + serviceTimeBetween(prepared, from, Math.min(to, at)),
    0,
  );
}

function deadlineOf(
  calendar: PreparedCalendar,
  stretches: readonly RunningStretch[],
  needed: number,
): number | undefined {
  let left = needed;
  for (const { from, to } of stretches) {
    if (to === Infinity) return instantAfter(calendar, from, left);
    const used = serviceTimeBetween(calendar, from, to);
    if (used >= left) return instantAfter(calendar, from, left);
    left -= used;
  }
  return undefined;
}

/**
 * When a clock reaches each share of its target (milliseconds of service time).
 *
 * A share reached in the past gives that past instant. A clock that does not run gives no deadline for shares ahead.
 * Throws `CalendarUnusableError` when the calendar cannot be counted in.
 */
export function deriveDeadlines(
  calendar: CountableCalendar,
  ledger: ServiceTimeLedger,
  targetMs: number,
  shares: readonly number[],
): Deadline[] {
  const prepared = prepareCalendar(calendar);
  const stretches = runningStretches(ledger);
  return shares.flatMap((share) => {
    const dueAt = deadlineOf(prepared, stretches, Math.round(targetMs * share));
    return dueAt === undefined ? [] : [{ share, dueAt }];
  });
}
