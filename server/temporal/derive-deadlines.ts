import { type DerivedTerms, deriveTerms } from '../../engine/index.js';
import type { DeadlineQuestion } from '../../workflows/activities/ports.js';
import type { AgreementReader } from '../features/agreements/agreement-reader.js';
import type { CalendarReader } from '../features/calendars/calendar-reader.js';

/** Answers instances about their clocks, by calendars and agreements as they stand now. */
export async function deriveDeadlines(
  agreementReader: AgreementReader,
  calendarReader: CalendarReader,
  question: DeadlineQuestion,
): Promise<DerivedTerms> {
  const { organisationId, commitment, calendarId, scope } = question;
  const agreements =
    commitment === undefined ? [] : await agreementReader.findFor(organisationId, scope);
  const calendarIds = agreements.flatMap((agreement) => [
    agreement.calendarId,
    ...agreement.targets.flatMap((target) => target.calendarId ?? []),
  ]);
  const calendars = await calendarReader.findCurrent(organisationId, [calendarId, ...calendarIds]);
  return deriveTerms(question, { agreements, calendar: (id) => calendars.get(id) });
}
