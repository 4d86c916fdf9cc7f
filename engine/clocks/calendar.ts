/** Hours of service on one day of the week (1 = Monday), as local times; `24:00` ends the day. */
export interface WeeklyHours {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

/** A stretch of dates with weekly hours of its own: more than usual, or none for a freeze. */
export interface CriticalPeriod {
  readonly name: string;
  /** First and last local date. */
  readonly from: string;
  readonly to: string;
  readonly hours: readonly WeeklyHours[];
}

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
  /** Several stretches a day are allowed, none overlapping. */
  readonly hours: readonly WeeklyHours[];
  /** Local dates (`2026-12-25`) without service. */
  readonly holidays: readonly string[];
  /** Dates with hours of their own, instead of all others. */
  readonly exceptions: readonly {
    readonly date: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** Hours that replace the usual ones for a while; none overlapping. */
  readonly periods?: readonly CriticalPeriod[];
}
