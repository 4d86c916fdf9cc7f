import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  TemporalFailure,
} from '@temporalio/workflow';
import { detachChildSignal, type CarriedState, type ProcessWorkflowArguments } from './messages.js';
import type { OpenChild } from './open-work.js';
import type { ProcessHost } from './process-host.js';

type RunProcess = (...args: ProcessWorkflowArguments) => Promise<unknown>;

/** The run is used up and at rest: everything that matters is in the carried state. */
export function isReadyForNewRun(host: ProcessHost): boolean {
  return (
    host.isUsedUp() &&
    host.queue.length === 0 &&
    host.facts.length === 0 &&
    host.work.isAtRest() &&
    allHandlersFinished()
  );
}

/** Goes on in a new run; returns only if something came in that this run must take first. */
export async function continueAsNewRun(host: ProcessHost): Promise<void> {
  for (const [childId, child] of host.work.children) {
    if (child.isAttached) await detach(childId, child, host);
  }
  if (!isReadyForNewRun(host)) return;
  await continueAsNew<RunProcess>(host.program, {
    ...host.start,
    begin: { type: 'continue', carried: carriedState(host) },
  });
}

/**
 * Tells a called instance that its caller will not see it end. Once the signal is in its history it reports by
 * signal; if it has ended already, this run has yet to be told, and waits for that.
 */
async function detach(childId: string, child: OpenChild, host: ProcessHost): Promise<void> {
  try {
    await getExternalWorkflowHandle(child.instanceId).signal(detachChildSignal);
    child.isAttached = false;
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    await condition(() => !host.work.children.has(childId));
  }
}

function carriedState(host: ProcessHost): CarriedState {
  return {
    state: host.state,
    nextSeq: host.nextSeq,
    seen: host.seen.list(),
    held: host.held,
    isDetached: host.isDetached,
  };
}
