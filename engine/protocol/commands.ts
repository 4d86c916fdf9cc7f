import type { ServiceTimeLedger } from '../clocks/ledger.js';
import type { Commitment } from './clock-terms.js';
import type { DecisionChoice, DecisionInputs } from './decisions.js';
import type { Variables } from './json.js';

/** Who is offered a task. Empty lists and no assignee: anybody who may see the instance. */
export interface TaskCandidates {
  readonly assignee?: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/**
 * A person shall do something. The command is for drivers that must act (none needs to today);
 * the inbox is a projection of the trace record `taskOpened`, which carries the same data.
 */
export interface OpenTask {
  readonly type: 'openTask';
  readonly taskId: string;
  readonly elementId: string;
}

export interface CloseTask {
  readonly type: 'closeTask';
  readonly taskId: string;
}

/** Send `timerFired` at `dueAt` (epoch milliseconds), at once if that is past. */
export interface StartTimer {
  readonly type: 'startTimer';
  readonly timerId: string;
  readonly dueAt: number;
}

export interface CancelTimer {
  readonly type: 'cancelTimer';
  readonly timerId: string;
}

/** Have a worker do the job; answer with `jobCompleted`, `jobFailed` or `jobErrorThrown`. */
export interface RunJob {
  readonly type: 'runJob';
  readonly jobId: string;
  readonly elementId: string;
  readonly jobType: string;
  /** Temporal task queue; left out, the driver's default. */
  readonly taskQueue?: string;
  /** Attempts in all, at least 1. */
  readonly retries: number;
  readonly retryBackoffMs: number;
  /** Limit of one attempt in milliseconds. */
  readonly timeoutMs: number;
  /** It is kept until a worker comes for it, wherever that lives; otherwise the driver gives it to a worker of its own. */
  readonly isExternal?: true;
  readonly variables: Variables;
}

/**
 * Run the JavaScript of a script task, which has no effect but its value; answer like a job, `jobCompleted` with the
 * one variable `value`.
 */
export interface RunScript {
  readonly type: 'runScript';
  readonly jobId: string;
  readonly elementId: string;
  readonly script: string;
  readonly variables: Variables;
}

/**
 * Find the version of a decision and evaluate it, which has no effect but its value; answer with `decisionEvaluated` or
 * `decisionFailed`. Nobody has to be told if the answer is no longer wanted.
 */
export interface EvaluateDecision extends DecisionChoice, DecisionInputs {
  readonly type: 'evaluateDecision';
  readonly evaluationId: string;
  readonly elementId: string;
}

export interface CancelJob {
  readonly type: 'cancelJob';
  readonly jobId: string;
  /** As it was in `runJob`. */
  readonly isExternal?: true;
}

/** The errors that events around a call catch, if they come out of it. */
export interface CaughtErrors {
  readonly codes: readonly string[];
  /** An event without a code catches every error. */
  readonly isEvery: boolean;
}

/** Start an instance of another process; answer with `childEnded`, and `childEscalated` on the way. */
export interface StartChild {
  readonly type: 'startChild';
  readonly childId: string;
  readonly elementId: string;
  readonly processId: string;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly businessKey?: string;
  /** How many calls lead to it; goes on with its `instanceStarted`. */
  readonly callDepth: number;
  /** Left out, nothing around the call catches errors. Goes on with its `instanceStarted`. */
  readonly caughtErrors?: CaughtErrors;
  readonly variables: Variables;
}

export interface CancelChild {
  readonly type: 'cancelChild';
  readonly childId: string;
}

/** The called instance is suspended with this one; it may have ended meanwhile. */
export interface SuspendChild {
  readonly type: 'suspendChild';
  readonly childId: string;
}

export interface ResumeChild {
  readonly type: 'resumeChild';
  readonly childId: string;
}

/** Route matching messages (or signals, which have no key) to this instance until `unsubscribe`. */
export interface Subscribe {
  readonly type: 'subscribe';
  readonly subscriptionId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey?: string;
}

export interface Unsubscribe {
  readonly type: 'unsubscribe';
  readonly subscriptionId: string;
}

export interface PublishMessage {
  readonly type: 'publishMessage';
  readonly messageId: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly timeToLiveMs: number;
  readonly variables: Variables;
}

export interface BroadcastSignal {
  readonly type: 'broadcastSignal';
  readonly name: string;
  readonly variables: Variables;
}

/** Derive when a clock reaches its thresholds; answer with `deadlinesDerived`. */
export interface DeriveDeadlines {
  readonly type: 'deriveDeadlines';
  readonly clockId: string;
  readonly revision: number;
  readonly calendarId: string;
  readonly ledger: ServiceTimeLedger;
  /** Service time in milliseconds. */
  readonly targetMs: number;
  /** With it, the agreement says target and calendar, and what stands here of them is nothing to go by. */
  readonly commitment?: Commitment;
  /** 0 stands for the share that the agreement says. */
  readonly shares: readonly number[];
}

/** An escalation no scope of this instance caught: goes to the calling instance, if there is one. */
export interface EscalateToParent {
  readonly type: 'escalateToParent';
  readonly escalationCode: string;
  readonly variables: Variables;
}

/** The instance has ended; no command follows. */
export interface EndInstance {
  readonly type: 'endInstance';
  readonly outcome:
    | { readonly type: 'completed' }
    | { readonly type: 'canceled'; readonly reason: string }
    /** An error event reached the top of a called process. */
    | { readonly type: 'error'; readonly errorCode: string; readonly message: string };
  readonly variables: Variables;
}

/** An effect the machine asks for: data only, performed by the driver in order. */
export type Command =
  | OpenTask
  | CloseTask
  | StartTimer
  | CancelTimer
  | RunJob
  | RunScript
  | EvaluateDecision
  | CancelJob
  | StartChild
  | CancelChild
  | SuspendChild
  | ResumeChild
  | Subscribe
  | Unsubscribe
  | PublishMessage
  | BroadcastSignal
  | DeriveDeadlines
  | EscalateToParent
  | EndInstance;

export type CommandType = Command['type'];
