import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  Actor,
  CaughtErrors,
  Command,
  EndInstance,
  InnerStart,
  InstanceState,
  JobOutcome,
  Program,
  Variables,
} from '../engine/index.js';
import type { InstanceIdentity } from './activities/ports.js';

/**
 * Arguments of every process workflow. Workflow id = instance id, workflow type = process id.
 *
 * The program is an argument of its own, so that all instances of one version share one blob: the
 * payload codec swaps it for its hash, and that is all a history holds of it.
 */
export type ProcessWorkflowArguments = [program: Program, start: ProcessWorkflowStart];

/** When an instance continues as a new run, and what it may hold. Left out: the defaults of `limits.ts`. */
export interface ProcessWorkflowLimits {
  /** Events of one run. */
  readonly historyEvents?: number;
  /** Bytes of history of one run. */
  readonly historyBytes?: number;
  /** Updates and signals taken by one run. */
  readonly deliveries?: number;
  /** Bytes of all variables of the instance, as JSON. */
  readonly variableBytes?: number;
}

export interface ProcessWorkflowStart {
  readonly instance: InstanceIdentity;
  readonly limits?: ProcessWorkflowLimits;
  readonly begin:
    | {
        readonly type: 'start';
        readonly startElementId?: string;
        /** Which of the start event's definitions has occurred. */
        readonly startDefinition?: number;
        readonly variables: Variables;
        readonly zone: string;
        readonly actor: Actor;
        /** How many calls lead to this instance; left out, none. */
        readonly callDepth?: number;
        /** What is caught around the call that leads to this instance. */
        readonly caughtErrors?: CaughtErrors;
      }
    | { readonly type: 'continue'; readonly carried: CarriedState };
  /** Names the element of the calling instance that waits for this one. */
  readonly parent?: { readonly instanceId: string; readonly childId: string };
}

/** What continue-as-new takes along. */
export interface CarriedState {
  readonly state: InstanceState;
  readonly nextSeq: number;
  /** Ids of inputs already applied, oldest first, bounded. */
  readonly seen: readonly string[];
  /** Commands that waited for the new run, so that the old one could come to rest. */
  readonly held: readonly Command[];
  /** The calling instance has continued as new and no longer sees this run end: report by signal. */
  readonly isDetached: boolean;
}

/** What a process workflow returns. It never fails: a process error is an outcome like any other. */
export interface ProcessWorkflowResult {
  readonly outcome: EndInstance['outcome'];
  /** Only of a called instance; its caller needs them. */
  readonly variables?: Variables;
}

export interface CompleteTaskCommand {
  /** The caller's id of this command: a repeated one is answered, not applied again. */
  readonly commandId: string;
  readonly taskId: string;
  /** The epoch that the person saw; a newer one refuses the completion. */
  readonly assignmentEpoch: number;
  readonly variables: Variables;
  readonly actor: Actor;
}

export interface RetryIncidentCommand {
  readonly commandId: string;
  readonly incidentId: string;
  readonly variables?: Variables;
  readonly actor: Actor;
}

export interface SetVariablesCommand {
  readonly commandId: string;
  readonly elementInstanceId?: string;
  readonly variables: Variables;
  readonly actor: Actor;
}

/** Begins activities of an ad-hoc sub-process. */
export interface StartActivitiesCommand {
  readonly commandId: string;
  /** Of the ad-hoc sub-process. */
  readonly elementInstanceId: string;
  readonly activities: readonly InnerStart[];
  readonly actor: Actor;
}

export interface CompleteAdHocCommand {
  readonly commandId: string;
  readonly elementInstanceId: string;
  readonly actor: Actor;
}

export interface CompleteJobCommand {
  readonly commandId: string;
  readonly jobId: string;
  readonly outcome: JobOutcome;
}

export interface CancelInstanceCommand {
  readonly commandId: string;
  readonly reason: string;
  readonly actor: Actor;
}

