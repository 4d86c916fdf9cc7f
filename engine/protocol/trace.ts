import type { Incident } from './incidents.js';
import type { ClockChange, Commitment } from './clock-terms.js';
import type { ListenerEvent } from '../model/program.js';
import type { TaskCandidates } from './commands.js';
import type { DecisionEvaluation, EvaluatedDecision } from './decisions.js';
import type { Actor, InputType } from './inputs.js';
import type { Variables } from './json.js';

interface OfElement {
  readonly elementId: string;
  /** One activation of an element: the instance id, `:e` and a counter. */
  readonly elementInstanceId: string;
}

export type ClockEvent =
  'started' | 'paused' | 'resumed' | 'stopped' | 'atRisk' | 'breached' | 'deadlinesSet';

/** What happened, in order. Drivers add sequence number, times and actor and store each record as a fact. */
export type TraceRecord =
  | {
      readonly type: 'instanceStarted';
      readonly processId: string;
      readonly businessKey?: string;
      readonly name?: string;
      /** The start event that was chosen; left out, the process' only none start event. */
      readonly startElementId?: string;
      readonly variables: Variables;
      readonly actor: Actor;
    }
  | ({
      readonly type: 'elementActivated';
      readonly scopeInstanceId?: string;
      /** The activation that this one compensates. */
      readonly compensates?: string;
      /** It repeats the element of the same id, whose activations follow. */
      readonly isLoop?: true;
      /** Which one it is of those that a loop of the same id repeats, counted from 1. */
      readonly loopCounter?: number;
    } & OfElement)
  /** None of its input sets is complete: it begins as soon as one is. */
  | ({ readonly type: 'dataAwaited'; readonly missing: readonly string[] } & OfElement)
  | ({ readonly type: 'elementCompleted' } & OfElement)
  | ({ readonly type: 'elementTerminated' } & OfElement)
  | { readonly type: 'flowTaken'; readonly flowId: string }
  /** Changed variables of one scope; `elementInstanceId` left out means the instance itself. */
  | {
      readonly type: 'variablesChanged';
      readonly elementInstanceId?: string;
      readonly variables: Variables;
      readonly actor?: Actor;
    }
  | ({
      readonly type: 'taskOpened';
      readonly taskId: string;
      readonly name: string;
      readonly candidates: TaskCandidates;
      /** User names of those who may not complete it; left out, nobody is excluded. */
      readonly excludedUsers?: readonly string[];
      readonly formId?: string;
      readonly priority?: number;
      readonly dueAt?: number;
      readonly followUpAt?: number;
      /** Raised by every change of candidates; a completion names the epoch it saw. */
      readonly assignmentEpoch: number;
    } & OfElement)
  /** Somebody has completed what the open task is separate from: these may not complete it now. */
  | ({
      readonly type: 'taskExclusionsChanged';
      readonly taskId: string;
      readonly excludedUsers: readonly string[];
    } & OfElement)
  | ({ readonly type: 'taskCompleted'; readonly taskId: string; readonly actor: Actor } & OfElement)
  | ({ readonly type: 'taskCanceled'; readonly taskId: string } & OfElement)
  | ({
      readonly type: 'jobCreated';
      readonly jobId: string;
      readonly jobType: string;
      /** It is no work of the element itself: when in its life the listener runs. */
      readonly listener?: ListenerEvent;
    } & OfElement)
  | ({ readonly type: 'jobCompleted'; readonly jobId: string } & OfElement)
  | ({ readonly type: 'jobFailed'; readonly jobId: string; readonly message: string } & OfElement)
  | ({ readonly type: 'jobCanceled'; readonly jobId: string } & OfElement)
  /** A decision was made: which version, and by which rules. */
  | ({
      readonly type: 'decisionEvaluated';
      readonly evaluationId: string;
      readonly decision: EvaluatedDecision;
      readonly evaluation: DecisionEvaluation;
    } & OfElement)
  | ({
      readonly type: 'timerStarted';
      readonly timerId: string;
      readonly dueAt: number;
    } & OfElement)
  | ({ readonly type: 'timerFired'; readonly timerId: string } & OfElement)
  | ({ readonly type: 'timerCanceled'; readonly timerId: string } & OfElement)
  | ({
      readonly type: 'subscriptionOpened';
      readonly subscriptionId: string;
      readonly kind: 'message' | 'signal';
      readonly name: string;
      readonly correlationKey?: string;
    } & OfElement)
  | ({ readonly type: 'subscriptionClosed'; readonly subscriptionId: string } & OfElement)
  /** A signal was thrown to everybody who waits for it. */
  | ({ readonly type: 'signalBroadcast'; readonly name: string } & OfElement)
  /** A conditional event waits until its condition becomes true. */
  | ({ readonly type: 'conditionOpened'; readonly conditionId: string } & OfElement)
  | ({ readonly type: 'conditionMet'; readonly conditionId: string } & OfElement)
  | ({ readonly type: 'conditionClosed'; readonly conditionId: string } & OfElement)
  | ({
      readonly type: 'messageCorrelated';
      readonly subscriptionId: string;
      readonly name: string;
      readonly messageId: string;
    } & OfElement)
  | ({
      readonly type: 'messagePublished';
      readonly name: string;
      readonly messageId: string;
      readonly correlationKey: string;
    } & OfElement)
  | ({
      readonly type: 'childStarted';
      readonly childId: string;
      readonly processId: string;
    } & OfElement)
  | ({
      readonly type: 'childEnded';
      readonly childId: string;
      readonly outcome: string;
    } & OfElement)
  | ({
      readonly type: 'errorThrown';
      readonly errorCode: string;
      readonly message: string;
      readonly caughtBy?: string;
    } & OfElement)
  | ({
      readonly type: 'escalationThrown';
      readonly escalationCode: string;
      readonly caughtBy?: string;
    } & OfElement)
  /** The completed activities that are compensated, in order. */
  | ({
      readonly type: 'compensationThrown';
      readonly activities: readonly string[];
    } & OfElement)
  | ({
      readonly type: 'clockChanged';
      readonly clockId: string;
      /** The `id` of the clock in the model. */
      readonly clockName: string;
      readonly event: ClockEvent;
      readonly reason?: string;
      /** With `started`, or with `deadlinesSet` if it was not known before: the target in milliseconds of service time. */
      readonly targetMs?: number;
      readonly calendarId?: string;
      /** With `started`: the agreement will say target and calendar. */
      readonly commitment?: Commitment;
      /** With `deadlinesSet`. */
      readonly deadlines?: readonly {
        readonly kind: 'atRisk' | 'breach';
        readonly share: number;
        readonly dueAt: number;
      }[];
      readonly calendarVersion?: string;
      readonly agreementId?: string;
      readonly agreementVersion?: string;
      /** With `deadlinesSet`: why they are others than before. */
      readonly changes?: readonly ClockChange[];
    } & OfElement)
  /** An ad-hoc sub-process has begun: what people may start in it, again and again, until it closes. */
  | ({
      readonly type: 'adHocOpened';
      readonly activities: readonly { readonly elementId: string; readonly name: string }[];
      /** One at a time. */
      readonly isSequential: boolean;
      /** No condition says when it is done: a person does. */
      readonly isCompletable: boolean;
    } & OfElement)
  | ({
      readonly type: 'adHocActivitiesStarted';
      readonly activityIds: readonly string[];
      /** Left out: the rule of the model has chosen them. */
      readonly actor?: Actor;
    } & OfElement)
  /** Nothing more is started in it; what runs may still go on. */
  | ({ readonly type: 'adHocClosed'; readonly actor?: Actor } & OfElement)
  | { readonly type: 'incidentRaised'; readonly incident: Incident }
  | {
      readonly type: 'incidentResolved';
      readonly incidentId: string;
      readonly elementId: string;
      readonly actor?: Actor;
    }
  | { readonly type: 'instanceCompleted'; readonly variables: Variables }
  | { readonly type: 'instanceCanceled'; readonly reason: string; readonly actor: Actor }
  | { readonly type: 'instanceSuspended'; readonly reason?: string; readonly actor: Actor }
  | { readonly type: 'instanceResumed'; readonly reason?: string; readonly actor: Actor }
  /** It came while the instance was suspended, which keeps it until it is resumed. */
  | ({ readonly type: 'inputDeferred'; readonly input: InputType } & OfElement)
  | { readonly type: 'signalDeferred'; readonly name: string }
  /** So did a message: whoever routes it need not look for another instance that takes it. */
  | ({
      readonly type: 'messageDeferred';
      readonly subscriptionId: string;
      readonly name: string;
      readonly messageId: string;
    } & OfElement)
  | { readonly type: 'instanceFailed'; readonly errorCode: string; readonly message: string };

export type TraceType = TraceRecord['type'];
