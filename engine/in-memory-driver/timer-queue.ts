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

/** A heap: what is removed stays in it until it comes first, or until most of it is of that kind. */
export function createTimerQueue(): TimerQueue {
  const pending = new Map<string, PendingTimer>();
  let heap: PendingTimer[] = [];
  let order = 0;
  const isPending = (timer: PendingTimer): boolean => pending.get(timer.timerId) === timer;
  return {
    add(timerId, instanceId, dueAt) {
      const timer = { timerId, instanceId, dueAt, order: order++ };
      pending.set(timerId, timer);
      heap.push(timer);
      rise(heap, heap.length - 1);
    },
    remove(timerId) {
      pending.delete(timerId);
      // In order is a heap too.
      if (heap.length > 2 * pending.size + 16) heap = heap.filter(isPending).sort(compare);
    },
    first() {
      for (let top = heap[0]; top !== undefined; top = heap[0]) {
        if (isPending(top)) return top;
        dropFirst(heap);
      }
      return undefined;
    },
  };
}

function compare(one: PendingTimer, other: PendingTimer): number {
  return one.dueAt - other.dueAt || one.order - other.order;
}

function isBefore(heap: readonly PendingTimer[], one: number, other: number): boolean {
  const left = heap[one];
  const right = heap[other];
  return left !== undefined && right !== undefined && compare(left, right) < 0;
}

function rise(heap: PendingTimer[], from: number): void {
  let place = from;
  for (let above = (place - 1) >> 1; isBefore(heap, place, above); above = (place - 1) >> 1) {
    swap(heap, place, above);
    place = above;
  }
}

function dropFirst(heap: PendingTimer[]): void {
  swap(heap, 0, heap.length - 1);
  heap.pop();
  let place = 0;
  for (;;) {
    const [left, right] = [2 * place + 1, 2 * place + 2];
    const below = isBefore(heap, right, left) ? right : left;
    if (!isBefore(heap, below, place)) return;
    swap(heap, place, below);
    place = below;
  }
}

function swap(heap: PendingTimer[], one: number, other: number): void {
  const left = heap[one];
  const right = heap[other];
  if (left === undefined || right === undefined) return;
  heap[one] = right;
  heap[other] = left;
}
