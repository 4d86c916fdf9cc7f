import { Alert, Button, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { createCommandId } from '../../api/command-id.js';
import { describeError } from '../../api/describe-error.js';
import { formatMoment } from '../../components/format-time.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { StateBadge } from '../../components/state-badge.js';
import { useCan, useSession } from '../../session/session-context.js';
import { useNotify } from '../../components/use-notify.js';

interface IncidentRowProps {
  readonly incident: Incident;
  readonly onRetry: (() => void) | undefined;
  readonly isBusy: boolean;
}

function IncidentRow({ incident, onRetry, isBusy }: IncidentRowProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <StateBadge
          kind={incident.state === 'open' ? 'incident' : 'onTrack'}
          label={t(`states.${incident.state}`)}
        />
        <Text>{incident.message}</Text>
        <Text fz="xs" c="dimmed">
          {incident.code}
        </Text>
      </Table.Th>
      <Table.Td>{incident.elementName ?? incident.elementId}</Table.Td>
      <Table.Td>{formatMoment(incident.raisedAt, session.person)}</Table.Td>
      <Table.Td>
        {incident.state === 'open' && onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry} loading={isBusy}>
            {t('operations.retry')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function InstanceIncidents({ processInstanceKey }: { readonly processInstanceKey: string }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const canResolve = useCan('resolve', 'Incident');
  const incidents = useQuery({
    queryKey: ['incidents', processInstanceKey],
    queryFn: () =>
      api.call('searchIncidents', {
        body: {
          filter: { processInstanceKey },
          sort: [{ field: 'raisedAt', order: 'desc' }],
          page: { limit: 200 },
        },
      }),
  });
  const resolve = useMutation({
    mutationFn: (incidentKey: string) =>
      api.call('resolveIncident', {
        params: { incidentKey },
        body: { commandId: createCommandId() },
      }),
    onSuccess: () => {
      notify(t('operations.retried'));
      void queryClient.invalidateQueries({ queryKey: ['instance', processInstanceKey] });
      return queryClient.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
  if (incidents.isPending) return <ListSkeleton />;
  if (incidents.isError)
    return <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />;
  if (incidents.data.items.length === 0)
    return <Text c="dimmed">{t('operations.noIncidents')}</Text>;
  return (
    <>
      {resolve.isError && (
        <Alert color="red" role="alert">
          {describeError(resolve.error, t)}
        </Alert>
      )}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('operations.columns.incident')}</Table.Th>
            <Table.Th scope="col">{t('operations.columns.element')}</Table.Th>
            <Table.Th scope="col">{t('operations.columns.raisedAt')}</Table.Th>
            <Table.Th scope="col">{t('operations.columns.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {incidents.data.items.map((incident) => (
            <IncidentRow
              key={incident.incidentKey}
              incident={incident}
              isBusy={resolve.isPending && resolve.variables === incident.incidentKey}
              onRetry={canResolve ? () => resolve.mutate(incident.incidentKey) : undefined}
            />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
