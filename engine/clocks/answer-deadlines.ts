import { AGREED_SHARE } from './agreement.js';
import type { AgreementScope, DerivedTerms } from '../protocol/clock-terms.js';
import type { DeriveDeadlines } from '../protocol/commands.js';
import type { DeadlinesDerived } from '../protocol/inputs.js';
import { CalendarMissingError, CalendarUnusableError, CommitmentUnknownError } from './errors.js';
import { type ClockSources, findAgreedTarget } from './find-agreed-target.js';
import { deriveDeadlines } from './service-time.js';

/** What a machine asks about one of its clocks, and where its instance belongs. */
export interface DeadlineQuestion extends Pick<
  DeriveDeadlines,
  'calendarId' | 'targetMs' | 'commitment' | 'ledger' | 'shares'
> {
  readonly scope: AgreementScope;
}

/**
 * Answers by the calendars and agreements as they stand now. Throws `CalendarMissingError`, `CalendarUnusableError` or
 * `CommitmentUnknownError` for what people must mend.
 */
export function deriveTerms(question: DeadlineQuestion, sources: ClockSources): DerivedTerms {
  const { commitment, ledger, shares, scope } = question;
  if (commitment === undefined) {
    const calendar = sources.calendar(question.calendarId);
    if (calendar === undefined) throw new CalendarMissingError(question.calendarId);
    const deadlines = deriveDeadlines(calendar, ledger, question.targetMs, shares);
    return { deadlines, calendarVersion: calendar.version };
  }
  const startedAt = ledger[0]?.at ?? 0;
  const agreed = findAgreedTarget(commitment, scope, startedAt, sources);
  const { agreement, targetMs, calendarId, atRiskShare } = agreed;
  const calendar = sources.calendar(calendarId);
  if (calendar === undefined) throw new CalendarMissingError(calendarId, agreement.id);
  const deadlines = shares.flatMap((share) => {
    const isAgreed = share === AGREED_SHARE;
    const [due] = deriveDeadlines(calendar, ledger, targetMs, [isAgreed ? atRiskShare : share]);
    if (due === undefined) return [];
    return [{ share, dueAt: due.dueAt, ...(isAgreed ? { agreedShare: atRiskShare } : {}) }];
  });
  const { id: agreementId, version: agreementVersion } = agreement;
  return {
    deadlines,
    calendarVersion: calendar.version,
    agreed: { targetMs, calendarId, agreementId, agreementVersion },
  };
}

/** As `deriveTerms`, for drivers that answer the machine at once. */
export function answerDeadlines(
  question: DeadlineQuestion,
  sources: ClockSources,
): DeadlinesDerived['outcome'] {
  try {
    return { type: 'derived', ...deriveTerms(question, sources) };
  } catch (error) {
    if (isTermsError(error)) return { type: 'failed', message: error.message };
    throw error;
  }
}

/** What is wrong stays so however often it is asked: it is for people to mend. */
export function isTermsError(
  error: unknown,
): error is CalendarMissingError | CalendarUnusableError | CommitmentUnknownError {
  return (
    error instanceof CalendarMissingError ||
    error instanceof CalendarUnusableError ||
    error instanceof CommitmentUnknownError
  );
}
