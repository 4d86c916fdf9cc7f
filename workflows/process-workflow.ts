import { allHandlersFinished, CancellationScope, condition } from '@temporalio/workflow';
import { step, type Program } from '../engine/index.js';
import { refuse } from './command-checks.js';
import { continueAsNewRun, isReadyForNewRun } from './continue-run.js';
import { FactsNotStoredError } from './errors.js';
import { openIngress } from './ingress.js';
import type { ProcessWorkflowResult, ProcessWorkflowStart } from './messages.js';
import { performCommands, performHeld } from './performers/perform-commands.js';
import { reportToParent } from './performers/report-to-parent.js';
import { ports } from './port-activities.js';
import { createProcessHost, type ProcessHost, type QueuedInput } from './process-host.js';

/**
 * Makes one process instance durable: takes inputs in order, lets the machine step, performs its commands,
 * stores the facts, and now and then begins a new run. Nothing here knows BPMN.
 */
export async function runProcess(
  program: Program,
  start: ProcessWorkflowStart,
): Promise<ProcessWorkflowResult> {
  const host = createProcessHost(program, start);
  openIngress(host);
  // Cancellation from outside is an input like any other, so it must not break what is under way.
  return CancellationScope.nonCancellable(() => live(host));
}

async function live(host: ProcessHost): Promise<ProcessWorkflowResult> {
  performHeld(host);
  host.alarm.arm(Date.now());
  for (;;) {
    await condition(() => hasWork(host));
    moveToQuiescence(host);
    if (host.startRefusal) throw refuse(host.startRefusal);
    if (host.ended) return finish(host, host.ended);
    host.alarm.arm(Date.now());
    if (host.work.hasLocal()) continue;
    await storeFacts(host);
    if (isReadyForNewRun(host)) await continueAsNewRun(host);
  }
}

function hasWork(host: ProcessHost): boolean {
  return (
    host.queue.length > 0 ||
    host.alarm.isDue(Date.now()) ||
    (host.facts.length > 0 && !host.work.hasLocal()) ||
    isReadyForNewRun(host)
  );
}

function moveToQuiescence(host: ProcessHost): void {
  for (let next = takeNext(host); next; next = takeNext(host)) move(next, host);
}

function takeNext(host: ProcessHost): QueuedInput | undefined {
  const queued = host.queue.shift();
  if (queued) return queued;
  const timerId = host.alarm.takeDue(Date.now());
  return timerId === undefined ? undefined : { input: { type: 'timerFired', timerId } };
}

function move({ input, settle }: QueuedInput, host: ProcessHost): void {
  const at = Math.max(Date.now(), host.state.now);
  const { state, commands, trace, refusal } = step(host.program, host.state, { ...input, at });
  host.state = state;
  host.applied += 1;
  for (const record of trace) host.facts.push({ seq: host.nextSeq++, occurredAt: at, record });
  performCommands(commands, host);
  settle?.({ seq: host.nextSeq - 1, isTold: trace.length > 0, ...(refusal && { refusal }) });
}

/** One local activity for everything since the last time: it costs the history a single event. */
async function storeFacts(host: ProcessHost): Promise<void> {
  const facts = host.facts;
  const last = facts.at(-1);
  if (!last) return;
  host.facts = [];
  try {
    await ports.recordFacts({ instance: host.instance, facts });
  } catch (error) {
    // Not a failure of the instance: the workflow task fails and is run again.
    throw new FactsNotStoredError(last.seq, error);
  }
  host.committedSeq = last.seq;
}

async function finish(
  host: ProcessHost,
  { outcome, variables }: NonNullable<ProcessHost['ended']>,
): Promise<ProcessWorkflowResult> {
  performHeld(host);
  await storeFacts(host);
  await condition(() => host.work.isDelivered() && allHandlersFinished());
  if (!host.start.parent) return { outcome };
  if (host.isDetached) {
    const report = outcome.type === 'canceled' ? { type: outcome.type } : outcome;
    await reportToParent(host, report, variables);
  }
  return { outcome, variables };
}
