import { Alert, Autocomplete, Button, Group, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  RecordDetail,
  RecordLinkView,
  RecordTypeDescription,
} from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { LinkAnchor } from '../../components/links.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import classes from './record.module.css';
import { useRecordParts } from './use-record-changes.js';

interface RecordLinksProps {
  readonly record: RecordDetail;
  readonly type: RecordTypeDescription;
}

export function RecordLinks({ record, type }: RecordLinksProps) {
  const { t } = useTranslation();
  const api = useApi();
  const { recordKey, can } = record;
  const links = useQuery({
    queryKey: ['record', recordKey, 'links', record.version],
    queryFn: () => api.call('listRecordLinks', { params: { recordKey } }),
  });
  const { unlink } = useRecordParts(record, () => undefined);
  if (links.isPending) return <ListSkeleton rows={3} />;
  if (links.isError) return <ErrorState error={links.error} onRetry={() => void links.refetch()} />;
  const { items } = links.data;
  return (
    <>
      {items.length === 0 && <Text c="dimmed">{t('records.noLinks')}</Text>}
      <ul className={classes['lines']}>
        {items.map((link) => (
          <li key={link.linkKey} className={classes['line']}>
            <span className={classes['label']}>{link.label}</span>
            <LinkEnd link={link} />
            {can.change && link.direction === 'out' && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => unlink.mutate(link.linkKey)}
              >
                {t('records.unlink', { key: endKey(link) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {can.change && <NewLink record={record} type={type} />}
    </>
  );
}

const endKey = ({ record, instance }: RecordLinkView): string =>
  record?.recordKey ?? instance?.businessKey ?? '';

function LinkEnd({ link: { record, instance } }: { readonly link: RecordLinkView }) {
  if (record !== undefined) {
    return (
      <span>
        <LinkAnchor
          underline="always"
          to="/records/$recordKey"
          params={{ recordKey: record.recordKey }}
        >
          {record.recordKey}
        </LinkAnchor>{' '}
        {record.title} · {record.statusName}
      </span>
    );
  }
  if (instance === undefined) return null;
  const { processInstanceKey, businessKey, processDefinitionName } = instance;
  return (
    <span>
      <LinkAnchor
        underline="always"
        to="/operations/instances/$processInstanceKey"
        params={{ processInstanceKey }}
      >
        {businessKey}
      </LinkAnchor>{' '}
      {processDefinitionName}
    </span>
  );
}

function NewLink({ record, type }: RecordLinksProps) {
  const { t } = useTranslation();
  const api = useApi();
  const [relation, setRelation] = useState<string | null>(null);
  const [target, setTarget] = useState('');
  const [text] = useDebouncedValue(target, 250);
  const { link } = useRecordParts(record, () => setTarget(''));
  const to = type.relations.find(({ id }) => id === relation)?.to ?? [];
  const found = useQuery({
    queryKey: ['records', 'targets', text],
    queryFn: () => api.call('searchRecords', { body: { filter: { text }, page: { limit: 20 } } }),
    enabled: text !== '' && relation !== null,
  });
  const fitting = (found.data?.items ?? []).filter(
    ({ recordTypeId }) => to.length === 0 || to.includes(recordTypeId),
  );
  const key = target.split(' ')[0] ?? '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (relation !== null && key !== '') link.mutate({ relation, target: key });
      }}
    >
      {link.isError && (
        <Alert color="red" role="alert" mb="sm">
          {describeError(link.error, t)}
        </Alert>
      )}
      <Group align="end" mt="sm">
        <Select
          label={t('records.relation')}
          data={type.relations.map(({ id, name }) => ({ value: id, label: name }))}
          value={relation}
          onChange={setRelation}
        />
        <Autocomplete
          w={320}
          label={t('records.target')}
          placeholder={t('records.targetHint')}
          filter={({ options }) => options}
          data={fitting.map(({ recordKey, title }) => `${recordKey} ${title}`)}
          value={target}
          onChange={setTarget}
        />
        <Button type="submit" disabled={relation === null || key === ''} loading={link.isPending}>
          {t('records.link')}
        </Button>
      </Group>
    </form>
  );
}
