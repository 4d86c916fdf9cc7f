import { Button, Modal, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { AreaPage } from '../../components/area-page.js';
import { createColumns, DataTable } from '../../components/data-table.js';
import { formatMomentWithZone } from '../../components/format-time.js';
import { formatValue } from '../../components/format-value.js';
import { ListTotal } from '../../components/list-total.js';
import {
  EmptyState,
  ErrorState,
  ListSkeleton,
  NoRightState,
} from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan, useSession } from '../../session/session-context.js';
import { administrationPages } from './administration-pages.js';

const route = getRouteApi('/administration/audit');
const PAGE_SIZE = 100;
const columns = createColumns<AuditEntry>();

function useAudit(isAllowed: boolean) {
  const api = useApi();
  const filter = route.useSearch();
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) =>
      api.call('searchAuditLogs', {
        body: {
          filter,
          sort: [{ field: 'at', order: 'desc' }],
          page: { from: pageParam, limit: PAGE_SIZE },
        },
      }),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, from) =>
      last.items.length < PAGE_SIZE ? undefined : from + PAGE_SIZE,
    enabled: isAllowed,
  });
}

function useColumns(onShow: (entry: AuditEntry) => void) {
  const { t } = useTranslation();
  const { session } = useSession();
  return useMemo(
    () =>
      columns.columns([
        columns.accessor((row) => formatMomentWithZone(row.at, session.person), {
          id: 'at',
          header: t('administration.columns.at'),
        }),
        columns.accessor('actor', { header: t('administration.columns.actor') }),
        columns.accessor('action', { header: t('administration.columns.action') }),
        columns.accessor((row) => `${row.subjectType} ${row.subjectKey}`, {
          id: 'subject',
          header: t('administration.columns.subject'),
        }),
        columns.display({
          id: 'change',
          header: t('administration.columns.change'),
          cell: ({ row: { original } }) =>
            original.before === undefined && original.after === undefined ? null : (
              <Button size="compact-xs" variant="default" onClick={() => onShow(original)}>
                {t('administration.showChange')}
              </Button>
            ),
        }),
      ]),
    [onShow, session.person, t],
  );
}

function AuditFilters() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [actor, setActor] = useState(search.actor ?? '');
  const [subjectKey, setSubjectKey] = useState(search.subjectKey ?? '');
  const apply = useDebouncedCallback((next: { actor: string; subjectKey: string }) => {
    const filled = Object.entries(next).filter(([, value]) => value !== '');
    void navigate({ search: Object.fromEntries(filled), replace: true });
  }, 250);
  return (
    <>
      <TextInput
        aria-label={t('administration.actorFilter')}
        placeholder={t('administration.actorFilter')}
        value={actor}
        onChange={(event) => {
          setActor(event.currentTarget.value);
          apply({ actor: event.currentTarget.value, subjectKey });
        }}
      />
      <TextInput
        aria-label={t('administration.subjectFilter')}
        placeholder={t('administration.subjectFilter')}
        value={subjectKey}
        onChange={(event) => {
          setSubjectKey(event.currentTarget.value);
          apply({ actor, subjectKey: event.currentTarget.value });
        }}
      />
    </>
  );
}

function ChangeDialog({
  entry,
  onClose,
}: {
  readonly entry: AuditEntry;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={entry.action}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {(['before', 'after'] as const).map((side) => (
        <div key={side}>
          <Text fw={600}>{t(`administration.${side}`)}</Text>
          <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {formatValue(entry[side])}
          </pre>
        </div>
      ))}
    </Modal>
  );
}

export function AuditPage() {
  const { t } = useTranslation();
  const canRead = useCan('read', 'AuditLog');
  const audit = useAudit(canRead);
  const [shown, setShown] = useState<AuditEntry>();
  const definition = useColumns(setShown);
  useBreadcrumb([
    { label: t('frame.administration'), link: { to: '/administration' } },
    { label: t('administration.audit') },
  ]);
  if (!canRead) return <NoRightState />;
  const rows = audit.data?.pages.flatMap(({ items }) => items) ?? [];
  const page = audit.data?.pages[0]?.page;
  return (
    <AreaPage
      title={t('administration.audit')}
      pages={administrationPages(t)}
      pagesLabel={t('administration.pages')}
      actions={page !== undefined && <ListTotal shown={rows.length} page={page} />}
      toolbar={<AuditFilters />}
    >
      {audit.isPending && <ListSkeleton rows={8} />}
      {audit.isError && <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isSuccess && rows.length === 0 && (
        <EmptyState
          title={t('administration.auditEmpty')}
          text={t('administration.auditEmptyText')}
        />
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('administration.audit')}
          columns={definition}
          rows={rows}
          getRowId={(row) => row.auditLogKey}
        />
      )}
      {audit.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          onClick={() => void audit.fetchNextPage()}
          loading={audit.isFetchingNextPage}
        >
          {t('actions.more')}
        </Button>
      )}
      {shown !== undefined && <ChangeDialog entry={shown} onClose={() => setShown(undefined)} />}
    </AreaPage>
  );
}
