import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { UserTask } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import type { InboxFilter, InboxOrder } from './inbox-search.js';
import { settleList, type ShownTask } from './settle-list.js';

const PAGE_SIZE = 500;
const noTasks: readonly UserTask[] = [];

const sorts = {
  due: [
    { field: 'dueAt', order: 'asc' },
    { field: 'priority', order: 'desc' },
    { field: 'createdAt', order: 'asc' },
  ],
  priority: [
    { field: 'priority', order: 'desc' },
    { field: 'dueAt', order: 'asc' },
    { field: 'createdAt', order: 'asc' },
  ],
  newest: [{ field: 'createdAt', order: 'desc' }],
} as const;

export interface InboxList {
  readonly rows: readonly ShownTask[];
  readonly newCount: number;
  readonly total: number;
  readonly hasMore: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Shows the list as it is now. */
  readonly refresh: () => void;
}

/** The tasks of a filter, read again whenever something changes, shown in a settled order. */
export function useInboxList(filter: InboxFilter, order: InboxOrder, text: string | undefined): InboxList {
  const api = useApi();
  const query = useQuery({
    queryKey: ['tasks', filter, order, text ?? ''],
    queryFn: () =>
      api.call('searchUserTasks', {
        body: {
          filter: { [filter]: true, ...(text === undefined ? {} : { text }) },
          sort: filter === 'completed' ? [{ field: 'completedAt', order: 'desc' }] : [...sorts[order]],
          page: { from: 0, limit: PAGE_SIZE },
        },
      }),
  });
  const latest = query.data?.items ?? noTasks;
  const listId = `${filter}|${order}|${text ?? ''}`;
  const [shown, setShown] = useState<{ listId: string; keys: readonly string[] }>({ listId: '', keys: [] });
  const known = useRef(new Map<string, UserTask>());
  const adopt = useCallback(
    (tasks: readonly UserTask[]) => setShown({ listId, keys: tasks.map(({ userTaskKey }) => userTaskKey) }),
    [listId],
  );

  useEffect(() => {
    for (const task of latest) known.current.set(task.userTaskKey, task);
    const isEmpty = shown.listId !== listId || shown.keys.length === 0;
    if (isEmpty && query.isSuccess && latest.length > 0) adopt(latest);
  }, [adopt, latest, listId, query.isSuccess, shown]);

  const settled = useMemo(
    () => settleList(shown.listId === listId ? shown.keys : [], known.current, latest),
    [shown, listId, latest],
  );
  const { refetch } = query;
  const refresh = useCallback(() => {
    void refetch().then(({ data }) => adopt(data?.items ?? noTasks));
  }, [adopt, refetch]);
  return {
    ...settled,
    newCount: shown.listId === listId ? settled.newCount : 0,
    total: query.data?.page.totalItems ?? 0,
    hasMore: query.data?.page.hasMoreTotalItems ?? false,
    isPending: query.isPending,
    error: query.error,
    refresh,
  };
}
