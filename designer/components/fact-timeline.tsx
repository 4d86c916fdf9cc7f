import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Fact } from '../../server/contract/index.js';
import { useSession } from '../session/session-context.js';
import { formatMoment, formatMomentWithZone } from './format-time.js';
import { StateShape } from './state-badge.js';
import { isForPeople, toFactLine } from './fact-line.js';
import classes from './fact-timeline.module.css';

interface FactTimelineProps {
  readonly facts: readonly Fact[];
  readonly emptyText: string;
  /** Only what people do and wait for, without the steps of the engine. */
  readonly isBrief?: boolean;
}

/** What happened, in words, newest or oldest first as given. */
export function FactTimeline({ facts, emptyText, isBrief = false }: FactTimelineProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const shown = isBrief ? facts.filter(({ type }) => isForPeople(type)) : facts;
  if (shown.length === 0) return <Text c="dimmed">{emptyText}</Text>;
  return (
    <ol className={classes['timeline']}>
      {shown.map((fact) => {
        const line = toFactLine(fact, t);
        return (
          <li key={fact.seq} className={classes['fact']}>
            <StateShape kind={line.kind} size={10} />
            <time
              dateTime={fact.occurredAt}
              className={classes['time']}
              title={formatMomentWithZone(fact.occurredAt, session.person)}
            >
              {formatMoment(fact.occurredAt, session.person)}
            </time>
            <span className={classes['text']}>
              {line.text}
              {line.detail !== undefined && (
                <span className={classes['detail']}> {line.detail}</span>
              )}
              {fact.actor?.type === 'user' && (
                <span className={classes['detail']}> · {fact.actor.id}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