/** Suspends or resumes an instance, and those it has called. */
export interface SuspensionCommand {
  readonly commandId: string;
  readonly isSuspended: boolean;
  readonly reason?: string;
  readonly actor: Actor;
}

/** A calendar or an agreement has a new version, which clocks of the instance may count by. */
export interface PublishTermsCommand {
  readonly commandId: string;
  readonly source: 'calendar' | 'agreement';
  readonly id: string;
  readonly version: string;
}

/** The facts up to `seq` are committed when the answer arrives. */
export interface CommandAnswer {
  readonly seq: number;
}

/**
 * Updates. Refusals are `ApplicationFailure`s whose type is an `InputRefusal` code
 * (`unknownTask`, `unknownIncident`, `instanceEnded`, …), `unknownJob`, `staleAssignment` or `variablesTooLarge`.
 */
export const completeTaskUpdate = defineUpdate<CommandAnswer, [CompleteTaskCommand]>(
  'completeTask',
);
export const retryIncidentUpdate = defineUpdate<CommandAnswer, [RetryIncidentCommand]>(
  'retryIncident',
);
export const setVariablesUpdate = defineUpdate<CommandAnswer, [SetVariablesCommand]>(
  'setVariables',
);
export const cancelInstanceUpdate = defineUpdate<CommandAnswer, [CancelInstanceCommand]>(
  'cancelInstance',
);
export const suspendInstanceUpdate = defineUpdate<CommandAnswer, [SuspensionCommand]>(
  'suspendInstance',
);
export const completeJobUpdate = defineUpdate<CommandAnswer, [CompleteJobCommand]>('completeJob');

export const publishTermsUpdate = defineUpdate<CommandAnswer, [PublishTermsCommand]>(
  'publishTerms',
);

export const startActivitiesUpdate = defineUpdate<CommandAnswer, [StartActivitiesCommand]>(
  'startActivities',
);
export const completeAdHocUpdate = defineUpdate<CommandAnswer, [CompleteAdHocCommand]>(
  'completeAdHoc',
);

export interface MessageDelivery {
  readonly messageId: string;
  readonly subscriptionId: string;
  readonly variables: Variables;
}

/** Asks that a message be not taken any more; the facts then say whether it was before. */
export interface MessageRecall {
  readonly messageId: string;
  readonly subscriptionId: string;
}

export interface SignalDelivery {
  readonly deliveryId: string;
  readonly name: string;
  readonly variables: Variables;
}

/**
 * A called instance reports to its caller by instance id, so that both may continue as new.
 * How it ended is told this way only after `detachChild`; before that the caller sees the run itself end.
 */
export interface ChildReport {
  readonly childId: string;
  readonly report:
    | { readonly type: 'escalated'; readonly reportId: string; readonly escalationCode: string }
    | { readonly type: 'completed' }
    | { readonly type: 'error'; readonly errorCode: string; readonly message: string }
    | { readonly type: 'canceled' }
    | { readonly type: 'failed'; readonly message: string };
  readonly variables: Variables;
}

/** An update, because the sender must know: when it is answered, the message was taken by a fact or never will be. */
export const recallMessageUpdate = defineUpdate<CommandAnswer, [MessageRecall]>('recallMessage');

export const deliverMessageSignal = defineSignal<[MessageDelivery]>('deliverMessage');
export const deliverBpmnSignalSignal = defineSignal<[SignalDelivery]>('deliverBpmnSignal');
export const childReportSignal = defineSignal<[ChildReport]>('childReport');
/** From a calling instance that is suspended or resumed. */
export const suspendChildSignal = defineSignal<[{ readonly isSuspended: boolean }]>('suspendChild');
/** From a calling instance that is about to continue as new. */
export const detachChildSignal = defineSignal('detachChild');

/** The live state, for operators and for checking projections. */
export const instanceStateQuery = defineQuery<{
  readonly state: InstanceState;
  readonly nextSeq: number;
}>('instanceState');
