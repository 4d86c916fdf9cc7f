import type { AgreementScope, Commitment } from '../protocol/clock-terms.js';

/** Thrown when a business calendar cannot be counted in: hours that overlap, an unknown zone, no working time. */
export class CalendarUnusableError extends Error {
  override readonly name = 'CalendarUnusableError';
  readonly code = 'calendarUnusable';

  constructor(
    readonly calendarId: string,
    readonly field: string,
    detail: string,
  ) {
    super(`Expected a usable calendar but '${calendarId}' has ${detail}`);
  }
}

/** Thrown when a clock counts in a calendar that does not exist. */
export class CalendarMissingError extends Error {
  override readonly name = 'CalendarMissingError';
  readonly code = 'calendarMissing';

  constructor(
    readonly calendarId: string,
    readonly agreementId?: string,
  ) {
    const of = agreementId === undefined ? '' : ` of agreement '${agreementId}'`;
    super(`Expected a calendar${of} but there is no '${calendarId}'`);
  }
}

/** Thrown when no agreement applies to an instance, or the one that does promises nothing for a commitment and priority. */
export class CommitmentUnknownError extends Error {
  override readonly name = 'CommitmentUnknownError';
  readonly code = 'commitmentUnknown';

  constructor(
    readonly commitment: Commitment,
    readonly scope: AgreementScope,
    readonly agreementId: string | undefined,
  ) {
    const { name, priority } = commitment;
    const wanted =
      priority === undefined
        ? `commitment '${name}' without a priority`
        : `commitment '${name}' with priority '${priority}'`;
    super(
      agreementId === undefined
        ? `Expected an agreement for ${placeOf(scope)} with a target for ${wanted} but none applies`
        : `Expected agreement '${agreementId}' to have a target for ${wanted} but it has none`,
    );
  }
}

function placeOf({ serviceId, customerId }: AgreementScope): string {
  if (serviceId === undefined) return 'the organisation';
  const customer = customerId === undefined ? '' : ` and customer '${customerId}'`;
  return `service '${serviceId}'${customer}`;
}
