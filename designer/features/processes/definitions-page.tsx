import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCornerDownRight, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { createColumns } from '../../components/data-table.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { NoRightState } from '../../components/page-states.js';
import { StateBadge } from '../../components/state-badge.js';
import { TablePage } from '../../components/table-page.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan, useSession } from '../../session/session-context.js';
import type { DefinitionKind } from './definitions-search.js';
import { orderByFamily, type FamilyMember } from './family-order.js';
import { processesPages } from './processes-pages.js';

const route = getRouteApi('/processes');
const columns = createColumns<FamilyMember>();

function useColumns() {
  const { t } = useTranslation();
  const { session } = useSession();
  return useMemo(
    () =>
      columns.columns([
        columns.display({
          id: 'name',
          header: t('processes.columns.name'),
          cell: ({ row: { original } }) => (
            <span
              style={{
                display: 'inline-flex',
                alignItems: 'center',
                gap: 6,
                paddingLeft: original.depth * 16,
              }}
            >
              {original.depth === 1 && <IconCornerDownRight size={14} aria-hidden />}
              <LinkAnchor
                to="/processes/$processDefinitionKey"
                params={{ processDefinitionKey: original.definition.processDefinitionKey }}
              >
                {original.definition.name}
              </LinkAnchor>
            </span>
          ),
        }),
        columns.accessor(({ definition }) => t('version', { version: definition.version }), {
          id: 'version',
          header: t('processes.columns.version'),
        }),
        columns.accessor(({ definition }) => describeScope(definition.scope, t), {
          id: 'scope',
          header: t('processes.columns.scope'),
        }),
        columns.display({
          id: 'differences',
          header: t('processes.columns.differences'),
          cell: ({ row: { original } }) =>
            original.definition.isTailored ? (
              <StateBadge
                kind="differs"
                label={`${original.definition.differenceCount} · ${t('basedOn', { version: original.definition.basedOn?.version ?? '?' })}`}
              />
            ) : (
              t('standard')
            ),
        }),
        columns.accessor(({ definition }) => definition.activeInstances ?? 0, {
          id: 'running',
          header: t('processes.columns.running'),
        }),
        columns.accessor(({ definition }) => formatMoment(definition.deployedAt, session.person), {
          id: 'deployedAt',
          header: t('processes.columns.deployedAt'),
        }),
        columns.accessor(({ definition }) => definition.deployedBy, {
          id: 'deployedBy',
          header: t('processes.columns.deployedBy'),
        }),
      ]),
    [session.person, t],
  );
}

function DefinitionFilters() {
  const { t } = useTranslation();
  const { kind, text } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(text ?? '');
  const applyText = useDebouncedCallback(
    (value: string) =>
      void navigate({
        search: (previous) => ({ ...previous, text: value === '' ? undefined : value }),
        replace: true,
      }),
    250,
  );
  return (
    <>
      <TextInput
        type="search"
        w={260}
        aria-label={t('processes.search')}
        placeholder={t('processes.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          applyText(event.currentTarget.value);
        }}
      />
      <SegmentedControl
        aria-label={t('processes.kindLabel')}
        value={kind ?? 'all'}
        data={(['all', 'standard', 'tailored'] as const).map((value) => ({
          value,
          label: t(`processes.kinds.${value}`),
        }))}
        onChange={(value) => {
          const chosen: DefinitionKind | undefined =
            value === 'standard' || value === 'tailored' ? value : undefined;
          void navigate({ search: (previous) => ({ ...previous, kind: chosen }), replace: true });
        }}
      />
    </>
  );
}

export function DefinitionsPage() {
  const { t } = useTranslation();
  const api = useApi();
  const { kind, text } = route.useSearch();
  const canRead = useCan('read', 'Draft');
  const definition = useColumns();
  useBreadcrumb([{ label: t('frame.processes'), link: { to: '/processes' } }]);
  const list = useQuery({
    queryKey: ['definitions', 'family', kind ?? '', text ?? ''],
    queryFn: () =>
      api.call('searchProcessDefinitions', {
        body: {
          filter: {
            isLatest: true,
            ...(kind === undefined ? {} : { isTailored: kind === 'tailored' }),
            ...(text === undefined ? {} : { text }),
          },
          page: { limit: 500 },
        },
      }),
    enabled: canRead,
  });
  const rows = useMemo(() => orderByFamily(list.data?.items ?? []), [list.data]);
  if (!canRead) return <NoRightState />;
  return (
    <TablePage
      title={t('processes.title')}
      pages={processesPages(t)}
      pagesLabel={t('processes.pages')}
      toolbar={<DefinitionFilters />}
      list={list}
      rows={rows}
      columns={definition}
      getRowId={(row) => row.definition.processDefinitionKey}
      emptyTitle={t('processes.emptyTitle')}
      emptyText={t('processes.emptyText')}
    />
  );
}
