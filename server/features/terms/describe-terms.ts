import type { Agreement, BusinessCalendar, TermsProblem } from '../../../engine/index.js';
import type {
  Agreement as AgreementAnswer,
  AgreementContent,
  Calendar as CalendarAnswer,
  CalendarContent,
} from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { AgreementDocument, CalendarDocument } from '../../store/terms-models.js';

export function toCalendar(
  id: string,
  version: string,
  { name, zone, hours, holidays, exceptions, periods }: CalendarContent,
): BusinessCalendar {
  return { id, name, version, zone, hours, holidays, exceptions, periods };
}

export function describeCalendar(row: CalendarDocument): CalendarAnswer {
  const { name, zone, hours, holidays, exceptions, periods = [] } = row.calendar;
  return {
    calendarId: row.calendarId,
    name,
    zone,
    hours: [...hours],
    holidays: [...holidays],
    exceptions: [...exceptions],
    periods: periods.map((period) => ({ ...period, hours: [...period.hours] })),
    ...savedFields(row),
  };
}

export function toAgreement(id: string, version: string, content: AgreementContent): Agreement {
  const { name, serviceId, customerId, validFrom, validTo, atRiskShare } = content;
  return {
    id,
    name,
    version,
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
    calendarId: content.calendarId,
    targets: content.targets.map(({ commitment, priority, target, calendarId }) => ({
      commitment,
      target,
      ...(priority === undefined ? {} : { priority }),
      ...(calendarId === undefined ? {} : { calendarId }),
    })),
    ...(atRiskShare === undefined ? {} : { atRiskShare }),
  };
}

export function describeAgreement(row: AgreementDocument): AgreementAnswer {
  const { id: agreementId, version: _version, targets, ...content } = row.agreement;
  return {
    agreementId,
    ...content,
    targets: targets.map((target) => ({ ...target })),
    ...savedFields(row),
  };
}

function savedFields({ version, savedAt, savedBy }: CalendarDocument | AgreementDocument) {
  return {
    version: Number(version),
    ...(savedAt === undefined ? {} : { savedAt: savedAt.toISOString() }),
    ...(savedBy === undefined ? {} : { savedBy }),
  };
}

/** Refuses what clocks could not count by, naming each field. */
export function requireSound(kind: string, problems: readonly TermsProblem[]): void {
  if (problems.length === 0) return;
  throw new Unprocessable(
    'termsInvalid',
    `Expected ${kind} that clocks can count by, but ${String(problems.length)} field(s) are wrong.`,
    {
      errors: problems.map(({ field, message }) => ({
        path: field,
        rule: 'termsInvalid',
        message,
      })),
    },
  );
}
