import type { UserTask } from '../../../server/contract/index.js';

export interface ShownTask {
  readonly task: UserTask;
  /** No longer in this list, but still shown in its place until the person refreshes. */
  readonly hasLeft: boolean;
}

export interface SettledList {
  readonly rows: readonly ShownTask[];
  /** Tasks that have come and wait for a refresh. */
  readonly newCount: number;
}

/**
 * Keeps the order a person is looking at: rows are brought up to date in their place, what has left stays
 * marked, what has come is only counted, so that no row moves under the cursor.
 */
export function settleList(
  shownKeys: readonly string[],
  known: ReadonlyMap<string, UserTask>,
  latest: readonly UserTask[],
): SettledList {
  const latestByKey = new Map(latest.map((task) => [task.userTaskKey, task]));
  const rows: ShownTask[] = [];
  for (const key of shownKeys) {
    const current = latestByKey.get(key);
    const task = current ?? known.get(key);
    if (task !== undefined) rows.push({ task, hasLeft: current === undefined });
  }
  const shown = new Set(shownKeys);
  const newCount = latest.filter(({ userTaskKey }) => !shown.has(userTaskKey)).length;
  return { rows, newCount };
}
