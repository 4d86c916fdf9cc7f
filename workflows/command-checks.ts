import { ApplicationFailure } from '@temporalio/workflow';
import {
  excludedFromTask,
  type InputRefusal,
  type JsonValue,
  type Variables,
} from '../engine/index.js';
import type {
  CancelInstanceCommand,
  CompleteAdHocCommand,
  CompleteJobCommand,
  CompleteTaskCommand,
  PublishTermsCommand,
  RetryIncidentCommand,
  SetVariablesCommand,
  StartActivitiesCommand,
  SuspensionCommand,
} from './messages.js';
import type { ProcessHost } from './process-host.js';
import { fitsLimit } from './variables-limit.js';

type RefusalCode = InputRefusal['code'] | 'unknownJob' | 'staleAssignment' | 'variablesTooLarge';

/**
 * Validators of the Updates: synchronous, and without a trace in the history when they refuse. They judge the
 * state before what is still queued; the machine itself has the last word.
 */
export function checkCompleteTask(command: CompleteTaskCommand, host: ProcessHost): void {
  if (isRepeated(command, host)) return;
  checkRunning(host);
  checkActive(host);
  const { taskId, assignmentEpoch, variables, actor } = command;
  const task = host.state.waits[taskId];
  if (task?.type !== 'task') {
    throw refusal('unknownTask', `Expected an open task but '${taskId}' is none`, { taskId });
  }
  if (task.assignmentEpoch !== assignmentEpoch) {
    const message = `Expected assignment epoch ${task.assignmentEpoch} of task '${taskId}' but got ${assignmentEpoch}`;
    throw refusal('staleAssignment', message, { taskId, assignmentEpoch: task.assignmentEpoch });
  }
  const { program, state } = host;
  if (actor.type !== 'system' && excludedFromTask(program, state, task).includes(actor.id)) {
    const message = `Expected somebody else to complete '${taskId}': '${actor.id}' is excluded from it`;
    throw refusal('personExcluded', message, { taskId, username: actor.id });
  }
  checkSize(variables, host);
}

export function checkCompleteJob(command: CompleteJobCommand, host: ProcessHost): void {
  if (isRepeated(command, host)) return;
  checkRunning(host);
  const { jobId, outcome } = command;
  const wait = host.state.waits[jobId];
  if (wait?.type !== 'job' || wait.isExternal !== true) {
    throw refusal('unknownJob', `Expected an open job but '${jobId}' is none`, { jobId });
  }
  if (outcome.type !== 'failed') checkSize(outcome.variables, host);
}

export function checkRetryIncident(command: RetryIncidentCommand, host: ProcessHost): void {
  if (isRepeated(command, host)) return;
  checkRunning(host);
  checkActive(host);
  const { incidentId, variables } = command;
  if (!host.state.incidents[incidentId]) {
    throw refusal('unknownIncident', `Expected an open incident but '${incidentId}' is none`, {
      incidentId,
    });
  }
  if (variables) checkSize(variables, host);
}

export function checkSetVariables(command: SetVariablesCommand, host: ProcessHost): void {
  if (isRepeated(command, host)) return;
  checkRunning(host);
  checkSize(command.variables, host);
}

export function checkPublishTerms(command: PublishTermsCommand, host: ProcessHost): void {
  if (!isRepeated(command, host)) checkRunning(host);
}

export function checkCancelInstance(command: CancelInstanceCommand, host: ProcessHost): void {
  if (!isRepeated(command, host)) checkRunning(host);
}

export function checkSuspension(command: SuspensionCommand, host: ProcessHost): void {
  if (isRepeated(command, host)) return;
  checkRunning(host);
  if (command.isSuspended) checkActive(host);
}

export function checkStartActivities(command: StartActivitiesCommand, host: ProcessHost): void {
  if (isRepeated(command, host)) return;
  checkRunning(host);
  checkActive(host);
  checkElementInstance(command.elementInstanceId, host);
  for (const { variables } of command.activities) checkSize(variables, host);
}

export function checkCompleteAdHoc(command: CompleteAdHocCommand, host: ProcessHost): void {
  if (isRepeated(command, host)) return;
  checkRunning(host);
  checkActive(host);
  checkElementInstance(command.elementInstanceId, host);
}

/** A refusal of the machine, as the sender of an Update sees it. */
export function refuse({ code, message, params }: InputRefusal): ApplicationFailure {
  return refusal(code, message, params);
}

function refusal(
  type: RefusalCode,
  message: string,
  params: Readonly<Record<string, JsonValue>>,
): ApplicationFailure {
  return ApplicationFailure.create({ type, message, details: [params], nonRetryable: true });
}

function isRepeated({ commandId }: { readonly commandId: string }, host: ProcessHost): boolean {
  return host.commands.has(commandId) || host.seen.has(`command:${commandId}`);
}

function checkRunning({ ended, instance: { instanceId } }: ProcessHost): void {
  if (ended)
    throw refusal('instanceEnded', `Expected a running instance but '${instanceId}' has ended`, {
      instanceId,
    });
}

/** A suspended instance takes nothing from people but what `suspension.ts` of the engine says. */
function checkActive({ state: { deferred, instanceId } }: ProcessHost): void {
  if (deferred === undefined) return;
  const message = `Expected an active instance but '${instanceId}' is suspended`;
  throw refusal('instanceSuspended', message, { instanceId });
}

function checkElementInstance(elementInstanceId: string, { state }: ProcessHost): void {
  const key = elementInstanceId.slice(state.instanceId.length + 1);
  if (elementInstanceId === `${state.instanceId}:${key}` && state.instances[key]) return;
  throw refusal(
    'unknownElementInstance',
    `Expected an active element instance but '${elementInstanceId}' is none`,
    { elementInstanceId },
  );
}

function checkSize(variables: Variables, host: ProcessHost): void {
  if (fitsLimit(host, variables)) return;
  const limit = host.limits.variableBytes;
  const message = `Expected at most ${limit} bytes of variables in the instance but there would be more`;
  throw refusal('variablesTooLarge', message, { limit });
}
