import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { formatMoment } from '../../components/format-time.js';
import { formatValue } from '../../components/format-value.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useSession } from '../../session/session-context.js';
import classes from './instance.module.css';

export function InstanceVariables({ processInstanceKey }: { readonly processInstanceKey: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const { session } = useSession();
  const variables = useQuery({
    queryKey: ['instance', processInstanceKey, 'variables'],
    queryFn: () => api.call('listVariables', { params: { processInstanceKey } }),
  });
  if (variables.isPending) return <ListSkeleton />;
  if (variables.isError)
    return <ErrorState error={variables.error} onRetry={() => void variables.refetch()} />;
  if (variables.data.items.length === 0)
    return <Text c="dimmed">{t('operations.noVariables')}</Text>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('operations.columns.variable')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.value')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.scope')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.changed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variables.data.items.map(({ name, value, elementId, elementInstanceKey, updatedAt }) => (
          <Table.Tr key={`${elementInstanceKey ?? ''}:${name}`}>
            <Table.Th scope="row" fw={500}>
              {name}
            </Table.Th>
            <Table.Td>
              <pre className={classes['value']}>{formatValue(value)}</pre>
            </Table.Td>
            <Table.Td>{elementId ?? t('operations.global')}</Table.Td>
            <Table.Td>{formatMoment(updatedAt, session.person)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
