/** One promise of an agreement: how much service time a step of a process may take. */
export interface AgreementTarget {
  /** Process step, for instance `resolution`: what clocks name. */
  readonly commitment: string;
  /** Left out, it holds for every priority that has no target of its own. */
  readonly priority?: string;
  /** ISO duration of service time. */
  readonly target: string;
  /** Left out, the calendar of the agreement. */
  readonly calendarId?: string;
}

/** What is agreed for a service, or for a customer of it; without a service, the organisation's default. */
export interface Agreement {
  readonly id: string;
  readonly name: string;
  /** Changes with every edit; recorded with each derived deadline. */
  readonly version: string;
  readonly serviceId?: string;
  readonly customerId?: string;
  /** First and last local date in the zone of its calendar; left out, it is not limited. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly calendarId: string;
  readonly targets: readonly AgreementTarget[];
  /** Share of a target at which a clock is at risk that does not say it itself; left out, 0.8. */
  readonly atRiskShare?: number;
}

/** Stands in a program for a share that is left to the agreement. */
export const AGREED_SHARE = 0;
