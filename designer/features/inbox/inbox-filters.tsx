import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { useCan } from '../../session/session-context.js';
import { inboxFilters, inboxOrders, type InboxFilter, type InboxOrder } from './inbox-search.js';
import { SavedFilters } from './saved-filters.js';
import classes from './inbox.module.css';

interface InboxFiltersProps {
  /** Left out: a saved filter is shown. */
  readonly filter: InboxFilter | undefined;
  readonly savedKey: string | undefined;
  readonly order: InboxOrder;
  readonly text: string;
  readonly onOrder: (order: InboxOrder) => void;
  readonly onText: (text: string) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

function FilterLinks({ filter }: { readonly filter: InboxFilter | undefined }) {
  const { t } = useTranslation();
  const api = useApi();
  const counts = useQuery({
    queryKey: ['task-counts'],
    queryFn: () => api.call('getUserTaskCounts', {}),
  });
  return inboxFilters.map((name) => {
    const count = counts.data?.[name];
    return (
      <Link
        key={name}
        from="/inbox"
        to="/inbox"
        search={(previous) => ({
          ...previous,
          filter: name,
          saved: undefined,
          later: undefined,
          task: undefined,
          tab: undefined,
        })}
        className={classes['filter']}
        aria-current={name === filter ? 'true' : undefined}
        data-selected={name === filter}
      >
        <span>{t(`inbox.filters.${name}`)}</span>
        {count !== undefined && (
          <span className={classes['count']}>
            {count.hasMore ? `${count.count}+` : count.count}
          </span>
        )}
      </Link>
    );
  });
}

export function InboxFilters({
  filter,
  savedKey,
  order,
  text,
  onOrder,
  onText,
  searchRef,
}: InboxFiltersProps) {
  const { t } = useTranslation();
  const canStart = useCan('start', 'ProcessInstance');
  return (
    <nav className={classes['filters']} aria-label={t('inbox.filtersLabel')}>
      <TextInput
        ref={searchRef}
        className={classes['searchBox'] ?? ''}
        type="search"
        size="xs"
        aria-label={t('inbox.search')}
        placeholder={t('inbox.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <div className={classes['filterLinks']}>
        <FilterLinks filter={filter} />
        <SavedFilters selectedKey={filter === undefined ? savedKey : undefined} />
        {canStart && (
          <Link to="/reports" className={classes['filter']}>
            <span>{t('frame.myReports')}</span>
          </Link>
        )}
      </div>
      <div className={classes['order']}>
        <span id="inbox-order" className={classes['orderLabel']}>
          {t('inbox.order')}
        </span>
        <SegmentedControl
          size="xs"
          fullWidth
          orientation="vertical"
          aria-labelledby="inbox-order"
          value={order}
          onChange={(value) => onOrder(inboxOrders.find((known) => known === value) ?? 'due')}
          data={inboxOrders.map((value) => ({ value, label: t(`inbox.orders.${value}`) }))}
        />
      </div>
    </nav>
  );
}
