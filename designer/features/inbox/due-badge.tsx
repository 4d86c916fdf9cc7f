import { useTranslation } from 'react-i18next';
import type { UserTask } from '../../../server/contract/index.js';
import { formatMomentWithZone, formatSpan } from '../../components/format-time.js';
import { StateBadge } from '../../components/state-badge.js';
import { useSession } from '../../session/session-context.js';
import { type DueState, toDueState } from './due-state.js';

/** Remaining time first; the moment itself, with its zone, on hover and for screen readers. */
export function DueBadge({ task, now }: { readonly task: UserTask; readonly now: number }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const due = toDueState(task, now);
  const moment = due.at === undefined ? undefined : formatMomentWithZone(due.at, session.person);
  if (task.state !== 'created') {
    return (
      <StateBadge
        kind={task.state === 'completed' ? 'onTrack' : 'quiet'}
        label={t(`states.${task.state}`)}
        title={moment}
      />
    );
  }
  if (due.kind === 'paused') return <PausedBadge {...due} />;
  if (due.remaining === undefined) return null;
  const left = task.clock?.remainingMs === undefined ? '' : ` · ${t('time.ofService')}`;
  const title = `${due.kind === 'quiet' ? '' : t(`states.${due.kind}`)} · ${t('time.due', { time: moment ?? '' })}${left}`;
  return (
    <span>
      <StateBadge kind={due.kind} label={formatSpan(due.remaining)} title={title} />
      <span className="visually-hidden">{title}</span>
    </span>
  );
}

/** Why it stands still, and how much is left when it goes on. */
function PausedBadge({ remaining, pausedFor }: DueState) {
  const { t } = useTranslation();
  const label = pausedFor ?? t('states.paused');
  const left =
    remaining === undefined ? undefined : t('time.leftOfService', { time: formatSpan(remaining) });
  const title = [t('states.paused'), pausedFor, left].filter(Boolean).join(' · ');
  return (
    <span>
      <StateBadge kind="paused" label={label} title={title} />
      <span className="visually-hidden">{title}</span>
    </span>
  );
}
