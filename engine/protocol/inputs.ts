import type { DerivedTerms } from './clock-terms.js';
import type { CaughtErrors } from './commands.js';
import type { DecisionEvaluation, EvaluatedDecision, UndecidedCall } from './decisions.js';
import type { JsonValue, Variables } from './json.js';

/** Who caused an input: a person's user name, or a part of the system. */
export interface Actor {
  readonly type: 'user' | 'system' | 'external';
  readonly id: string;
  /** Who is absent and in whose place this person acts. */
  readonly onBehalfOf?: string;
}

interface AtTime {
  /** Epoch milliseconds: the only clock the engine knows. Never smaller than that of the input before. */
  readonly at: number;
}

export interface InstanceStarted extends AtTime {
  readonly type: 'instanceStarted';
  readonly instanceId: string;
  /** The chosen start event; left out, the process' only none start event. */
  readonly startElementId?: string;
  /** Which of the start event's definitions has occurred; left out, the first, or none if a person starts it. */
  readonly startDefinition?: number;
  readonly variables: Variables;
  readonly businessKey?: string;
  /** How many calls lead to it; left out, none. */
  readonly callDepth?: number;
  /** What is caught around the call that leads to it. */
  readonly caughtErrors?: CaughtErrors;
  /** IANA zone of the instance; data of the instance, never of the host. */
  readonly zone: string;
  readonly actor: Actor;
}

export interface TaskCompleted extends AtTime {
  readonly type: 'taskCompleted';
  readonly taskId: string;
  readonly variables: Variables;
  readonly actor: Actor;
}

export interface JobCompleted extends AtTime {
  readonly type: 'jobCompleted';
  readonly jobId: string;
  readonly variables: Variables;
}

/** All attempts are used up: the job becomes an incident. */
export interface JobFailed extends AtTime {
  readonly type: 'jobFailed';
  readonly jobId: string;
  readonly message: string;
}

/** The worker of a job answers with a business error (BPMN 2.0.2 section 10.5.6). */
export interface JobErrorThrown extends AtTime {
  readonly type: 'jobErrorThrown';
  readonly jobId: string;
  readonly errorCode: string;
  readonly message: string;
  readonly variables: Variables;
}

export interface DecisionEvaluated extends AtTime {
  readonly type: 'decisionEvaluated';
  readonly evaluationId: string;
  readonly decision: EvaluatedDecision;
  readonly evaluation: DecisionEvaluation;
}

/** There is no such decision, or it cannot be evaluated. */
export interface DecisionFailed extends AtTime, UndecidedCall {
  readonly type: 'decisionFailed';
  readonly evaluationId: string;
}

export interface TimerFired extends AtTime {
  readonly type: 'timerFired';
  readonly timerId: string;
}

export interface MessageReceived extends AtTime {
  readonly type: 'messageReceived';
  readonly subscriptionId: string;
  readonly messageId: string;
  readonly variables: Variables;
}

export interface SignalReceived extends AtTime {
  readonly type: 'signalReceived';
  readonly name: string;
  readonly variables: Variables;
}

/** The instance started by `startChild` has ended. */
export interface ChildEnded extends AtTime {
  readonly type: 'childEnded';
  readonly childId: string;
  readonly outcome:
    | { readonly type: 'completed' }
    | { readonly type: 'error'; readonly errorCode: string; readonly message: string }
    | { readonly type: 'canceled' }
    /** It could not be started or run at all. */
    | { readonly type: 'failed'; readonly message: string };
  readonly variables: Variables;
}

/** An escalation that the called process threw and did not catch; the child goes on. */
export interface ChildEscalated extends AtTime {
  readonly type: 'childEscalated';
  readonly childId: string;
  readonly escalationCode: string;
  readonly variables: Variables;
}

/** Answer to `deriveDeadlines`: the instants at which each threshold of a clock is reached. */
export interface DeadlinesDerived extends AtTime {
  readonly type: 'deadlinesDerived';
  readonly clockId: string;
  /** Echo of the command, so that an answer to an outdated question is dropped. */
  readonly revision: number;
  readonly outcome:
    | ({ readonly type: 'derived' } & DerivedTerms)
    | { readonly type: 'failed'; readonly message: string };
}

