import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor, InstanceState, Program, Variables } from '../engine/index.js';
import type { InstanceIdentity } from './activities/ports.js';

/** First argument of every process workflow. Workflow id = instance id, workflow type = process id. */
export interface ProcessWorkflowStart {
  readonly instance: InstanceIdentity;
  /** Swapped for a blob by the payload codec: the history holds a hash. */
  readonly program: Program;
  readonly begin:
    | {
        readonly type: 'start';
        readonly startElementId?: string;
        readonly variables: Variables;
        readonly zone: string;
        readonly actor: Actor;
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

export interface CancelInstanceCommand {
  readonly commandId: string;
  readonly reason: string;
  readonly actor: Actor;
}

/** The facts up to `seq` are committed when the answer arrives. */
export interface CommandAnswer {
  readonly seq: number;
}

/**
 * Updates. Refusals are `ApplicationFailure`s whose type is an `InputRefusal` code
 * (`unknownTask`, `unknownIncident`, `instanceEnded`, …) or `staleAssignment`.
 */
export const completeTaskUpdate = defineUpdate<CommandAnswer, [CompleteTaskCommand]>('completeTask');
export const retryIncidentUpdate = defineUpdate<CommandAnswer, [RetryIncidentCommand]>('retryIncident');
export const setVariablesUpdate = defineUpdate<CommandAnswer, [SetVariablesCommand]>('setVariables');
export const cancelInstanceUpdate = defineUpdate<CommandAnswer, [CancelInstanceCommand]>('cancelInstance');

export interface MessageDelivery {
  readonly messageId: string;
  readonly subscriptionId: string;
  readonly variables: Variables;
}

export interface SignalDelivery {
  readonly deliveryId: string;
  readonly name: string;
  readonly variables: Variables;
}

/** A called instance reports to its caller by instance id, so that both may continue as new. */
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

export const deliverMessageSignal = defineSignal<[MessageDelivery]>('deliverMessage');
export const deliverBpmnSignalSignal = defineSignal<[SignalDelivery]>('deliverBpmnSignal');
export const childReportSignal = defineSignal<[ChildReport]>('childReport');

/** The live state, for operators and for checking projections. */
export const instanceStateQuery = defineQuery<{ readonly state: InstanceState; readonly nextSeq: number }>('instanceState');
