import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { AreaPage } from '../../components/area-page.js';
import { ListTotal } from '../../components/list-total.js';
import {
  EmptyState,
  ErrorState,
  ListSkeleton,
  NoRightState,
} from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan, useSession } from '../../session/session-context.js';
import { InstanceTable } from './instance-table.js';
import { instanceStates, type InstancesSearch } from './instances-search.js';
import { operationsPages } from '../../frame/operations-pages.js';

const route = getRouteApi('/operations');
const PAGE_SIZE = 100;

function useInstances({ state, text, process, incident, suspended }: InstancesSearch) {
  const api = useApi();
  const filter = {
    ...(state === undefined ? {} : { state: [state] }),
    ...(text === undefined ? {} : { text }),
    ...(process === undefined ? {} : { processDefinitionId: process }),
    ...(incident === undefined ? {} : { hasIncident: incident }),
    ...(suspended === undefined ? {} : { isSuspended: suspended }),
  };
  return useInfiniteQuery({
    queryKey: ['instances', filter],
    queryFn: ({ pageParam }) =>
      api.call('searchProcessInstances', {
        body: {
          filter,
          sort: [{ field: 'startedAt', order: 'desc' }],
          page: { from: pageParam, limit: PAGE_SIZE },
        },
      }),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, from) =>
      last.items.length < PAGE_SIZE ? undefined : from + PAGE_SIZE,
  });
}

function InstanceFilters() {
  const { t } = useTranslation();
  const api = useApi();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(search.text ?? '');
  const change = (part: InstancesSearch): void =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true });
  const applyText = useDebouncedCallback(
    (text: string) => change({ text: text === '' ? undefined : text }),
    250,
  );
  const definitions = useQuery({
    queryKey: ['definitions', 'latest'],
    queryFn: () =>
      api.call('searchProcessDefinitions', {
        body: { filter: { isLatest: true }, page: { limit: 500 } },
      }),
    staleTime: 60_000,
  });
  const processes = new Map(
    (definitions.data?.items ?? []).map((item) => [item.processDefinitionId, item.name]),
  );
  return (
    <>
      <TextInput
        type="search"
        w={240}
        aria-label={t('operations.search')}
        placeholder={t('operations.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          applyText(event.currentTarget.value);
        }}
      />
      <Select
        w={160}
        aria-label={t('operations.state')}
        placeholder={t('operations.anyState')}
        clearable
        clearButtonProps={{ 'aria-label': t('actions.clear') }}
        data={instanceStates.map((value) => ({ value, label: t(`states.${value}`) }))}
        value={search.state ?? null}
        onChange={(value) => change({ state: instanceStates.find((known) => known === value) })}
      />
      <Select
        w={240}
        aria-label={t('operations.process')}
        placeholder={t('operations.anyProcess')}
        clearable
        clearButtonProps={{ 'aria-label': t('actions.clear') }}
        data={[...processes].map(([value, label]) => ({ value, label }))}
        value={search.process ?? null}
        onChange={(value) => change({ process: value ?? undefined })}
      />
      <Switch
        label={t('operations.onlyIncidents')}
        checked={search.incident === true}
        onChange={(event) => change({ incident: event.currentTarget.checked ? true : undefined })}
      />
      <Switch
        label={t('operations.onlySuspended')}
        checked={search.suspended === true}
        onChange={(event) => change({ suspended: event.currentTarget.checked ? true : undefined })}
      />
    </>
  );
}

export function InstancesPage() {
  const { t } = useTranslation();
  const canRead = useCan('read', 'Incident');
  const { ability } = useSession();
  const instances = useInstances(route.useSearch());
  useBreadcrumb([
    { label: t('frame.operations'), link: { to: '/operations' } },
    { label: t('operations.instances') },
  ]);
  if (!canRead) return <NoRightState />;
  const rows = instances.data?.pages.flatMap(({ items }) => items) ?? [];
  const firstPage = instances.data?.pages[0]?.page;
  return (
    <AreaPage
      title={t('operations.instances')}
      pages={operationsPages(t, ability)}
      pagesLabel={t('operations.pages')}
      actions={firstPage !== undefined && <ListTotal shown={rows.length} page={firstPage} />}
      toolbar={<InstanceFilters />}
    >
      {instances.isPending && <ListSkeleton rows={8} />}
      {instances.isError && (
        <ErrorState error={instances.error} onRetry={() => void instances.refetch()} />
      )}
      {instances.isSuccess && rows.length === 0 && (
        <EmptyState title={t('operations.emptyTitle')} text={t('operations.emptyText')} />
      )}
      {rows.length > 0 && <InstanceTable rows={rows} />}
      {instances.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={instances.isFetchingNextPage}
          onClick={() => void instances.fetchNextPage()}
        >
          {t('actions.more')}
        </Button>
      )}
    </AreaPage>
  );
}
