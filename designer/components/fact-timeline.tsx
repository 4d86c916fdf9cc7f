import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Fact } from '../../server/contract/index.js';
import { useSession } from '../session/session-context.js';
import { formatMoment, formatMomentWithZone } from './format-time.js';
import { StateShape, type StateKind } from './state-badge.js';
import { isForPeople, toFactLine } from './fact-line.js';
import classes from './fact-timeline.module.css';

/** Something that people did or said, among the facts. */
export interface TimelineNote {
  readonly key: string;
  readonly at: string;
  readonly by: string;
  readonly text: string;
  readonly detail?: string;
}

interface FactTimelineProps {
  readonly facts: readonly Fact[];
  /** Both newest first, if there are notes. */
  readonly notes?: readonly TimelineNote[];
  readonly emptyText: string;
  /** Only what people do and wait for, without the steps of the engine. */
  readonly isBrief?: boolean;
}

interface TimelineEntry {
  readonly key: string;
  readonly at: string;
  readonly kind: StateKind;
  readonly text: string;
  readonly detail?: string | undefined;
  readonly by?: string | undefined;
}

function toEntries(
  facts: readonly Fact[],
  notes: readonly TimelineNote[],
  t: TFunction,
): readonly TimelineEntry[] {
  const entries = facts.map((fact): TimelineEntry => {
    const { kind, text, detail } = toFactLine(fact, t);
    const by = fact.actor?.type === 'user' ? fact.actor.id : undefined;
    return { key: `fact:${fact.seq}`, at: fact.occurredAt, kind, text, detail, by };
  });
  if (notes.length === 0) return entries;
  const told = notes.map((note): TimelineEntry => ({ ...note, kind: 'information' }));
  return [...told, ...entries].sort((a, b) => b.at.localeCompare(a.at));
}

/** What happened, in words, newest or oldest first as given. */
export function FactTimeline({ facts, notes = [], emptyText, isBrief = false }: FactTimelineProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const shown = isBrief ? facts.filter(({ type }) => isForPeople(type)) : facts;
  const entries = toEntries(shown, notes, t);
  if (entries.length === 0) return <Text c="dimmed">{emptyText}</Text>;
  return (
    <ol className={classes['timeline']}>
      {entries.map(({ key, at, kind, text, detail, by }) => (
        <li key={key} className={classes['fact']}>
          <StateShape kind={kind} size={10} />
          <time
            dateTime={at}
            className={classes['time']}
            title={formatMomentWithZone(at, session.person)}
          >
            {formatMoment(at, session.person)}
          </time>
          <span className={classes['text']}>
            {text}
            {detail !== undefined && <span className={classes['detail']}> {detail}</span>}
            {by !== undefined && <span className={classes['detail']}> · {by}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
