import type { Agreement, BusinessCalendar } from '../../engine/index.js';
import type { PublishedTerms } from './driver.js';
import { ScriptFailedError } from './errors.js';
import type { ConformanceScript, ScriptStep } from './script.js';

type ChangeTerms = Extract<ScriptStep, { do: 'changeTerms' }>;

/** Calendars and agreements of a case, as they stand after each step. */
export interface CaseTerms {
  /** What a step publishes: the present version with other fields. */
  change(step: ChangeTerms): PublishedTerms;
}

export function createTerms(
  calendars: readonly BusinessCalendar[],
  { agreements = [] }: ConformanceScript,
): CaseTerms {
  const calendarsById = new Map(calendars.map((each) => [each.id, each]));
  const agreementsById = new Map(agreements.map((each) => [each.id, each]));
  return {
    change({ calendar, agreement }) {
      if (calendar !== undefined)
        return { source: 'calendar', calendar: nextVersion(calendarsById, calendar) };
      if (agreement !== undefined)
        return { source: 'agreement', agreement: nextVersion(agreementsById, agreement) };
      throw new ScriptFailedError('Expected a calendar or an agreement to change but got neither');
    },
  };
}

/** What is new has every field; what is known changes those given. */
function nextVersion<Terms extends Agreement | BusinessCalendar>(
  known: Map<string, Terms>,
  change: Partial<Terms> & { readonly id: string },
): Terms {
  const before = known.get(change.id);
  const version = String(Number(before?.version ?? '0') + 1);
  const after = { ...before, ...change, version } as Terms;
  known.set(change.id, after);
  return after;
}
