/** What a clock measures against: a target of the agreement that applies to its instance. */
export interface Commitment {
  /** Process step of the agreement's target, for instance `resolution`. */
  readonly name: string;
  readonly priority?: string;
}

/** Where an instance belongs, as far as agreements ask. */
export interface AgreementScope {
  readonly serviceId?: string;
  readonly customerId?: string;
}

/** One thing that a clock counts by has become another; a side is left out if there was or is none. */
export interface ClockChange {
  readonly of:
    | 'target'
    | 'commitment'
    | 'priority'
    | 'calendar'
    | 'calendarVersion'
    | 'agreement'
    | 'agreementVersion';
  readonly from?: string;
  readonly to?: string;
}

/** When a clock reaches its thresholds, and by what that was computed. */
export interface DerivedTerms {
  /** `share` is that of the question; `agreedShare` what the agreement says where it was left to that. */
  readonly deadlines: readonly {
    readonly share: number;
    readonly agreedShare?: number;
    readonly dueAt: number;
  }[];
  readonly calendarVersion: string;
  /** Of a commitment. */
  readonly agreed?: AgreedTerms;
}

/** What an agreement says to a commitment. */
export interface AgreedTerms {
  /** Service time in milliseconds. */
  readonly targetMs: number;
  readonly calendarId: string;
  readonly agreementId: string;
  readonly agreementVersion: string;
}
