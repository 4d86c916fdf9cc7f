import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessInstance } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkButton } from '../../components/links.js';
import { EmptyState, ErrorState, ListSkeleton } from '../../components/page-states.js';
import { InstanceStateBadge } from '../../components/state-badge.js';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { useCan, useSession } from '../../session/session-context.js';
import { WithdrawDialog } from './withdraw-dialog.js';
import classes from './start.module.css';

function StartButtons() {
  const { t } = useTranslation();
  const api = useApi();
  const startable = useQuery({
    queryKey: ['startable'],
    queryFn: () => api.call('listStartableProcesses', {}),
    staleTime: 60_000,
  });
  return (startable.data?.items ?? []).map(({ processDefinitionId, name }) => (
    <LinkButton
      key={processDefinitionId}
      to="/start/$processDefinitionId"
      params={{ processDefinitionId }}
    >
      {t('inbox.reports.reportWith', { name })}
    </LinkButton>
  ));
}

interface ReportProps {
  readonly report: ProcessInstance;
  readonly onWithdraw: (() => void) | undefined;
}

function Report({ report, onWithdraw }: ReportProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const now = report.activeElements.map(({ name }) => name).filter((name) => name !== '');
  return (
    <li className={classes['report']}>
      <div className={classes['reportMain']}>
        <Text fw={600}>
          {report.businessKey} · {report.name ?? report.processDefinitionName}
        </Text>
        <Text fz="sm" c="dimmed">
          {formatMoment(report.startedAt, session.person)}
          {report.scope.serviceId !== undefined &&
            ` · ${t('scopes.service', { id: report.scope.serviceId })}`}
          {now.length > 0 && ` · ${t('inbox.reports.waitingFor', { names: now.join(', ') })}`}
          {report.endReason !== undefined && ` · ${report.endReason}`}
        </Text>
      </div>
      <InstanceStateBadge state={report.state} isSuspended={report.isSuspended} />
      {onWithdraw !== undefined && (
        <Button variant="default" size="xs" onClick={onWithdraw}>
          {t('inbox.reports.withdraw')}
        </Button>
      )}
    </li>
  );
}

/** What the person has reported, and how it stands. */
export function ReportsPage() {
  const { t } = useTranslation();
  const api = useApi();
  const canStart = useCan('start', 'ProcessInstance');
  const canWithdraw = useCan('withdraw', 'ProcessInstance');
  const [withdrawing, setWithdrawing] = useState<ProcessInstance>();
  useBreadcrumb([
    { label: t('frame.inbox'), link: { to: '/inbox' } },
    { label: t('inbox.reports.title') },
  ]);
  const reports = useQuery({
    queryKey: ['my-reports'],
    queryFn: () =>
      api.call('searchProcessInstances', {
        body: {
          filter: { mine: true },
          sort: [{ field: 'startedAt', order: 'desc' }],
          page: { limit: 100 },
        },
      }),
  });
  return (
    <div className={classes['page']}>
      <div className={classes['reports']}>
        <Group justify="space-between" mb="md">
          <Title order={1}>{t('inbox.reports.title')}</Title>
          <Group>{canStart && <StartButtons />}</Group>
        </Group>
        {reports.isPending && <ListSkeleton />}
        {reports.isError && (
          <ErrorState error={reports.error} onRetry={() => void reports.refetch()} />
        )}
        {reports.data?.items.length === 0 && (
          <EmptyState title={t('inbox.reports.empty')} text={t('inbox.reports.emptyText')} />
        )}
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {(reports.data?.items ?? []).map((report) => (
            <Report
              key={report.processInstanceKey}
              report={report}
              onWithdraw={
                canWithdraw && report.state === 'active' ? () => setWithdrawing(report) : undefined
              }
            />
          ))}
        </ul>
      </div>
      {withdrawing !== undefined && (
        <WithdrawDialog report={withdrawing} onClose={() => setWithdrawing(undefined)} />
      )}
    </div>
  );
}
