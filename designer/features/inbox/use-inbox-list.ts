import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { taskOrders, type UserTask, type UserTaskFilter } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { settleList, type ShownTask } from './settle-list.js';

const PAGE_SIZE = 500;
const noTasks: readonly UserTask[] = [];

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

/** For this long after an act of the person, its consequences are shown at once. */
const FOLLOW_MS = 5_000;

interface SettledOrder {
  readonly rows: readonly ShownTask[];
  readonly newCount: number;
  readonly adopt: (tasks: readonly UserTask[]) => void;
  readonly follow: () => void;
}

/** Holds on to the order that the person is looking at. */
function useSettledOrder(listId: string, latest: readonly UserTask[]): SettledOrder {
  const [shown, setShown] = useState<{ listId: string; keys: readonly string[] }>({
    listId: '',
    keys: [],
  });
  const known = useRef(new Map<string, UserTask>());
  const followUntil = useRef(0);
  const adopt = useCallback(
    (tasks: readonly UserTask[]) =>
      setShown({ listId, keys: tasks.map(({ userTaskKey }) => userTaskKey) }),
    [listId],
  );
  const follow = useCallback(() => {
    followUntil.current = Date.now() + FOLLOW_MS;
  }, []);
  // Where nothing is left of what was shown, there is no place to keep.
  const isSettled =
    shown.listId === listId &&
    shown.keys.some((key) => latest.some(({ userTaskKey }) => userTaskKey === key));
  useEffect(() => {
    for (const task of latest) known.current.set(task.userTaskKey, task);
    const isFollowing = Date.now() < followUntil.current;
    if (latest.length > 0 && (!isSettled || isFollowing)) adopt(latest);
  }, [adopt, isSettled, latest]);
  const settled = useMemo(() => {
    const keys = isSettled ? shown.keys : latest.map(({ userTaskKey }) => userTaskKey);
    return settleList(keys, known.current, latest);
  }, [isSettled, shown, latest]);
  return { ...settled, adopt, follow };
}

/** Which tasks, in which order. */
export interface ListQuery {
  readonly filter: UserTaskFilter;
  readonly order: keyof typeof taskOrders;
}

/** The tasks of a filter, read again whenever something changes, shown in a settled order. */
export function useInboxList({ filter, order }: ListQuery, isReady: boolean): InboxList {
  const api = useApi();
  const listId = JSON.stringify([filter, order]);
  const query = useQuery({
    queryKey: ['tasks', listId],
    queryFn: () =>
      api.call('searchUserTasks', {
        body: { filter, sort: [...taskOrders[order]], page: { from: 0, limit: PAGE_SIZE } },
      }),
    enabled: isReady,
  });
  const latest = query.data?.items ?? noTasks;
  const settled = useSettledOrder(listId, latest);
  const { refetch } = query;
  const { adopt, follow } = settled;
  const refresh = useCallback(() => {
    follow();
    void refetch().then(({ data }) => adopt(data?.items ?? noTasks));
  }, [adopt, follow, refetch]);
  return {
    rows: settled.rows,
    newCount: settled.newCount,
    total: query.data?.page.totalItems ?? 0,
    hasMore: query.data?.page.hasMoreTotalItems ?? false,
    isPending: query.isPending,
    error: query.error,
    refresh,
  };
}
