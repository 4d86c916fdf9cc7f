import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { deferredTimers, type InstanceState } from '../engine/index.js';

/**
 * All running timers of an instance behind one Temporal timer: the earliest.
 *
 * Setting and clearing timers costs no history; only `arm` does, once per quiescence and only if the earliest
 * instant has changed.
 */
export interface Alarm {
  set(timerId: string, dueAt: number): void;
  clear(timerId: string): void;
  /** Takes out the timer that is due the longest. */
  takeDue(now: number): string | undefined;
  /** A timer is due, or the Temporal timer rang a little early and must be armed anew. */
  isDue(now: number): boolean;
  /** Brings the Temporal timer in line with the earliest instant. */
  arm(now: number): void;
}

export function createAlarm(state: InstanceState): Alarm {
  const timers = new Map<string, number>();
  const fired = deferredTimers(state);
  for (const [timerId, wait] of Object.entries(state.waits)) {
    if ('dueAt' in wait && !fired.has(timerId)) timers.set(timerId, wait.dueAt);
  }
  let armed: { readonly dueAt: number; readonly scope: CancellationScope } | undefined;
  let hasRung = false;

  function ring(dueAt: number, now: number): void {
    const scope = new CancellationScope({ cancellable: true });
    const mine = { dueAt, scope };
    armed = mine;
    void scope
      .run(() => sleep(Math.max(1, dueAt - now)))
      .then(() => {
        if (armed !== mine) return;
        armed = undefined;
        hasRung = true;
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }

  return {
    set: (timerId, dueAt) => void timers.set(timerId, dueAt),
    clear: (timerId) => void timers.delete(timerId),
    takeDue(now) {
      const timerId = earliest(timers, now);
      if (timerId !== undefined) timers.delete(timerId);
      return timerId;
    },
    isDue: (now) => hasRung || earliest(timers, now) !== undefined,
    arm(now) {
      hasRung = false;
      const first = earliest(timers);
      const dueAt = first === undefined ? undefined : timers.get(first);
      if (dueAt === armed?.dueAt) return;
      armed?.scope.cancel();
      armed = undefined;
      if (dueAt !== undefined) ring(dueAt, now);
    },
  };
}

/** The timer due first, among equals the one set first; with `before`, only if it is due by then. */
function earliest(timers: ReadonlyMap<string, number>, before = Infinity): string | undefined {
  let found: string | undefined;
  let foundAt = Infinity;
  for (const [timerId, dueAt] of timers) {
    if (dueAt <= before && dueAt < foundAt) {
      found = timerId;
      foundAt = dueAt;
    }
  }
  return found;
}
