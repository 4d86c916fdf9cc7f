import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { createColumns, DataTable } from '../../components/data-table.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { InstanceStateBadge, StateBadge } from '../../components/state-badge.js';
import { useSession } from '../../session/session-context.js';

const columns = createColumns<ProcessInstance>();

function InstanceState({ instance }: { readonly instance: ProcessInstance }) {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'inline-flex', gap: 10 }}>
      <InstanceStateBadge state={instance.state} isSuspended={instance.isSuspended} />
      {instance.hasIncident && <StateBadge kind="incident" label={t('states.incident')} />}
      {instance.state === 'active' && instance.risk !== 'none' && (
        <StateBadge kind={instance.risk} label={t(`states.${instance.risk}`)} />
      )}
    </span>
  );
}

export function InstanceTable({ rows }: { readonly rows: ProcessInstance[] }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const definition = useMemo(
    () =>
      columns.columns([
        columns.display({
          id: 'businessKey',
          header: t('operations.columns.businessKey'),
          cell: ({ row: { original } }) => (
            <LinkAnchor
              to="/operations/instances/$processInstanceKey"
              params={{ processInstanceKey: original.processInstanceKey }}
              style={{ whiteSpace: 'nowrap' }}
            >
              {original.businessKey}
            </LinkAnchor>
          ),
        }),
        columns.accessor((row) => row.name ?? '', {
          id: 'name',
          header: t('operations.columns.name'),
        }),
        columns.accessor(
          (row) =>
            `${row.processDefinitionName} ${t('version', { version: row.processDefinitionVersion })}`,
          { id: 'process', header: t('operations.columns.process') },
        ),
        columns.display({
          id: 'state',
          header: t('operations.columns.state'),
          cell: ({ row: { original } }) => <InstanceState instance={original} />,
        }),
        columns.accessor((row) => row.activeElements.map(({ name }) => name).join(', '), {
          id: 'where',
          header: t('operations.columns.where'),
        }),
        columns.accessor((row) => describeScope(row.scope, t), {
          id: 'scope',
          header: t('operations.columns.service'),
        }),
        columns.accessor((row) => formatMoment(row.startedAt, session.person), {
          id: 'startedAt',
          header: t('operations.columns.startedAt'),
        }),
        columns.accessor('startedBy', { header: t('operations.columns.startedBy') }),
      ]),
    [session.person, t],
  );
  return (
    <DataTable
      label={t('operations.instances')}
      columns={definition}
      rows={rows}
      getRowId={(row) => row.processInstanceKey}
    />
  );
}
