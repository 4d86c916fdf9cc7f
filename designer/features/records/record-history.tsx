import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type {
  RecordDetail,
  RecordTypeDescription,
  RecordVersion,
} from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { formatMoment, formatMomentWithZone } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useSession } from '../../session/session-context.js';
import { formatField } from './format-field.js';
import classes from './record.module.css';
import { pathLabel } from './record-values.js';

interface RecordHistoryProps {
  readonly record: RecordDetail;
  readonly type: RecordTypeDescription;
}

/** Every version, newest first, with what it has changed. */
export function RecordHistory({ record, type }: RecordHistoryProps) {
  const api = useApi();
  const { recordKey, version } = record;
  const history = useQuery({
    queryKey: ['record', recordKey, 'history', version],
    queryFn: () => api.call('getRecordHistory', { params: { recordKey }, query: { limit: 200 } }),
  });
  if (history.isPending) return <ListSkeleton rows={4} />;
  if (history.isError)
    return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  return (
    <ol className={classes['versions']}>
      {history.data.items.map((item) => (
        <li key={item.version}>
          <VersionLine item={item} />
          {item.changes.length > 0 && <Changes item={item} type={type} />}
        </li>
      ))}
    </ol>
  );
}

function VersionLine({ item }: { readonly item: RecordVersion }) {
  const { t } = useTranslation();
  const { person } = useSession().session;
  const { source } = item;
  return (
    <div className={classes['line']}>
      <strong>{t('records.version', { version: item.version })}</strong>
      <time dateTime={item.at} title={formatMomentWithZone(item.at, person)}>
        {formatMoment(item.at, person)}
      </time>
      <span>
        {item.by} · {t(`records.change.${item.change}`)}
      </span>
      {source?.processInstanceKey !== undefined && (
        <LinkAnchor
          underline="always"
          to="/operations/instances/$processInstanceKey"
          params={{ processInstanceKey: source.processInstanceKey }}
        >
          {t('records.through', {
            key: source.businessKey ?? source.processInstanceKey,
            element: source.elementId ?? '',
          })}
        </LinkAnchor>
      )}
      {item.reason !== undefined && <Text c="dimmed">{item.reason}</Text>}
    </div>
  );
}

function Changes({
  item,
  type,
}: {
  readonly item: RecordVersion;
  readonly type: RecordTypeDescription;
}) {
  const { t } = useTranslation();
  const { person } = useSession().session;
  const parts = {
    status: t('records.parts.status'),
    links: t('records.parts.links'),
    attachments: t('records.parts.attachments'),
  };
  const format = (path: string, value: unknown): string => {
    if (path === 'status') return type.states.find(({ id }) => id === value)?.name ?? String(value);
    const field = type.schema.properties[path.replace('fields.', '')];
    return formatField(field, value, person, t);
  };
  return (
    <table
      className={classes['changes']}
      aria-label={t('records.changes', { version: item.version })}
    >
      <thead>
        <tr>
          <th scope="col">{t('records.field')}</th>
          <th scope="col">{t('records.before')}</th>
          <th scope="col">{t('records.after')}</th>
        </tr>
      </thead>
      <tbody>
        {item.changes.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">{pathLabel(type, path, parts)}</th>
            <td>{before === undefined ? '' : format(path, before)}</td>
            <td>{after === undefined ? '' : format(path, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
