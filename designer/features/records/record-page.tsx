import { Button, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail, RecordTypeDescription } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatMoment } from '../../components/format-time.js';
import { ErrorState, PageSkeleton } from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useSession } from '../../session/session-context.js';
import { formatField } from './format-field.js';
import { RecordAttachments } from './record-attachments.js';
import { RecordForm } from './record-form.js';
import { RecordHistory } from './record-history.js';
import { RecordLinks } from './record-links.js';
import { RecordStatus } from './record-table.js';
import { filledFields } from './record-values.js';
import { recordTabs } from './records-search.js';
import classes from './record.module.css';
import { TransitionDialog } from './transition-dialog.js';
import { useRecordChanges, type Changes } from './use-record-changes.js';
import { useRecordTypes } from './use-record-types.js';

const route = getRouteApi('/records/$recordKey');

interface PartProps {
  readonly record: RecordDetail;
  readonly type: RecordTypeDescription;
}

export function RecordPage() {
  const { t } = useTranslation();
  const api = useApi();
  const types = useRecordTypes();
  const { recordKey } = route.useParams();
  const record = useQuery({
    queryKey: ['record', recordKey],
    queryFn: () => api.call('getRecord', { params: { recordKey } }),
  });
  const { data } = record;
  const type = types.find(({ recordTypeId }) => recordTypeId === data?.recordTypeId);
  useBreadcrumb([
    { label: t('frame.operations') },
    { label: t('records.title'), link: { to: '/records' } },
    ...(type === undefined
      ? []
      : [
          {
            label: type.plural,
            link: { to: '/records', search: { type: type.recordTypeId } } as const,
          },
        ]),
    { label: recordKey },
  ]);
  if (record.isError && data === undefined)
    return <ErrorState error={record.error} onRetry={() => void record.refetch()} />;
  if (data === undefined || type === undefined) return <PageSkeleton />;
  return (
    <div className={classes['page']}>
      <RecordHeader record={data} type={type} />
      <RecordTabs record={data} type={type} />
    </div>
  );
}

function RecordHeader({ record, type }: PartProps) {
  const { t } = useTranslation();
  const { person } = useSession().session;
  const [chosen, setChosen] = useState<string>();
  const transition = record.transitions.find(({ id }) => id === chosen);
  const { dueAt, retainUntil } = record;
  const changed = {
    name: record.updatedBy,
    time: formatMoment(record.updatedAt, person),
    version: record.version,
  };
  return (
    <header className={classes['head']}>
      <h1 className={classes['title']}>
        {record.recordKey} · {record.title}
      </h1>
      <RecordStatus record={record} />
      <div className={classes['actions']} role="group" aria-label={t('records.transitions')}>
        {record.transitions.map(({ id, name }) => (
          <Button key={id} size="xs" variant="default" onClick={() => setChosen(id)}>
            {name}
          </Button>
        ))}
      </div>
      <div className={classes['facts']}>
        <span>{type.name}</span>
        <span>{describeScope(record.scope, t)}</span>
        {dueAt !== undefined && (
          <span>{t('records.due', { time: formatMoment(dueAt, person) })}</span>
        )}
        <span>{t('records.changedBy', changed)}</span>
        {retainUntil !== undefined && (
          <span>{t('records.retained', { time: formatMoment(retainUntil, person) })}</span>
        )}
      </div>
      {transition !== undefined && (
        <TransitionDialog
          record={record}
          type={type}
          transition={transition}
          onClose={() => setChosen(undefined)}
        />
      )}
    </header>
  );
}

function RecordTabs({ record, type }: PartProps) {
  const { t } = useTranslation();
  const { tab = 'fields' } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (value: string | null): void =>
    void navigate({
      search: { tab: recordTabs.find((known) => known === value) ?? 'fields' },
      replace: true,
    });
  return (
    <Tabs value={tab} onChange={choose} keepMounted={false} className={classes['tabs'] ?? ''}>
      <Tabs.List aria-label={t('records.tabsLabel')}>
        {recordTabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`records.tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="fields" className={classes['panel'] ?? ''} tabIndex={0}>
        <RecordFields record={record} type={type} />
      </Tabs.Panel>
      <Tabs.Panel value="links" className={classes['panel'] ?? ''} tabIndex={0}>
        <RecordLinks record={record} type={type} />
      </Tabs.Panel>
      <Tabs.Panel value="attachments" className={classes['panel'] ?? ''} tabIndex={0}>
        <RecordAttachments record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes['panel'] ?? ''} tabIndex={0}>
        <RecordHistory record={record} type={type} />
      </Tabs.Panel>
    </Tabs>
  );
}

function RecordFields({ record, type }: PartProps) {
  const { t } = useTranslation();
  const { person } = useSession().session;
  const [isEditing, setIsEditing] = useState(false);
  const { save, readAgain } = useRecordChanges(record, () => setIsEditing(false));
  if (isEditing) {
    return (
      <RecordForm
        type={type}
        initial={record.fields}
        submitLabel={t('actions.save')}
        isBusy={save.isPending}
        error={save.error}
        onStale={() => {
          save.reset();
          void readAgain();
        }}
        onSubmit={(changes) => save.mutate(changes as Changes)}
        onCancel={() => setIsEditing(false)}
      />
    );
  }
  const filled = filledFields(type, record.fields);
  return (
    <>
      {filled.length === 0 && <Text c="dimmed">{t('records.noFields')}</Text>}
      <dl className={classes['fields']}>
        {filled.map(([name, field, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{field.title}</dt>
            <dd>{formatField(field, value, person, t)}</dd>
          </div>
        ))}
      </dl>
      {record.can.change && (
        <Button size="xs" mt="md" variant="default" onClick={() => setIsEditing(true)}>
          {t('records.edit')}
        </Button>
      )}
    </>
  );
}
