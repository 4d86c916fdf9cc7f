/** A timer that has not fired. */
export interface PendingTimer {
  readonly timerId: string;
  readonly instanceId: string;
  readonly dueAt: number;
  /** Order in which they were started decides between timers due at one instant. */
  readonly order: number;
}

/** Timers by due time. */
export interface TimerQueue {
  add(timerId: string, instanceId: string, dueAt: number): void;
  remove(timerId: string): void;
  first(): PendingTimer | undefined;
}

function isBefore(one: PendingTimer, other: PendingTimer): boolean {
  return one.dueAt === other.dueAt ? one.order < other.order : one.dueAt < other.dueAt;
}

export function createTimerQueue(): TimerQueue {
  const sorted: PendingTimer[] = [];
  let order = 0;
  return {
    add(timerId, instanceId, dueAt) {
      const timer = { timerId, instanceId, dueAt, order: order++ };
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = sorted[middle];
        if (other !== undefined && isBefore(other, timer)) low = middle + 1;
        else high = middle;
      }
      sorted.splice(low, 0, timer);
    },
    remove(timerId) {
      const position = sorted.findIndex((timer) => timer.timerId === timerId);
      if (position >= 0) sorted.splice(position, 1);
    },
    first: () => sorted[0],
  };
}
