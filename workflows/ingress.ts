import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import { jobAnswer, type UntimedInput } from '../engine/index.js';
import { receiveChildReport } from './child-reports.js';
import {
  checkCancelInstance,
  checkCompleteAdHoc,
  checkCompleteJob,
  checkCompleteTask,
  checkPublishTerms,
  checkRetryIncident,
  checkSetVariables,
  checkStartActivities,
  checkSuspension,
  refuse,
} from './command-checks.js';
import {
  cancelInstanceUpdate,
  childReportSignal,
  completeAdHocUpdate,
  completeJobUpdate,
  completeTaskUpdate,
  deliverBpmnSignalSignal,
  deliverMessageSignal,
  detachChildSignal,
  instanceStateQuery,
  publishTermsUpdate,
  recallMessageUpdate,
  retryIncidentUpdate,
  setVariablesUpdate,
  startActivitiesUpdate,
  suspendChildSignal,
  suspendInstanceUpdate,
  type CancelInstanceCommand,
  type CommandAnswer,
  type CompleteAdHocCommand,
  type CompleteJobCommand,
  type CompleteTaskCommand,
  type PublishTermsCommand,
  type RetryIncidentCommand,
  type SetVariablesCommand,
  type StartActivitiesCommand,
  type SuspensionCommand,
} from './messages.js';
import type { ProcessHost, StepAnswer } from './process-host.js';

/** Registers everything an instance takes from outside. Handlers enqueue; the loop alone moves the machine. */
export function openIngress(host: ProcessHost): void {
  openUpdates(host);
  openRecall(host);
  openSignals(host);
  setHandler(instanceStateQuery, () => ({ state: host.state, nextSeq: host.nextSeq }));
  const root = CancellationScope.current();
  void root.cancelRequested.catch(() => {
    const actor = { type: 'system', id: 'temporal' } as const;
    host.enqueue({ type: 'instanceCancelRequested', reason: 'Canceled from outside', actor });
  });
}

function openUpdates(host: ProcessHost): void {
  openAdHocUpdates(host);
  openJobUpdate(host);
  openSuspension(host);
  setHandler(
    publishTermsUpdate,
    ({ commandId, ...terms }) => apply(host, commandId, { type: 'termsPublished', ...terms }),
    { validator: (command: PublishTermsCommand) => checkPublishTerms(command, host) },
  );
  setHandler(
    completeTaskUpdate,
    ({ commandId, taskId, variables, actor }) =>
      apply(host, commandId, { type: 'taskCompleted', taskId, variables, actor }),
    { validator: (command: CompleteTaskCommand) => checkCompleteTask(command, host) },
  );
  setHandler(
    retryIncidentUpdate,
    ({ commandId, ...retry }) => apply(host, commandId, { type: 'incidentRetried', ...retry }),
    { validator: (command: RetryIncidentCommand) => checkRetryIncident(command, host) },
  );
  setHandler(
    setVariablesUpdate,
    ({ commandId, ...change }) => apply(host, commandId, { type: 'variablesSet', ...change }),
    { validator: (command: SetVariablesCommand) => checkSetVariables(command, host) },
  );
  setHandler(
    cancelInstanceUpdate,
    ({ commandId, ...request }) =>
      apply(host, commandId, { type: 'instanceCancelRequested', ...request }),
    { validator: (command: CancelInstanceCommand) => checkCancelInstance(command, host) },
  );
}

function openAdHocUpdates(host: ProcessHost): void {
  setHandler(
    startActivitiesUpdate,
    ({ commandId, ...start }) =>
      apply(host, commandId, { type: 'adHocActivitiesStarted', ...start }),
    { validator: (command: StartActivitiesCommand) => checkStartActivities(command, host) },
  );
  setHandler(
    completeAdHocUpdate,
    ({ commandId, ...completion }) =>
      apply(host, commandId, { type: 'adHocCompleted', ...completion }),
    { validator: (command: CompleteAdHocCommand) => checkCompleteAdHoc(command, host) },
  );
}

