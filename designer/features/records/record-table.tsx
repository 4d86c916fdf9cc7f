import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordHead, RecordTypeDescription } from '../../../server/contract/index.js';
import { createColumns, DataTable } from '../../components/data-table.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { StateBadge } from '../../components/state-badge.js';
import { useSession } from '../../session/session-context.js';
import { formatField } from './format-field.js';

const columns = createColumns<RecordHead>();

interface RecordTableProps {
  readonly rows: RecordHead[];
  readonly types: readonly RecordTypeDescription[];
  /** Of all rows, if they are of one type: its summary is shown. */
  readonly type: RecordTypeDescription | undefined;
}

export function RecordStatus({ record }: { readonly record: RecordHead }) {
  return (
    <StateBadge kind={record.isClosed ? 'onTrack' : 'information'} label={record.statusName} />
  );
}

export function RecordTable({ rows, types, type }: RecordTableProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { person } = session;
  const definition = useMemo(
    () =>
      columns.columns([
        columns.display({
          id: 'key',
          header: t('records.columns.key'),
          cell: ({ row: { original } }) => (
            <LinkAnchor
              to="/records/$recordKey"
              params={{ recordKey: original.recordKey }}
              style={{ whiteSpace: 'nowrap' }}
            >
              {original.recordKey}
            </LinkAnchor>
          ),
        }),
        columns.accessor('title', { header: t('records.columns.title') }),
        columns.display({
          id: 'status',
          header: t('records.columns.status'),
          cell: ({ row: { original } }) => <RecordStatus record={original} />,
        }),
        ...(type === undefined
          ? [
              columns.accessor(
                (row) => types.find((one) => one.recordTypeId === row.recordTypeId)?.name ?? '',
                { id: 'type', header: t('records.columns.type') },
              ),
            ]
          : type.summaryFields.map((name) =>
              columns.accessor(
                (row) => formatField(type.schema.properties[name], row.fields[name], person, t),
                { id: name, header: type.schema.properties[name]?.title ?? name },
              ),
            )),
        columns.accessor((row) => describeScope(row.scope, t), {
          id: 'scope',
          header: t('records.columns.scope'),
        }),
        columns.accessor((row) => formatMoment(row.updatedAt, person), {
          id: 'updated',
          header: t('records.columns.updated'),
        }),
      ]),
    [person, t, type, types],
  );
  return (
    <DataTable
      label={t('records.title')}
      columns={definition}
      rows={rows}
      getRowId={(row) => row.recordKey}
    />
  );
}
