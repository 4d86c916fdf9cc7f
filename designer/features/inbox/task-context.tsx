import { Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserTaskDetail } from '../../../server/contract/index.js';
import { useInstanceDiagram } from '../../components/diagram/use-instance-diagram.js';
import { DiagramView } from '../../components/diagram/diagram-view.js';
import { formatValue } from '../../components/format-value.js';
import { LinkAnchor } from '../../components/links.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useCan } from '../../session/session-context.js';
import { readFieldLabels } from './field-labels.js';
import classes from './inbox.module.css';

function TaskDiagram({ task }: { readonly task: UserTaskDetail }) {
  const { t } = useTranslation();
  const { xml, drawn } = useInstanceDiagram(task);
  if (xml.isPending) return <ListSkeleton rows={3} />;
  if (xml.isError) return <ErrorState error={xml.error} onRetry={() => void xml.refetch()} />;
  return (
    <div className={classes['diagram']}>
      <DiagramView
        xml={xml.data.xml}
        label={t('inbox.where')}
        markers={drawn.markers}
        badges={drawn.badges}
        focusElementId={task.elementId}
      />
    </div>
  );
}

/** Where the task stands in its process, and what is known so far. */
export function TaskContext({ task }: { readonly task: UserTaskDetail }) {
  const { t } = useTranslation();
  const canOpenInstance = useCan('read', 'Incident');
  const labels = useMemo(() => readFieldLabels(task.form?.schema.components ?? []), [task.form]);
  const known = Object.entries(task.variables).filter(
    ([, value]) => value !== null && value !== '',
  );
  return (
    <>
      <Title order={3} mb="xs">
        {t('inbox.where')}
      </Title>
      <TaskDiagram task={task} />
      <Title order={3} mt="lg" mb="xs">
        {t('inbox.earlier')}
      </Title>
      {known.length === 0 && <p>{t('inbox.noEarlier')}</p>}
      <dl className={classes['facts']}>
        {known.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{labels.get(name) ?? name}</dt>
            <dd>{formatValue(value)}</dd>
          </div>
        ))}
      </dl>
      {canOpenInstance && (
        <LinkAnchor
          mt="md"
          display="inline-block"
          to="/operations/instances/$processInstanceKey"
          params={{ processInstanceKey: task.processInstanceKey }}
        >
          {t('inbox.openInstance')}
        </LinkAnchor>
      )}
    </>
  );
}