function openSuspension(host: ProcessHost): void {
  setHandler(
    suspendInstanceUpdate,
    ({ commandId, isSuspended, ...request }) =>
      apply(host, commandId, { type: suspensionInput(isSuspended), ...request }),
    { validator: (command: SuspensionCommand) => checkSuspension(command, host) },
  );
  setHandler(suspendChildSignal, ({ isSuspended }) => {
    host.deliveries += 1;
    const actor = { type: 'system', id: host.instance.parentInstanceId ?? '' } as const;
    host.enqueue({ type: suspensionInput(isSuspended), actor });
  });
}

function suspensionInput(isSuspended: boolean): 'instanceSuspended' | 'instanceResumed' {
  return isSuspended ? 'instanceSuspended' : 'instanceResumed';
}

function openJobUpdate(host: ProcessHost): void {
  setHandler(
    completeJobUpdate,
    ({ commandId, jobId, outcome }) => apply(host, commandId, jobAnswer(jobId, outcome)),
    { validator: (command: CompleteJobCommand) => checkCompleteJob(command, host) },
  );
}

/** Once answered, a delivery that comes later is taken for one that has come before. */
function openRecall(host: ProcessHost): void {
  setHandler(recallMessageUpdate, async ({ messageId, subscriptionId }) => {
    isNew(host, idOfMessage(messageId, subscriptionId));
    await condition(() => host.ended !== undefined || host.queue.length === 0);
    await condition(() => host.committedSeq === host.nextSeq - 1);
    return { seq: host.committedSeq };
  });
}

function idOfMessage(messageId: string, subscriptionId: string): string {
  return `message:${messageId}:${subscriptionId}`;
}

function openSignals(host: ProcessHost): void {
  setHandler(deliverMessageSignal, ({ messageId, subscriptionId, variables }) => {
    const id = idOfMessage(messageId, subscriptionId);
    if (!isNew(host, id)) return;
    host.enqueue({ type: 'messageReceived', messageId, subscriptionId, variables }, (answer) => {
      // A subscription is known outside before it is here if the step that opened it is taken again: then the message
      // comes once more.
      if (!answer.isTold) host.seen.remove(id);
    });
  });
  setHandler(deliverBpmnSignalSignal, ({ deliveryId, name, variables }) => {
    if (isNew(host, `signal:${deliveryId}`))
      host.enqueue({ type: 'signalReceived', name, variables });
  });
  setHandler(childReportSignal, (report) => {
    host.deliveries += 1;
    receiveChildReport(report, host);
  });
  setHandler(detachChildSignal, () => {
    host.isDetached = true;
  });
}

/** A repeated command is answered, not applied again: neither beside the first one nor after it. */
async function apply(
  host: ProcessHost,
  commandId: string,
  input: UntimedInput,
): Promise<CommandAnswer> {
  host.deliveries += 1;
  const running = host.commands.get(commandId);
  if (running) return running;
  const answer = host.seen.has(`command:${commandId}`)
    ? settled(host)
    : step(host, commandId, input);
  host.commands.set(commandId, answer);
  try {
    return await answer;
  } finally {
    host.commands.delete(commandId);
  }
}

async function step(
  host: ProcessHost,
  commandId: string,
  input: UntimedInput,
): Promise<CommandAnswer> {
  const { seq, refusal } = await new Promise<StepAnswer>((resolve) => host.enqueue(input, resolve));
  if (refusal) throw refuse(refusal);
  host.seen.add(`command:${commandId}`);
  await condition(() => host.committedSeq >= seq);
  return { seq };
}

/** The facts of everything applied so far are stored, so whoever sent a command sees its result. */
async function settled(host: ProcessHost): Promise<CommandAnswer> {
  await condition(() => host.committedSeq === host.nextSeq - 1);
  return { seq: host.committedSeq };
}

function isNew(host: ProcessHost, id: string): boolean {
  host.deliveries += 1;
  if (host.seen.has(id)) return false;
  host.seen.add(id);
  return true;
}
