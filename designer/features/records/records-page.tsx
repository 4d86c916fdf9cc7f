import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordTypeDescription } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { AreaPage } from '../../components/area-page.js';
import { ListTotal } from '../../components/list-total.js';
import { EmptyState, ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { operationsPages } from '../../frame/operations-pages.js';
import { useSession } from '../../session/session-context.js';
import { NewRecordDialog } from './new-record-dialog.js';
import { RecordTable } from './record-table.js';
import { recordSorts, type RecordsSearch } from './records-search.js';
import { useRecordTypes } from './use-record-types.js';

const route = getRouteApi('/records');
const PAGE_SIZE = 100;

function useRecords(search: RecordsSearch) {
  const api = useApi();
  const { username } = useSession().session.person;
  const { type, status, text, service, open, mine, sort = 'updatedAt' } = search;
  const filter = {
    ...(type === undefined ? {} : { recordTypeId: type }),
    ...(status === undefined ? {} : { status: [status] }),
    ...(text === undefined ? {} : { text }),
    ...(service === undefined ? {} : { serviceId: service }),
    ...(open === true ? { isClosed: false } : {}),
    ...(mine === true ? { participant: username } : {}),
  };
  const order = sort === 'updatedAt' ? ('desc' as const) : ('asc' as const);
  return useInfiniteQuery({
    queryKey: ['records', filter, sort],
    queryFn: ({ pageParam }) =>
      api.call('searchRecords', {
        body: {
          filter,
          sort: [{ field: sort, order }],
          page: { from: pageParam, limit: PAGE_SIZE },
        },
      }),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, from) =>
      last.items.length < PAGE_SIZE ? undefined : from + PAGE_SIZE,
  });
}

interface FiltersProps {
  readonly types: readonly RecordTypeDescription[];
}

function RecordFilters({ types }: FiltersProps) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(search.text ?? '');
  const change = (part: RecordsSearch): void =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true });
  const applyText = useDebouncedCallback(
    (text: string) => change({ text: text === '' ? undefined : text }),
    250,
  );
  const type = types.find(({ recordTypeId }) => recordTypeId === search.type);
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('actions.clear') } };
  return (
    <>
      <TextInput
        type="search"
        w={170}
        aria-label={t('records.search')}
        placeholder={t('records.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          applyText(event.currentTarget.value);
        }}
      />
      <Select
        {...clear}
        w={170}
        aria-label={t('records.type')}
        placeholder={t('records.anyType')}
        data={types.map(({ recordTypeId, plural }) => ({ value: recordTypeId, label: plural }))}
        value={search.type ?? null}
        onChange={(value) => change({ type: value ?? undefined, status: undefined })}
      />
      <Select
        {...clear}
        w={140}
        aria-label={t('records.status')}
        placeholder={t('records.anyStatus')}
        disabled={type === undefined}
        data={(type?.states ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.status ?? null}
        onChange={(value) => change({ status: value ?? undefined })}
      />
      <ServiceFilter value={search.service} onChange={(service) => change({ service })} />
      <Select
        w={160}
        aria-label={t('records.sort')}
        allowDeselect={false}
        data={recordSorts.map((value) => ({ value, label: t(`records.sorts.${value}`) }))}
        value={search.sort ?? 'updatedAt'}
        onChange={(value) => change({ sort: recordSorts.find((known) => known === value) })}
      />
      <Switch
        label={t('records.mine')}
        checked={search.mine === true}
        onChange={(event) => change({ mine: event.currentTarget.checked ? true : undefined })}
      />
      <Switch
        label={t('records.onlyOpen')}
        checked={search.open === true}
        onChange={(event) => change({ open: event.currentTarget.checked ? true : undefined })}
      />
    </>
  );
}

interface ServiceFilterProps {
  readonly value: string | undefined;
  readonly onChange: (service: string | undefined) => void;
}

function ServiceFilter({ value, onChange }: ServiceFilterProps) {
  const { t } = useTranslation();
  const api = useApi();
  const services = useQuery({
    queryKey: ['services'],
    queryFn: () => api.call('searchServices', { body: { page: { limit: 500 } } }),
    staleTime: 60_000,
  });
  const items = services.data?.items ?? [];
  return (
    <Select
      w={130}
      aria-label={t('records.service')}
      placeholder={t('records.anyService')}
      clearable
      clearButtonProps={{ 'aria-label': t('actions.clear') }}
      data={items.map(({ serviceId, name }) => ({ value: serviceId, label: name }))}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

export function RecordsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { ability } = useSession();
  const types = useRecordTypes();
  const records = useRecords(search);
  const [isCreating, setIsCreating] = useState(false);
  const type = types.find(({ recordTypeId }) => recordTypeId === search.type);
  useBreadcrumb([{ label: t('frame.operations') }, { label: type?.plural ?? t('records.title') }]);
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? [];
  const firstPage = records.data?.pages[0]?.page;
  return (
    <AreaPage
      title={type?.plural ?? t('records.title')}
      pages={operationsPages(t, ability)}
      pagesLabel={t('operations.pages')}
      actions={
        <>
          {firstPage !== undefined && <ListTotal shown={rows.length} page={firstPage} />}
          {types.some(({ can }) => can.create) && (
            <Button
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setIsCreating(true)}
            >
              {t('records.new')}
            </Button>
          )}
        </>
      }
      toolbar={<RecordFilters types={types} />}
    >
      {records.isPending && <ListSkeleton rows={8} />}
      {records.isError && (
        <ErrorState error={records.error} onRetry={() => void records.refetch()} />
      )}
      {records.isSuccess && rows.length === 0 && (
        <EmptyState title={t('records.emptyTitle')} text={t('records.emptyText')} />
      )}
      {rows.length > 0 && <RecordTable rows={rows} types={types} type={type} />}
      {records.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {t('actions.more')}
        </Button>
      )}
      {isCreating && (
        <NewRecordDialog types={types} chosen={type} onClose={() => setIsCreating(false)} />
      )}
    </AreaPage>
  );
}
