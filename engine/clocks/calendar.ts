/**
 * When a service is delivered: weekly hours in a zone, with holidays.
 *
 * Service time is the time inside these hours; a clock counts nothing else.
 */
export interface BusinessCalendar {
  readonly id: string;
  readonly name: string;
  /** Changes with every edit; recorded with each derived deadline. */
  readonly version: string;
  /** IANA zone, for instance `Europe/Amsterdam`. */
  readonly zone: string;
  /** Hours per ISO weekday (1 = Monday); several periods a day are allowed, none overlapping. */
  readonly hours: readonly {
    readonly weekday: number;
    readonly from: string;
    readonly to: string;
  }[];
  /** Local dates (`2026-12-25`) without service. */
  readonly holidays: readonly string[];
  /** Dates with hours of their own, instead of the weekly ones. */
  readonly exceptions: readonly {
    readonly date: string;
    readonly from: string;
    readonly to: string;
  }[];
}
