import type { DecisionModel } from '../../engine/dmn/index.js';
import type {
  Agreement,
  AgreementScope,
  BusinessCalendar,
  Program,
  TraceRecord,
  Variables,
} from '../../engine/index.js';

/**
 * `plain`: the instance runs undisturbed. `restarted`: between every two inputs all that the driver holds in
 * memory is thrown away, and the instance goes on from what it has stored.
 */
export type ConformanceMode = 'plain' | 'restarted';

/** What a driver needs to begin a case. */
export interface ConformanceStart {
  /** All processes of the case's file; call activities find theirs here by process id. */
  readonly programs: readonly Program[];
  /** Deployed together with them. */
  readonly decisions: readonly DecisionModel[];
  readonly processId: string;
  readonly startElementId?: string;
  /** Which of the start event's definitions has occurred. */
  readonly startDefinition?: number;
  /** Nothing is started by hand: messages, signals and time start instances. */
  readonly isBegunByEvents?: true;
  readonly businessKey?: string;
  /** Variables for the start, once the driver knows the instant at which it begins. */
  variablesAt(startedAt: number): Variables;
  /** ISO weekday (1 = Monday) and time of day in UTC at which the instance starts, as near as the driver can. */
  readonly startsAt: { readonly weekday: number; readonly hour: number; readonly minute: number };
  /** Clocks of the case count in these. */
  readonly calendars: readonly BusinessCalendar[];
  readonly agreements: readonly Agreement[];
  readonly scope: AgreementScope;
  readonly mode: ConformanceMode;
}

/** A step of the script with its element resolved to the id that the trace gave. */
export type Stimulus = { readonly instanceId: string } & (
  | {
      readonly type: 'completeTask';
      readonly taskId: string;
      readonly variables: Variables;
      /** User name of who completes it; left out, that of the driver's own tester. */
      readonly by?: string;
    }
  | { readonly type: 'completeJob'; readonly jobId: string; readonly variables: Variables }
  /** No attempt is left. */
  | { readonly type: 'failJob'; readonly jobId: string; readonly message: string }
  | {
      readonly type: 'throwError';
      readonly jobId: string;
      readonly errorCode: string;
      readonly message: string;
      readonly variables: Variables;
    }
  | {
      readonly type: 'message';
      readonly subscriptionId: string;
      readonly messageId: string;
      readonly variables: Variables;
    }
  | { readonly type: 'signal'; readonly name: string; readonly variables: Variables }
  | { readonly type: 'retry'; readonly incidentId: string; readonly variables?: Variables }
  | {
      readonly type: 'setVariables';
      readonly elementInstanceId?: string;
      readonly variables: Variables;
    }
  | {
      readonly type: 'startActivities';
      readonly elementInstanceId: string;
      readonly activities: readonly { readonly elementId: string; readonly variables: Variables }[];
    }
  | { readonly type: 'completeAdHoc'; readonly elementInstanceId: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'suspend' | 'resume' }
);

export type PublishedTerms =
  | { readonly source: 'calendar'; readonly calendar: BusinessCalendar }
  | { readonly source: 'agreement'; readonly agreement: Agreement };

/** One instance as its facts tell it. */
export interface InstanceFacts {
  readonly instanceId: string;
  /** Id given by the calling instance's `childStarted`; left out for the root. */
  readonly childId?: string;
  readonly parentInstanceId?: string;
  /** In order. */
  readonly facts: readonly { readonly occurredAt: number; readonly record: TraceRecord }[];
}

/** A case under way. Every promise settles when all instances are quiet: nothing but the outside can move them. */
export interface ConformanceRun {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** The instant up to which time has passed. */
  now(): number;
  /** Brings a message to whoever waits for it or begins by it. Drivers that begin nothing by events lack it. */
  publish?(message: {
    readonly messageId: string;
    readonly name: string;
    readonly correlationKey: string;
    readonly timeToLiveMs: number;
    readonly variables: Variables;
  }): Promise<void>;
  broadcast?(name: string, variables: Variables): Promise<void>;
  /** Adds versions of decisions, which become the latest; `isTogether` with the processes of the case. */
  deploy(decisions: readonly DecisionModel[], isTogether: boolean): Promise<void>;
  /** The calendar or agreement takes the place of the one with its id, and every instance hears of it. */
  publishTerms(terms: PublishedTerms): Promise<void>;
  /** Applies the stimulus; gives the refusal's code if the instance refused it. */
  apply(stimulus: Stimulus): Promise<string | undefined>;
  /**
   * Lets time pass up to `at`; timers fire in order of their due times. A driver whose clock runs by itself
   * may pass `at` by less than half a minute: traces tell whole minutes.
   */
  advanceTo(at: number): Promise<void>;
  /** The root instance first, called ones in order of their start. */
  instances(): Promise<readonly InstanceFacts[]>;
  /** Ends what still runs and frees everything. */
  close(): Promise<void>;
}

/**
 * Something that can carry out processes: in memory, or durably on Temporal.
 *
 * Within a case the driver routes what instances throw: a published message goes to the oldest open subscription
 * with its name and key (and is dropped if there is none), a broadcast signal to every open subscription.
 */
export interface ConformanceDriver {
  readonly name: string;
  begin(start: ConformanceStart): Promise<ConformanceRun>;
}
