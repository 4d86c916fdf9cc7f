import {
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild as startChildWorkflow,
  TemporalFailure,
  WorkflowIdReusePolicy,
  type ChildWorkflowHandle,
} from '@temporalio/workflow';
import type { CancelChild, ResumeChild, StartChild, SuspendChild } from '../../engine/index.js';
import type { CalledProcess, InstanceIdentity } from '../activities/ports.js';
import { requireAnswer } from '../dropped-activity.js';
import { messageOf } from '../failure-message.js';
import {
  suspendChildSignal,
  type ProcessWorkflowArguments,
  type ProcessWorkflowResult,
  type ProcessWorkflowStart,
} from '../messages.js';
import { childInstanceId, type OpenChild } from '../open-work.js';
import { ports } from '../port-activities.js';
import type { ProcessHost } from '../process-host.js';
import type { Performer } from './performer.js';

type RunProcess = (...args: ProcessWorkflowArguments) => Promise<ProcessWorkflowResult>;

/** A called process is a workflow of its own, which outlives the runs of its caller. */
export const startChild: Performer<StartChild> = (command, host) => {
  const instanceId = childInstanceId(command.childId);
  const child: OpenChild = {
    instanceId,
    isAttached: true,
    hasStarted: false,
    isCancelRequested: false,
  };
  host.work.children.set(command.childId, child);
  host.work.track(call(command, child, host));
};

export const cancelChild: Performer<CancelChild> = ({ childId }, host) => {
  const { work } = host;
  host.held = host.held.filter((each) => each.type !== 'startChild' || each.childId !== childId);
  const child = work.children.get(childId);
  work.children.delete(childId);
  if (!child) return;
  child.isCancelRequested = true;
  if (child.hasStarted) work.track(cancelStarted(child));
};

/** One that has not started yet is told when it has. */
export const suspendChild: Performer<SuspendChild> = ({ childId }, { work }) => {
  const child = work.children.get(childId);
  if (child?.hasStarted === true) work.track(tellSuspension(child, true));
};

export const resumeChild: Performer<ResumeChild> = ({ childId }, { work }) => {
  const child = work.children.get(childId);
  if (child?.hasStarted === true) work.track(tellSuspension(child, false));
};

async function call(command: StartChild, child: OpenChild, host: ProcessHost): Promise<void> {
  const called = await host.work.trackLocal(resolve(command, host));
  if (!called || child.isCancelRequested) return;
  const { program, ...version } = called;
  try {
    const handle = await startChildWorkflow<RunProcess>(command.processId, {
      workflowId: child.instanceId,
      args: [program, startOf(command, child, version, host)],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    });
    child.hasStarted = true;
    if (host.state.deferred !== undefined) host.work.track(tellSuspension(child, true));
    if (child.isCancelRequested) await cancelStarted(child);
    else void watch(handle, command.childId, host);
  } catch (error) {
    fail(error, command.childId, host);
  }
}

/**
 * Which version is called is asked locally, and once for all calls of a step: fifty calls of one process cost the
 * history one event.
 */
async function resolve(command: StartChild, host: ProcessHost): Promise<CalledProcess | undefined> {
  const { processId, binding, versionTag } = command;
  const key = JSON.stringify([processId, binding, versionTag]);
  const asked = host.work.resolutions.get(key) ?? ask(command, host);
  host.work.resolutions.set(key, asked);
  try {
    return await asked;
  } catch (error) {
    requireAnswer(error);
    fail(error, command.childId, host);
    return undefined;
  } finally {
    host.work.resolutions.delete(key);
  }
}

function ask(
  { processId, binding, versionTag }: StartChild,
  host: ProcessHost,
): Promise<CalledProcess> {
  const tag = versionTag === undefined ? {} : { versionTag };
  return ports.resolveCalledProcess({ caller: host.instance, processId, binding, ...tag });
}

function startOf(
  command: StartChild,
  child: OpenChild,
  version: Omit<CalledProcess, 'program'>,
  { instance: caller, start, state }: ProcessHost,
): ProcessWorkflowStart {
  const businessKey = command.businessKey ?? caller.businessKey;
  const instance: InstanceIdentity = {
    ...caller,
    ...version,
    instanceId: child.instanceId,
    processId: command.processId,
    parentInstanceId: caller.instanceId,
    ...(businessKey !== undefined && { businessKey }),
  };
  return {
    instance,
    ...(start.limits && { limits: start.limits }),
    parent: { instanceId: caller.instanceId, childId: command.childId },
    begin: {
      type: 'start',
      variables: command.variables,
      zone: state.zone,
      actor: { type: 'system', id: caller.instanceId },
      callDepth: command.callDepth,
      ...(command.caughtErrors !== undefined && { caughtErrors: command.caughtErrors }),
    },
  };
}

/** Sees the called run end, for as long as this run lasts. */
async function watch(
  handle: ChildWorkflowHandle<RunProcess>,
  childId: string,
  host: ProcessHost,
): Promise<void> {
  try {
    const { outcome, variables } = await handle.result();
    if (!host.work.children.delete(childId)) return;
    const known = outcome.type === 'canceled' ? { type: outcome.type } : outcome;
    host.enqueue({ type: 'childEnded', childId, outcome: known, variables: variables ?? {} });
  } catch (error) {
    fail(error, childId, host);
  }
}

function fail(error: unknown, childId: string, host: ProcessHost): void {
  const message = messageOf(error);
  if (!host.work.children.delete(childId)) return;
  host.enqueue({
    type: 'childEnded',
    childId,
    outcome: { type: 'failed', message },
    variables: {},
  });
}

async function tellSuspension({ instanceId }: OpenChild, isSuspended: boolean): Promise<void> {
  try {
    await getExternalWorkflowHandle(instanceId).signal(suspendChildSignal, { isSuspended });
  } catch (error) {
    // It has ended by itself in the meantime.
    if (!(error instanceof TemporalFailure)) throw error;
  }
}

async function cancelStarted({ instanceId }: OpenChild): Promise<void> {
  try {
    await getExternalWorkflowHandle(instanceId).cancel();
  } catch (error) {
    // It has ended by itself in the meantime, which is as good.
    if (!(error instanceof TemporalFailure)) throw error;
  }
}
