import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { createColumns } from '../../components/data-table.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { ListTotal } from '../../components/list-total.js';
import { NoRightState } from '../../components/page-states.js';
import { TablePage } from '../../components/table-page.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan, useSession } from '../../session/session-context.js';
import { operationsPages } from '../../frame/operations-pages.js';

const columns = createColumns<ProcessDefinition>();

function useColumns() {
  const { t } = useTranslation();
  const { session } = useSession();
  return useMemo(
    () =>
      columns.columns([
        columns.display({
          id: 'name',
          header: t('operations.columns.process'),
          cell: ({ row: { original } }) => (
            <LinkAnchor
              to="/processes/$processDefinitionKey"
              params={{ processDefinitionKey: original.processDefinitionKey }}
            >
              {original.name}
            </LinkAnchor>
          ),
        }),
        columns.accessor((row) => t('version', { version: row.version }), {
          id: 'version',
          header: t('operations.columns.version'),
        }),
        columns.accessor((row) => (row.isLatest ? t('processes.definition.latest') : ''), {
          id: 'state',
          header: t('operations.columns.state'),
        }),
        columns.accessor((row) => describeScope(row.scope, t), {
          id: 'scope',
          header: t('operations.columns.scope'),
        }),
        columns.accessor(
          (row) =>
            row.basedOn === undefined
              ? t('standard')
              : t('basedOn', { version: row.basedOn.version }),
          { id: 'basedOn', header: t('standard') },
        ),
        columns.accessor((row) => row.activeInstances ?? 0, {
          id: 'running',
          header: t('operations.columns.running'),
        }),
        columns.accessor((row) => formatMoment(row.deployedAt, session.person), {
          id: 'deployedAt',
          header: t('operations.columns.deployedAt'),
        }),
        columns.accessor('deployedBy', { header: t('operations.columns.startedBy') }),
      ]),
    [session.person, t],
  );
}

/** Every deployed version and where it applies. */
export function DeployedPage() {
  const { t } = useTranslation();
  const api = useApi();
  const canRead = useCan('read', 'Incident');
  const { ability } = useSession();
  const definition = useColumns();
  useBreadcrumb([
    { label: t('frame.operations'), link: { to: '/operations' } },
    { label: t('operations.definitions') },
  ]);
  const list = useQuery({
    queryKey: ['definitions', 'all'],
    queryFn: () =>
      api.call('searchProcessDefinitions', {
        body: { sort: [{ field: 'deployedAt', order: 'desc' }], page: { limit: 500 } },
      }),
    enabled: canRead,
  });
  if (!canRead) return <NoRightState />;
  return (
    <TablePage
      title={t('operations.definitions')}
      pages={operationsPages(t, ability)}
      pagesLabel={t('operations.pages')}
      actions={
        list.data !== undefined && (
          <ListTotal shown={list.data.items.length} page={list.data.page} />
        )
      }
      list={list}
      rows={list.data?.items ?? []}
      columns={definition}
      getRowId={(row) => row.processDefinitionKey}
      emptyTitle={t('processes.emptyTitle')}
      emptyText={t('processes.emptyText')}
    />
  );
}
