import type { Variables } from '../../../engine/index.js';

/** Names one piece of open work: by id, or the n-th open one of an element. */
interface AtWork {
  readonly id?: string;
  readonly element?: string;
  /** From 1, in order of opening; left out, the first. */
  readonly nth?: number;
  /** Name of the instance (`main`, `main/call-it`); left out, any. */
  readonly instance?: string;
}

interface AtJob extends AtWork {
  /** Job type, in place of the element. */
  readonly type?: string;
}

/** One thing that happens from outside. */
export type ScriptStep = (
  | ({
      readonly do: 'completeTask';
      readonly variables?: Variables;
      /** User name of who completes it; left out, that of who runs the script. */
      readonly by?: string;
    } & AtWork)
  | ({ readonly do: 'completeJob'; readonly variables?: Variables } & AtJob)
  /** No attempt is left. */
  | ({ readonly do: 'failJob'; readonly message?: string } & AtJob)
  | ({
      readonly do: 'throwError';
      readonly errorCode: string;
      readonly message?: string;
      readonly variables?: Variables;
    } & AtJob)
  | {
      readonly do: 'message';
      readonly name: string;
      readonly correlationKey?: string;
      readonly variables?: Variables;
      readonly messageId?: string;
      /** How long it waits for a subscription; left out, not at all. */
      readonly timeToLive?: string;
    }
  | { readonly do: 'signal'; readonly name: string; readonly variables?: Variables }
  | {
      readonly do: 'advance';
      /** By a duration, */
      readonly duration?: string;
      /** up to when the next timer is due, */
      readonly to?: 'nextTimer';
      /** or up to an instant. */
      readonly until?: string;
    }
  | ({ readonly do: 'retry'; readonly variables?: Variables } & AtWork)
  | {
      readonly do: 'setVariables';
      readonly variables: Variables;
      /** Of its latest active instance; left out, of the process instance. */
      readonly element?: string;
      readonly instance?: string;
    }
  /** A person begins activities of an open ad-hoc sub-process. */
  | ({
      readonly do: 'startActivities';
      readonly activities: readonly string[];
      /** Become variables of each of them. */
      readonly variables?: Variables;
    } & AtWork)
  /** A person says that an ad-hoc sub-process is done. */
  | ({ readonly do: 'completeAdHoc' } & AtWork)
  /** An operator stops an instance for a while, or lets it go on; with those it has called. */
  | { readonly do: 'suspend'; readonly instance?: string; readonly reason?: string }
  | { readonly do: 'resume'; readonly instance?: string; readonly reason?: string }
  | { readonly do: 'cancel'; readonly instance?: string; readonly reason?: string }
  | {
      readonly do: 'start';
      readonly process: string;
      readonly startEvent?: string;
      readonly businessKey?: string;
      readonly variables?: Variables;
    }
) & {
  /** Code of the refusal that the step must meet. */
  readonly refused?: string;
};

export type StepOf<Do extends ScriptStep['do']> = Extract<ScriptStep, { do: Do }>;

/** What happens to the processes, in order. */
export interface Script {
  readonly steps: readonly ScriptStep[];
}
