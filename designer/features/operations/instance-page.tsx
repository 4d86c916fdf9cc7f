import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { DiagramView } from '../../components/diagram/diagram-view.js';
import { useInstanceDiagram } from '../../components/diagram/use-instance-diagram.js';
import { ErrorState, ListSkeleton, PageSkeleton } from '../../components/page-states.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useWatchedInstance } from '../../live/live-provider.js';
import { InstanceActions } from './instance-actions.js';
import { InstanceDecisions } from './instance-decisions.js';
import { InstanceHead } from './instance-head.js';
import { InstanceIncidents } from './instance-incidents.js';
import { InstanceTasks } from './instance-tasks.js';
import { InstanceTimeline } from './instance-timeline.js';
import { InstanceVariables } from './instance-variables.js';
import classes from './instance.module.css';

const route = getRouteApi('/operations/instances/$processInstanceKey');
const tabs = ['timeline', 'variables', 'tasks', 'decisions', 'incidents'] as const;

function InstanceDiagram({ instance }: { readonly instance: ProcessInstance }) {
  const { t } = useTranslation();
  const { xml, drawn } = useInstanceDiagram(instance);
  if (xml.isPending) return <ListSkeleton rows={3} />;
  if (xml.isError) return <ErrorState error={xml.error} onRetry={() => void xml.refetch()} />;
  const label = t('operations.diagram', { name: instance.processDefinitionName });
  return (
    <DiagramView xml={xml.data.xml} label={label} markers={drawn.markers} badges={drawn.badges} />
  );
}

function InstanceTabs({ instance }: { readonly instance: ProcessInstance }) {
  const { t } = useTranslation();
  const { tab = 'timeline' } = route.useSearch();
  const navigate = route.useNavigate();
  const { processInstanceKey } = instance;
  const choose = (value: string | null): void =>
    void navigate({
      search: { tab: tabs.find((known) => known === value) ?? 'timeline' },
      replace: true,
    });
  return (
    <Tabs value={tab} onChange={choose} keepMounted={false} className={classes['tabs'] ?? ''}>
      <Tabs.List aria-label={t('operations.tabsLabel')}>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`operations.tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="timeline" className={classes['panel'] ?? ''} tabIndex={0}>
        <InstanceTimeline processInstanceKey={processInstanceKey} />
      </Tabs.Panel>
      <Tabs.Panel value="variables" className={classes['panel'] ?? ''} tabIndex={0}>
        <InstanceVariables processInstanceKey={processInstanceKey} />
      </Tabs.Panel>
      <Tabs.Panel value="tasks" className={classes['panel'] ?? ''} tabIndex={0}>
        <InstanceTasks processInstanceKey={processInstanceKey} />
      </Tabs.Panel>
      <Tabs.Panel value="decisions" className={classes['panel'] ?? ''} tabIndex={0}>
        <InstanceDecisions processInstanceKey={processInstanceKey} />
      </Tabs.Panel>
      <Tabs.Panel value="incidents" className={classes['panel'] ?? ''} tabIndex={0}>
        <InstanceIncidents processInstanceKey={processInstanceKey} />
      </Tabs.Panel>
    </Tabs>
  );
}

export function InstancePage() {
  const { t } = useTranslation();
  const api = useApi();
  const { processInstanceKey } = route.useParams();
  useWatchedInstance(processInstanceKey);
  const instance = useQuery({
    queryKey: ['instance', processInstanceKey],
    queryFn: () => api.call('getProcessInstance', { params: { processInstanceKey } }),
  });
  useBreadcrumb([
    { label: t('frame.operations'), link: { to: '/operations' } },
    { label: t('operations.instances'), link: { to: '/operations' } },
    ...(instance.data === undefined
      ? []
      : [
          { label: instance.data.businessKey },
          {
            label: `${instance.data.processDefinitionName} ${t('version', { version: instance.data.processDefinitionVersion })}`,
          },
        ]),
  ]);
  if (instance.isPending) return <PageSkeleton />;
  if (instance.data === undefined)
    return <ErrorState error={instance.error} onRetry={() => void instance.refetch()} />;
  const { data } = instance;
  return (
    <div className={classes['page']}>
      <InstanceHead instance={data} actions={<InstanceActions instance={data} />} />
      <div className={classes['diagram']}>
        <InstanceDiagram instance={data} />
      </div>
      <InstanceTabs instance={data} />
    </div>
  );
}
