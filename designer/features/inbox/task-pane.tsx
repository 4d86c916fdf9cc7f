import { Alert, Anchor, Tabs } from '@mantine/core';
import { IconArrowLeft, IconFlag3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserTaskDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { formatMoment } from '../../components/format-time.js';
import { EmptyState, ErrorState, ListSkeleton } from '../../components/page-states.js';
import { StateBadge } from '../../components/state-badge.js';
import { useNow } from '../../components/use-now.js';
import { DueBadge } from './due-badge.js';
import { taskTabs, type TaskTab } from './inbox-search.js';
import { TaskHistory } from './task-history.js';
import { useSession } from '../../session/session-context.js';
import { TaskWork } from './task-work.js';
import classes from './inbox.module.css';

// The diagram is loaded by who looks at it.
const TaskContext = lazy(async () => ({
  default: (await import('./task-context.js')).TaskContext,
}));

const TaskComments = lazy(async () => ({
  default: (await import('./task-comments.js')).TaskComments,
}));

function useAssignmentText(task: UserTaskDetail): string {
  const { t } = useTranslation();
  const { session } = useSession();
  const { assigneeName, assignee, candidateGroups, candidateUsers, candidateRoles } = task;
  if (assignee !== undefined) return t('inbox.claimedBy', { name: assigneeName ?? assignee });
  const roleNames = candidateRoles.map((role) => session.roleNames[role] ?? role);
  const names = [...candidateGroups, ...roleNames, ...candidateUsers];
  return names.length === 0
    ? t('inbox.unclaimed')
    : t('inbox.offeredTo', { names: names.join(', ') });
}

/** What people have made of the task: escalated, delegated, put off. */
function TaskFlags({ task }: { readonly task: UserTaskDetail }) {
  const { t } = useTranslation();
  const { session } = useSession();
  return (
    <>
      {task.isEscalated && (
        <span>
          <IconFlag3 size={14} aria-hidden className={classes['flag']} />
          {t('inbox.escalated')}
        </span>
      )}
      {task.delegatedBy !== undefined && (
        <span>{t('inbox.delegatedBy', { name: task.delegatedBy })}</span>
      )}
      {task.deferredUntil !== undefined && (
        <span>
          {t('inbox.putOffUntil', {
            time: formatMoment(task.deferredUntil, session.person),
          })}
        </span>
      )}
    </>
  );
}

function TaskHead({ task }: { readonly task: UserTaskDetail }) {
  const { t } = useTranslation();
  const now = useNow();
  const assignment = useAssignmentText(task);
  return (
    <header className={classes['paneHead']}>
      <Link
        from="/inbox"
        to="/inbox"
        search={(previous) => ({ ...previous, task: undefined })}
        className={classes['backLink']}
      >
        <IconArrowLeft size={16} aria-hidden /> {t('inbox.back')}
      </Link>
      <div className={classes['paneTitleRow']}>
        <h2 className={classes['paneTitle']}>{task.name}</h2>
        {task.isSuspended && <StateBadge kind="paused" label={t('states.suspended')} />}
        <DueBadge task={task} now={now} />
      </div>
      <div className={classes['paneFacts']}>
        <span>{task.businessKey}</span>
        <span>{task.processInstanceName ?? task.processDefinitionName}</span>
        {task.serviceId !== undefined && <span>{t('scopes.service', { id: task.serviceId })}</span>}
        <span>{assignment}</span>
        <TaskFlags task={task} />
        {task.temporalUiUrl !== undefined && (
          <Anchor href={task.temporalUiUrl} target="_blank" rel="noreferrer" fz="inherit">
            {t('operations.openTemporal')}
          </Anchor>
        )}
      </div>
    </header>
  );
}

interface TaskPaneProps {
  readonly userTaskKey: string | undefined;
  readonly tab: TaskTab;
  readonly onCompleted: () => void;
}

export function TaskPane({ userTaskKey, tab, onCompleted }: TaskPaneProps) {
  const { t } = useTranslation();
  const api = useApi();
  const navigate = useNavigate({ from: '/inbox' });
  const task = useQuery({
    queryKey: ['task', userTaskKey],
    queryFn: () => api.call('getUserTask', { params: { userTaskKey: userTaskKey ?? '' } }),
    enabled: userTaskKey !== undefined,
  });
  if (userTaskKey === undefined) {
    return (
      <section className={classes['pane']} aria-label={t('inbox.choose')}>
        <EmptyState title={t('inbox.choose')} text={t('inbox.chooseText')} />
      </section>
    );
  }
  if (task.isPending)
    return (
      <section className={classes['pane']} aria-busy="true">
        <ListSkeleton rows={6} />
      </section>
    );
  if (task.data === undefined) {
    return (
      <section className={classes['pane']}>
        <ErrorState error={task.error} onRetry={() => void task.refetch()} />
      </section>
    );
  }
  const chooseTab = (value: string | null): void => {
    const chosen = taskTabs.find((known) => known === value) ?? 'form';
    void navigate({
      to: '/inbox',
      search: (previous) => ({ ...previous, tab: chosen }),
      replace: true,
    });
  };
  return (
    <section className={classes['pane']} aria-label={task.data.name}>
      <TaskHead task={task.data} />
      {task.isError && <Alert color="yellow">{t('errors.offline')}</Alert>}
      <Tabs value={tab} onChange={chooseTab} keepMounted className={classes['tabs'] ?? ''}>
        <Tabs.List px="md">
          {taskTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`inbox.tabs.${name}`)}
              {name === 'comments' && task.data.commentCount > 0 && ` (${task.data.commentCount})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="form" className={classes['tabPanel'] ?? ''}>
          <TaskWork key={userTaskKey} task={task.data} onCompleted={onCompleted} />
        </Tabs.Panel>
        <Tabs.Panel value="context" className={classes['paneBody'] ?? ''} tabIndex={0}>
          {tab === 'context' && (
            <Suspense fallback={<ListSkeleton />}>
              <TaskContext task={task.data} />
            </Suspense>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="comments" className={classes['paneBody'] ?? ''} tabIndex={0}>
          {tab === 'comments' && (
            <Suspense fallback={<ListSkeleton />}>
              <TaskComments task={task.data} />
            </Suspense>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes['paneBody'] ?? ''} tabIndex={0}>
          {tab === 'history' && <TaskHistory task={task.data} />}
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
