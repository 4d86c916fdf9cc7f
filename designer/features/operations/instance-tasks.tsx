import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { StateBadge } from '../../components/state-badge.js';
import { useSession } from '../../session/session-context.js';

const kinds = { created: 'information', completed: 'onTrack', canceled: 'quiet' } as const;

export function InstanceTasks({ processInstanceKey }: { readonly processInstanceKey: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const { session } = useSession();
  const tasks = useQuery({
    queryKey: ['instance-tasks', processInstanceKey],
    queryFn: () =>
      api.call('searchUserTasks', {
        body: {
          filter: { processInstanceKey, state: ['created', 'completed', 'canceled'] },
          sort: [{ field: 'createdAt', order: 'desc' }],
          page: { limit: 200 },
        },
      }),
  });
  if (tasks.isPending) return <ListSkeleton />;
  if (tasks.isError) return <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />;
  if (tasks.data.items.length === 0) return <Text c="dimmed">{t('operations.noTasks')}</Text>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('operations.columns.task')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.state')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.assignee')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.startedAt')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.due')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tasks.data.items.map((task) => (
          <Table.Tr key={task.userTaskKey}>
            <Table.Th scope="row" fw={400}>
              <LinkAnchor to="/inbox" search={{ task: task.userTaskKey }}>
                {task.name}
              </LinkAnchor>
            </Table.Th>
            <Table.Td>
              {task.isSuspended ? (
                <StateBadge kind="paused" label={t('states.suspended')} />
              ) : (
                <StateBadge
                  kind={kinds[task.state]}
                  label={t(`states.${task.state === 'created' ? 'open' : task.state}`)}
                />
              )}
            </Table.Td>
            <Table.Td>
              {task.completedBy ??
                task.assigneeName ??
                task.assignee ??
                task.candidateGroups.join(', ')}
            </Table.Td>
            <Table.Td>{formatMoment(task.createdAt, session.person)}</Table.Td>
            <Table.Td>
              {task.dueAt === undefined ? '' : formatMoment(task.dueAt, session.person)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
