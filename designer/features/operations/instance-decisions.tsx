import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DecisionInstance } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { formatMoment } from '../../components/format-time.js';
import { formatValue } from '../../components/format-value.js';
import { ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useSession } from '../../session/session-context.js';
import { DecisionTrail } from './decision-trail.js';
import classes from './instance.module.css';

const MOST_SHOWN = 100;

function DecisionWarnings({ warnings }: Pick<DecisionInstance, 'warnings'>) {
  const { t } = useTranslation();
  if (warnings.length === 0) return null;
  const title = t('operations.decisions.warnings', { count: warnings.length });
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={title}>
      <ul className={classes['warnings']}>
        {warnings.map(({ message, expression, from }, index) => (
          <li key={index}>
            {message}
            {expression !== undefined && (
              <Text span fz="sm" c="dimmed">
                {' '}
                {t('operations.decisions.warningAt', { expression, position: (from ?? 0) + 1 })}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function MadeDecision({ decision }: { readonly decision: DecisionInstance }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const element = decision.elementName ?? decision.elementId;
  const time = formatMoment(decision.evaluationDate, session.person);
  return (
    <section className={classes['decision']} aria-label={decision.decisionDefinitionName}>
      <Title order={3} fz={15}>
        {decision.decisionDefinitionName}{' '}
        {t('version', { version: decision.decisionDefinitionVersion })}
      </Title>
      <Text fz="sm" c="dimmed">
        {t('operations.decisions.madeAt', { element, time })}
      </Text>
      <dl className={classes['result']}>
        <dt>{t('operations.decisions.result')}</dt>
        <dd>
          <pre className={classes['value']}>{formatValue(decision.result)}</pre>
        </dd>
      </dl>
      <DecisionWarnings warnings={decision.warnings} />
      {decision.evaluatedDecisions.map((part, index) => (
        <DecisionTrail key={index} part={part} />
      ))}
    </section>
  );
}

/** The decisions that the instance has made: by which version, from what, and by which rules. */
export function InstanceDecisions({ processInstanceKey }: { readonly processInstanceKey: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const decisions = useQuery({
    queryKey: ['instance', processInstanceKey, 'decisions'],
    queryFn: () =>
      api.call('searchDecisionInstances', {
        body: {
          filter: { processInstanceKey },
          sort: [{ field: 'evaluationDate', order: 'desc' }],
          page: { limit: MOST_SHOWN },
        },
      }),
  });
  if (decisions.isPending) return <ListSkeleton />;
  if (decisions.isError)
    return <ErrorState error={decisions.error} onRetry={() => void decisions.refetch()} />;
  if (decisions.data.items.length === 0)
    return <Text c="dimmed">{t('operations.noDecisions')}</Text>;
  return (
    <Stack gap="lg">
      {decisions.data.items.map((decision) => (
        <MadeDecision key={decision.decisionInstanceKey} decision={decision} />
      ))}
    </Stack>
  );
}
