import { useCallback, useMemo, useState } from 'react';
import type { UserTask } from '../../../server/contract/index.js';
import type { InboxList } from './use-inbox-list.js';

export interface ChosenTasks {
  readonly keys: ReadonlySet<string>;
  /** Those that are still shown. */
  readonly tasks: readonly UserTask[];
  readonly toggle: (key: string) => void;
  readonly choose: (keys: readonly string[]) => void;
}

/** Tasks that something is to be done with at once. */
export function useChosenTasks({ rows }: Pick<InboxList, 'rows'>): ChosenTasks {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((key: string) => {
    setKeys((previous) => {
      const next = new Set(previous);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const choose = useCallback((chosen: readonly string[]) => setKeys(new Set(chosen)), []);
  const tasks = useMemo(
    () =>
      rows.flatMap(({ task, hasLeft }) => (keys.has(task.userTaskKey) && !hasLeft ? [task] : [])),
    [rows, keys],
  );
  return { keys, tasks, toggle, choose };
}