/** A calendar or an agreement has a new version: clocks that it may concern ask for their deadlines again. */
export interface TermsPublished extends AtTime {
  readonly type: 'termsPublished';
  readonly source: 'calendar' | 'agreement';
  readonly id: string;
  readonly version: string;
}

/** An operator asks to try again; changed variables are applied to the element's scope first. */
export interface IncidentRetried extends AtTime {
  readonly type: 'incidentRetried';
  readonly incidentId: string;
  readonly variables?: Variables;
  readonly actor: Actor;
}

export interface InstanceCancelRequested extends AtTime {
  readonly type: 'instanceCancelRequested';
  readonly reason: string;
  readonly actor: Actor;
}

/** An operator stops the instance for a while: `suspension.ts` says what it takes meanwhile. */
export interface InstanceSuspended extends AtTime {
  readonly type: 'instanceSuspended';
  readonly reason?: string;
  readonly actor: Actor;
}

/** The instance goes on, first with what has come meanwhile. */
export interface InstanceResumed extends AtTime {
  readonly type: 'instanceResumed';
  readonly reason?: string;
  readonly actor: Actor;
}

/** An operator sets variables of the instance (`elementInstanceId` left out) or of one element instance. */
export interface VariablesSet extends AtTime {
  readonly type: 'variablesSet';
  readonly elementInstanceId?: string;
  readonly variables: Variables;
  readonly actor: Actor;
}

/** One inner activity that somebody begins, with variables of its own. */
export interface InnerStart {
  readonly elementId: string;
  readonly variables: Variables;
}

/** A person begins activities of an ad-hoc sub-process (BPMN 2.0.2 section 13.3.5). */
export interface AdHocActivitiesStarted extends AtTime {
  readonly type: 'adHocActivitiesStarted';
  /** Of the ad-hoc sub-process. */
  readonly elementInstanceId: string;
  readonly activities: readonly InnerStart[];
  readonly actor: Actor;
}

/** A person says that an ad-hoc sub-process without a completion condition is done. */
export interface AdHocCompleted extends AtTime {
  readonly type: 'adHocCompleted';
  readonly elementInstanceId: string;
  readonly actor: Actor;
}

/** One fact of the outside world, told to the machine. */
export type Input =
  | InstanceStarted
  | TaskCompleted
  | JobCompleted
  | JobFailed
  | JobErrorThrown
  | DecisionEvaluated
  | DecisionFailed
  | TimerFired
  | MessageReceived
  | SignalReceived
  | ChildEnded
  | ChildEscalated
  | DeadlinesDerived
  | TermsPublished
  | IncidentRetried
  | InstanceCancelRequested
  | InstanceSuspended
  | InstanceResumed
  | VariablesSet
  | AdHocActivitiesStarted
  | AdHocCompleted;

export type InputType = Input['type'];

/** An input before whoever drives the machine gives it its time. */
export type UntimedInput = Input extends infer Each
  ? Each extends Input
    ? Omit<Each, 'at'>
    : never
  : never;

/** Why an input was not applied; the state is unchanged. Drivers turn it into their own refusal. */
export interface InputRefusal {
  readonly code:
    | 'unknownTask'
    | 'unknownIncident'
    | 'unknownElementInstance'
    | 'instanceEnded'
    /** The definition excludes whoever did it from this task. */
    | 'personExcluded'
    /** Nobody completes or changes anything in it before it is resumed. */
    | 'instanceSuspended'
    | 'instanceNotSuspended'
    | 'alreadyStarted'
    | 'unknownStartElement'
    /** The start event is conditional, and what was given does not fulfil its condition. */
    | 'startConditionNotMet'
    /** It is not among the activities that can be started. */
    | 'activityNotStartable'
    /** One activity at a time, and one is under way. */
    | 'adHocBusy'
    /** No activity is started any more. */
    | 'adHocClosed'
    /** Its completion condition decides when it is done, nobody else. */
    | 'adHocNotCompletable';
  readonly message: string;
  readonly params: Readonly<Record<string, JsonValue>>;
}
