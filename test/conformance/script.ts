import type {
  Agreement,
  AgreementScope,
  BusinessCalendar,
  JsonValue,
  Variables,
} from '../../engine/index.js';

/** Names one piece of open work by the element it belongs to; the oldest, if there are several. */
interface AtElement {
  readonly element: string;
  /** Name of the instance in the trace (`main`, `main/call-it`); left out, any that has such work. */
  readonly instance?: string;
  /** Take the latest closed one instead, to show that it is refused. */
  readonly isClosed?: boolean;
}

/** One thing that happens to the process from outside. */
export type ScriptStep = (
  | ({
      readonly do: 'completeTask';
      readonly variables?: Variables;
      /** User name of who completes it. */
      readonly by?: string;
    } & AtElement)
  | ({ readonly do: 'completeJob'; readonly variables?: Variables } & AtElement)
  /** The last attempt fails. */
  | ({ readonly do: 'failJob'; readonly message?: string } & AtElement)
  | ({
      readonly do: 'throwError';
      readonly errorCode: string;
      readonly message?: string;
      readonly variables?: Variables;
    } & AtElement)
  /** To the oldest open subscription with this name and key; the case fails if there is none. */
  | {
      readonly do: 'message';
      readonly name: string;
      readonly correlationKey?: string;
      readonly variables?: Variables;
    }
  /** To every open subscription with this name. */
  | { readonly do: 'signal'; readonly name: string; readonly variables?: Variables }
  /** Published to whoever waits for it, or begins by it; kept for its time to live if there is nobody. */
  | {
      readonly do: 'publish';
      readonly name: string;
      readonly correlationKey?: string;
      readonly timeToLive?: string;
      readonly variables?: Variables;
    }
  /** To everybody who waits for it, or begins by it. */
  | { readonly do: 'broadcast'; readonly name: string; readonly variables?: Variables }
  /** Time passes; what falls due on the way fires in order. */
  | { readonly do: 'advance'; readonly duration: string }
  /** Time passes up to the earliest open timer of the trace. */
  | { readonly do: 'advance'; readonly to: 'nextTimer' }
  /** An operator retries the incident of an element. */
  | ({ readonly do: 'retry'; readonly variables?: Variables } & AtElement)
  /** An operator sets variables: of the instance, or of the latest activation of an element. */
  | {
      readonly do: 'setVariables';
      readonly element?: string;
      readonly instance?: string;
      readonly variables: Variables;
    }
  /** A person begins activities of the oldest open ad-hoc sub-process of the element. */
  | ({
      readonly do: 'startActivities';
      readonly activities: readonly string[];
      /** Become variables of each of them. */
      readonly variables?: Variables;
    } & AtElement)
  /** A person says that the ad-hoc sub-process is done. */
  | ({ readonly do: 'completeAdHoc' } & AtElement)
  /** An operator stops an instance for a while. */
  | { readonly do: 'suspend' | 'resume'; readonly instance?: string }
  | { readonly do: 'cancel'; readonly instance?: string; readonly reason?: string }
  /** A calendar or an agreement gets a new version, with these fields instead of those it has, and instances hear of it. */
  | {
      readonly do: 'changeTerms';
      readonly calendar?: Partial<BusinessCalendar> & { readonly id: string };
      readonly agreement?: Partial<Agreement> & { readonly id: string };
    }
  /** Files of the case's folder become the latest version of what they decide; `together` with the processes, as they are. */
  | { readonly do: 'deploy'; readonly decisions: readonly string[]; readonly together?: true }
) & {
  /** Code of the refusal that the step must meet; without it, a refusal fails the case. */
  readonly refused?: string;
};

/** Where the root instance must stand after the last step. Lists left out must be empty. */
export interface ScriptExpectation {
  readonly status: 'completed' | 'canceled' | 'failed' | 'open';
  /** How many instances there were that no other one called; left out, one. */
  readonly instances?: number;
  /** These variables of the root instance have these values; others may exist. */
  readonly variables?: Readonly<Record<string, JsonValue>>;
  /** Variables that the root instance must not have. */
  readonly absent?: readonly string[];
  readonly openTasks?: readonly string[];
  readonly openJobs?: readonly string[];
  readonly openTimers?: readonly string[];
  readonly openSubscriptions?: readonly string[];
  readonly openConditions?: readonly string[];
  readonly incidents?: readonly { readonly element: string; readonly code: string }[];
  /** Every one of these was activated. */
  readonly visits?: readonly string[];
  /** None of these was activated. */
  readonly avoids?: readonly string[];
}

/** `<case>.script.json`: what happens to the process of `<case>.bpmn`, and how that must end. */
export interface ConformanceScript {
  /** What the case shows: one sentence in the present. */
  readonly title: string;
  /** The file may hold several processes: those that are called. */
  readonly processId: string;
  readonly startElement?: string;
  /** Which of the start event's definitions has occurred. */
  readonly startDefinition?: number;
  /** Nobody starts it: messages, signals and time do. The first instance is `main`, the next ones `main#2`, … */
  readonly isBegunByEvents?: true;
  readonly businessKey?: string;
  /** A text `@+PT2H` means the instant two hours after the start, as date and time in UTC. */
  readonly variables?: Variables;
  /** Weekday and time in UTC, for instance `friday 16:30`; left out, `monday 09:00`. */
  readonly startsAt?: string;
  /** DMN files of the case's folder that are deployed with the processes. */
  readonly decisions?: readonly string[];
  /** What is agreed. */
  readonly agreements?: readonly Agreement[];
  /** Where the instances belong. */
  readonly scope?: AgreementScope;
  readonly steps: readonly ScriptStep[];
  readonly expect: ScriptExpectation;
  /** Why a driver can't run the case, by the driver's name. */
  readonly skip?: Readonly<Record<string, string>>;
}
