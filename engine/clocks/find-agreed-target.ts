import { Instant, ZoneId } from '@js-joda/core';
import '@js-joda/timezone';
import { DaysTimeDuration } from '../expressions/feel-value.js';
import { durationToMillis, parseDuration } from '../expressions/temporal-values.js';
import type { AgreementScope, Commitment } from '../protocol/clock-terms.js';
import type { Agreement, AgreementTarget } from './agreement.js';
import type { BusinessCalendar } from './calendar.js';
import { CommitmentUnknownError } from './errors.js';

/** What clocks are counted by, as it stands now. */
export interface ClockSources {
  readonly agreements: readonly Agreement[];
  calendar(calendarId: string): BusinessCalendar | undefined;
}

export interface AgreedTarget {
  readonly agreement: Agreement;
  readonly targetMs: number;
  readonly calendarId: string;
  readonly atRiskShare: number;
}

const USUAL_AT_RISK_SHARE = 0.8;

/**
 * The target of the agreement that applied when the clock started: that of service and customer before that of the
 * service before the organisation's default; of several, the one that became valid last. Throws
 * `CommitmentUnknownError` if there is none, or it promises nothing for the commitment and priority.
 */
export function findAgreedTarget(
  commitment: Commitment,
  scope: AgreementScope,
  startedAt: number,
  sources: ClockSources,
): AgreedTarget {
  const agreement = sources.agreements
    .filter((each) => isFor(each, scope) && isValid(each, startedAt, sources))
    .sort(bySpecificity)[0];
  if (agreement === undefined) throw new CommitmentUnknownError(commitment, scope, undefined);
  const target = findTarget(agreement.targets, commitment);
  const targetMs = target === undefined ? 0 : millisecondsOf(target.target);
  if (target === undefined || targetMs <= 0)
    throw new CommitmentUnknownError(commitment, scope, agreement.id);
  return {
    agreement,
    targetMs,
    calendarId: target.calendarId ?? agreement.calendarId,
    atRiskShare: agreement.atRiskShare ?? USUAL_AT_RISK_SHARE,
  };
}

function isFor({ serviceId, customerId }: Agreement, scope: AgreementScope): boolean {
  return (
    (serviceId === undefined || serviceId === scope.serviceId) &&
    (customerId === undefined || customerId === scope.customerId)
  );
}

function isValid(
  { validFrom, validTo, calendarId }: Agreement,
  at: number,
  sources: ClockSources,
): boolean {
  if (validFrom === undefined && validTo === undefined) return true;
  const date = localDate(at, sources.calendar(calendarId)?.zone ?? 'UTC');
  return (validFrom ?? date) <= date && date <= (validTo ?? date);
}

function localDate(at: number, zone: string): string {
  let zoneId: ZoneId;
  try {
    zoneId = ZoneId.of(zone);
  } catch {
    // The calendar itself is refused where it is counted in.
    zoneId = ZoneId.UTC;
  }
  return Instant.ofEpochMilli(at).atZone(zoneId).toLocalDate().toString();
}

function bySpecificity(left: Agreement, right: Agreement): number {
  return (
    specificityOf(right) - specificityOf(left) ||
    compare(right.validFrom ?? '', left.validFrom ?? '') ||
    compare(left.id, right.id)
  );
}

function specificityOf({ serviceId, customerId }: Agreement): number {
  return (serviceId === undefined ? 0 : 2) + (customerId === undefined ? 0 : 1);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function findTarget(
  targets: readonly AgreementTarget[],
  { name, priority }: Commitment,
): AgreementTarget | undefined {
  const ofStep = targets.filter(({ commitment }) => commitment === name);
  return (
    ofStep.find((target) => target.priority !== undefined && target.priority === priority) ??
    ofStep.find((target) => target.priority === undefined)
  );
}

function millisecondsOf(text: string): number {
  const duration = parseDuration(text);
  return duration instanceof DaysTimeDuration ? durationToMillis(duration) : 0;
}
