import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlus, IconUsers } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskFilter } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import classes from './inbox.module.css';

const FilterDialog = lazy(async () => ({
  default: (await import('./filter-dialog.js')).FilterDialog,
}));

/** Filters of the person and of their groups. */
export function useSavedFilters() {
  const api = useApi();
  return useQuery({
    queryKey: ['task-filters'],
    queryFn: () => api.call('listTaskFilters', {}),
    staleTime: 60_000,
  });
}

function useFilterCounts(isNeeded: boolean): ReadonlyMap<string, string> {
  const api = useApi();
  const counts = useQuery({
    queryKey: ['task-counts', 'saved'],
    queryFn: () => api.call('countTaskFilters', {}),
    enabled: isNeeded,
  });
  return new Map(
    (counts.data?.items ?? []).map(({ taskFilterKey, count, hasMore }) => [
      taskFilterKey,
      hasMore ? `${count}+` : String(count),
    ]),
  );
}

interface SavedFilterProps {
  readonly saved: TaskFilter;
  readonly count: string | undefined;
  readonly isSelected: boolean;
  readonly onEdit: () => void;
}

function SavedFilter({ saved, count, isSelected, onEdit }: SavedFilterProps) {
  const { t } = useTranslation();
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/inbox' });
  const { taskFilterKey, name, groups, ownerName, canEdit } = saved;
  const remove = useMutation({
    mutationFn: () => api.call('deleteTaskFilter', { params: { taskFilterKey } }),
    onSuccess: () => {
      if (isSelected) void navigate({ search: (previous) => ({ ...previous, saved: undefined }) });
      return queryClient.invalidateQueries({ queryKey: ['task-filters'] });
    },
  });
  return (
    <div className={classes['saved']}>
      <Link
        from="/inbox"
        to="/inbox"
        search={(previous) => ({
          ...previous,
          saved: taskFilterKey,
          filter: undefined,
          order: undefined,
          task: undefined,
          tab: undefined,
        })}
        className={classes['filter']}
        aria-current={isSelected ? 'true' : undefined}
        data-selected={isSelected}
        title={canEdit ? name : t('inbox.saved.by', { name: ownerName })}
      >
        <span className={classes['savedName']}>{name}</span>
        {groups.length > 0 && (
          <IconUsers
            size={14}
            aria-label={t('inbox.saved.shared', { groups: groups.join(', ') })}
          />
        )}
        {count !== undefined && <span className={classes['count']}>{count}</span>}
      </Link>
      {canEdit && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('inbox.saved.more', { name })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t('inbox.saved.edit')}</Menu.Item>
            <Menu.Item onClick={() => remove.mutate()}>{t('inbox.saved.delete')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** Lists that the person or their team has put together. */
export function SavedFilters({ selectedKey }: { readonly selectedKey: string | undefined }) {
  const { t } = useTranslation();
  const filters = useSavedFilters();
  const items = filters.data?.items ?? [];
  const counts = useFilterCounts(items.length > 0);
  const [edited, setEdited] = useState<TaskFilter | 'new'>();
  return (
    <>
      {items.map((saved) => (
        <SavedFilter
          key={saved.taskFilterKey}
          saved={saved}
          count={counts.get(saved.taskFilterKey)}
          isSelected={saved.taskFilterKey === selectedKey}
          onEdit={() => setEdited(saved)}
        />
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        justify="flex-start"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setEdited('new')}
      >
        {t('inbox.saved.new')}
      </Button>
      {edited !== undefined && (
        <Suspense fallback={null}>
          <FilterDialog
            saved={edited === 'new' ? undefined : edited}
            onClose={() => setEdited(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
