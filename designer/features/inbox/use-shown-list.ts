import { useTranslation } from 'react-i18next';
import type { InboxFilter, InboxOrder, InboxSearch } from './inbox-search.js';
import { useSavedFilters } from './saved-filters.js';
import type { ListQuery } from './use-inbox-list.js';

export interface ShownList {
  readonly query: ListQuery;
  readonly title: string;
  readonly emptyText: string;
  /** Left out: a saved filter is shown. */
  readonly filter: InboxFilter | undefined;
  readonly order: InboxOrder;
  /** What the address names is known. */
  readonly isReady: boolean;
}

/** The list that the address asks for. */
export function useShownList(search: InboxSearch, usualFilter: InboxFilter): ShownList {
  const { t } = useTranslation();
  const saved = useSavedFilters();
  const { filter = usualFilter, text, later } = search;
  const typed = text === undefined ? {} : { text };
  const named =
    search.saved === undefined
      ? undefined
      : saved.data?.items.find(({ taskFilterKey }) => taskFilterKey === search.saved);
  if (search.saved !== undefined && (named !== undefined || saved.isPending)) {
    const order = search.order ?? named?.order ?? 'due';
    return {
      query: { filter: { ...named?.filter, ...typed }, order },
      title: named?.name ?? '…',
      emptyText: t('inbox.saved.emptyText'),
      filter: undefined,
      order,
      isReady: named !== undefined,
    };
  }
  const { order = 'due' } = search;
  const more = filter === 'mine' && later === true ? { isLaterShown: true } : {};
  return {
    query: {
      filter: { [filter]: true, ...more, ...typed },
      order: filter === 'completed' ? 'completed' : order,
    },
    title: t(`inbox.filters.${filter}`),
    emptyText: t(`inbox.empty.${filter}`),
    filter,
    order,
    isReady: true,
  };
}
