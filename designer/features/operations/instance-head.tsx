import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clock, ProcessInstance } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeScope } from '../../components/describe-scope.js';
import { formatMoment, formatMomentWithZone, formatSpan } from '../../components/format-time.js';
import { LinkAnchor } from '../../components/links.js';
import { InstanceStateBadge, StateBadge, type StateKind } from '../../components/state-badge.js';
import { useNow } from '../../components/use-now.js';
import { useSession } from '../../session/session-context.js';
import classes from './instance.module.css';
import { listOpenSteps } from './open-steps.js';

interface ClockWords {
  readonly kind: StateKind;
  readonly label: string;
  readonly due: string | undefined;
}

const clockKinds: Record<Clock['risk'], StateKind> = {
  none: 'onTrack',
  atRisk: 'atRisk',
  breached: 'breached',
};

function describeClock(clock: Clock, now: number, t: TFunction): ClockWords {
  const name =
    clock.elementName === undefined ? clock.clockId : `${clock.clockId} · ${clock.elementName}`;
  const due = clock.deadlines.find(({ kind }) => kind === 'breach')?.dueAt;
  if (clock.state === 'stopped')
    return { kind: 'quiet', label: t('operations.clockStopped', { name }), due };
  if (clock.state === 'paused') {
    const label =
      clock.pausedFor === undefined
        ? t('operations.clockPaused', { name })
        : t('operations.clockPausedFor', { name, reason: clock.pausedFor });
    return { kind: 'paused', label, due };
  }
  if (due === undefined) return { kind: clockKinds[clock.risk], label: name, due };
  const left = Date.parse(due) - now;
  const label = t(left < 0 ? 'operations.clockOver' : 'operations.clockLeft', {
    name,
    time: formatSpan(Math.abs(left)),
  });
  return { kind: left < 0 ? 'breached' : clockKinds[clock.risk], label, due };
}

function Clocks({ processInstanceKey }: { readonly processInstanceKey: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const now = useNow();
  const { session } = useSession();
  const clocks = useQuery({
    queryKey: ['instance', processInstanceKey, 'clocks'],
    queryFn: () => api.call('listClocks', { params: { processInstanceKey } }),
  });
  const items = clocks.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <ul className={classes['clocks']} aria-label={t('operations.clocks')}>
      {items.map((clock) => {
        const { kind, label, due } = describeClock(clock, now, t);
        const title =
          due === undefined
            ? undefined
            : t('time.due', { time: formatMomentWithZone(due, session.person) });
        return (
          <li key={clock.clockKey}>
            <StateBadge kind={kind} label={label} title={title} />
          </li>
        );
      })}
    </ul>
  );
}

/** Where the instance stands: its open steps by name, several at one step with their number. */
function OpenSteps({ instance: { activeElements } }: { readonly instance: ProcessInstance }) {
  const { t } = useTranslation();
  if (activeElements.length === 0) return null;
  const names = listOpenSteps(activeElements).map(({ name, count }) =>
    count === 1 ? name : t('operations.stepTimes', { name, count }),
  );
  return (
    <span>
      {t('operations.openSteps', { count: activeElements.length, names: names.join(', ') })}
    </span>
  );
}

interface InstanceHeadProps {
  readonly instance: ProcessInstance;
  readonly actions: ReactNode;
}

export function InstanceHead({ instance, actions }: InstanceHeadProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { person } = session;
  const started = t('operations.startedBy', {
    name: instance.startedBy,
    time: formatMoment(instance.startedAt, person),
  });
  return (
    <header className={classes['head']}>
      <h1 className={classes['title']}>
        {instance.businessKey}
        {instance.name !== undefined && ` · ${instance.name}`}
      </h1>
      <InstanceStateBadge state={instance.state} isSuspended={instance.isSuspended} />
      {instance.hasIncident && <StateBadge kind="incident" label={t('states.incident')} />}
      <div className={classes['actions']}>
        {instance.temporalUiUrl !== undefined && (
          <Anchor href={instance.temporalUiUrl} target="_blank" rel="noreferrer">
            {t('operations.openTemporal')}
          </Anchor>
        )}
        {actions}
      </div>
      <div className={classes['facts']}>
        <LinkAnchor
          to="/processes/$processDefinitionKey"
          params={{ processDefinitionKey: instance.processDefinitionKey }}
        >
          {instance.processDefinitionName}{' '}
          {t('version', { version: instance.processDefinitionVersion })}
        </LinkAnchor>
        <span>{describeScope(instance.scope, t)}</span>
        <span>{started}</span>
        <OpenSteps instance={instance} />
        {instance.endedAt !== undefined && (
          <span>{t('operations.ended', { time: formatMoment(instance.endedAt, person) })}</span>
        )}
        {instance.endReason !== undefined && (
          <span>{t('operations.endReason', { reason: instance.endReason })}</span>
        )}
      </div>
      <Clocks processInstanceKey={instance.processInstanceKey} />
    </header>
  );
}
