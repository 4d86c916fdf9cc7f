import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProcessDefinition } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeScope } from '../../components/describe-scope.js';
import { DifferenceLine } from '../../components/difference-line.js';
import { formatMoment } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useSession } from '../../session/session-context.js';
import classes from './definition.module.css';

const sameScope = (a: ProcessDefinition, b: ProcessDefinition): boolean =>
  a.scope.serviceId === b.scope.serviceId &&
  a.scope.customerId === b.scope.customerId &&
  a.scope.unitId === b.scope.unitId;

function DefinitionItem({
  item,
  isShown,
}: {
  readonly item: ProcessDefinition;
  readonly isShown: boolean;
}) {
  const { t } = useTranslation();
  const { session } = useSession();
  return (
    <li aria-current={isShown ? 'true' : undefined}>
      <LinkAnchor
        fw={isShown ? 600 : 400}
        to="/processes/$processDefinitionKey"
        params={{ processDefinitionKey: item.processDefinitionKey }}
      >
        {t('version', { version: item.version })}
        {item.isLatest && ` · ${t('processes.definition.latest')}`}
      </LinkAnchor>
      <Text span fz="sm" c="dimmed">
        {formatMoment(item.deployedAt, session.person)} · {item.deployedBy}
        {item.activeInstances !== undefined &&
          ` · ${t('processes.definition.running', { count: item.activeInstances })}`}
      </Text>
    </li>
  );
}

function Differences({ definition }: { readonly definition: ProcessDefinition }) {
  const { t } = useTranslation();
  const api = useApi();
  const { processDefinitionKey } = definition;
  const list = useQuery({
    queryKey: ['definition', processDefinitionKey, 'differences'],
    queryFn: () => api.call('getDefinitionDifferences', { params: { processDefinitionKey } }),
  });
  if (list.isPending) return <ListSkeleton rows={2} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.differences.length === 0)
    return <Text c="dimmed">{t('processes.definition.noDifferences')}</Text>;
  return (
    <ul>
      {list.data.differences.map((difference) => (
        <li key={difference.differenceId}>
          <DifferenceLine difference={difference} />
          {difference.reason !== undefined && (
            <Text fz="sm" c="dimmed">
              {difference.reason}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Versions, family, forms and differences of a definition. */
export function DefinitionSide({ definition }: { readonly definition: ProcessDefinition }) {
  const { t } = useTranslation();
  const api = useApi();
  const { processDefinitionId } = definition;
  const relatives = useQuery({
    queryKey: ['definitions', 'of', processDefinitionId],
    queryFn: () =>
      api.call('searchProcessDefinitions', {
        body: {
          filter: { processDefinitionId },
          sort: [{ field: 'version', order: 'desc' }],
          page: { limit: 500 },
        },
      }),
  });
  if (relatives.isPending) return <ListSkeleton />;
  if (relatives.isError)
    return <ErrorState error={relatives.error} onRetry={() => void relatives.refetch()} />;
  const { items } = relatives.data;
  const versions = items.filter((item) => sameScope(item, definition));
  const family = items.filter(
    (item) => item.isTailored && item.isLatest && !sameScope(item, definition),
  );
  return (
    <aside className={classes['side']} aria-label={definition.name} tabIndex={0}>
      {definition.isTailored && (
        <>
          <h2>{t('processes.definition.differences')}</h2>
          <Differences definition={definition} />
        </>
      )}
      <h2>{t('processes.definition.versions')}</h2>
      <ul>
        {versions.map((item) => (
          <DefinitionItem
            key={item.processDefinitionKey}
            item={item}
            isShown={item.processDefinitionKey === definition.processDefinitionKey}
          />
        ))}
      </ul>
      {!definition.isTailored && (
        <>
          <h2>{t('processes.definition.family')}</h2>
          {family.length === 0 && <Text c="dimmed">{t('processes.definition.familyEmpty')}</Text>}
          <ul>
            {family.map((item) => (
              <li key={item.processDefinitionKey}>
                <LinkAnchor
                  to="/processes/$processDefinitionKey"
                  params={{ processDefinitionKey: item.processDefinitionKey }}
                >
                  {describeScope(item.scope, t)} {t('version', { version: item.version })}
                </LinkAnchor>
                {item.basedOn !== undefined && (
                  <Text span fz="sm" c="dimmed">
                    {t('basedOn', { version: item.basedOn.version })}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('processes.definition.forms')}</h2>
      <Text fz="sm" c="dimmed">
        {definition.formIds.length === 0
          ? t('processes.definition.noForms')
          : definition.formIds.join(', ')}
      </Text>
      <Text fz="xs" c="dimmed" mt="md" style={{ overflowWrap: 'anywhere' }}>
        {t('processes.definition.hash', { hash: definition.programHash.slice(0, 16) })}
      </Text>
    </aside>
  );
}
