import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  scheduleActivity,
} from '@temporalio/workflow';
import type { CancelJob, RunJob, UntimedInput, Variables } from '../../engine/index.js';
import { BPMN_ERROR_FAILURE_TYPE, type JobRequest } from '../activities/ports.js';
import { portPrefix } from '../port-activities.js';
import type { ProcessHost } from '../process-host.js';
import { fitsLimit, isVariables } from '../variables-limit.js';
import { closeExternalJob, openExternalJob } from './external-job.js';
import type { Performer } from './performer.js';

/** A job is a Temporal activity named by its type, so workers in any Temporal language can serve it. */
export const runJob: Performer<RunJob> = (command, host) => {
  const { jobId, jobType } = command;
  if (jobType.startsWith(portPrefix)) {
    host.enqueue(
      jobFailed(jobId, `Expected a job type of a worker but got the reserved '${jobType}'`),
    );
    return;
  }
  if (command.isExternal === true) {
    openExternalJob(command, host);
    return;
  }
  const scope = new CancellationScope({ cancellable: true });
  host.work.jobs.set(jobId, scope);
  const answer = scope
    .run(() => schedule(command, host))
    .then(
      (result) => answerOf(result, jobId, host),
      (error: unknown) => failureOf(error, jobId),
    );
  void answer.then((input) => {
    if (host.work.jobs.get(jobId) !== scope) return;
    host.work.jobs.delete(jobId);
    host.enqueue(input);
  });
};

export const cancelJob: Performer<CancelJob> = ({ jobId, isExternal }, host) => {
  const wasHeld = host.held.some((each) => each.type === 'runJob' && each.jobId === jobId);
  host.held = host.held.filter((each) => each.type !== 'runJob' || each.jobId !== jobId);
  if (isExternal === true && !wasHeld) closeExternalJob(jobId, host);
  const scope = host.work.jobs.get(jobId);
  host.work.jobs.delete(jobId);
  scope?.cancel();
};

function schedule(command: RunJob, { instance }: ProcessHost): Promise<unknown> {
  const { jobId, elementId, jobType, variables, taskQueue, timeoutMs, retries, retryBackoffMs } =
    command;
  const request: JobRequest = { instance, jobId, elementId, jobType, variables };
  return scheduleActivity(jobType, [request], {
    startToCloseTimeout: timeoutMs,
    retry: {
      maximumAttempts: retries,
      initialInterval: Math.max(1, retryBackoffMs),
      backoffCoefficient: 2,
    },
    ...(taskQueue !== undefined && { taskQueue }),
  });
}

function answerOf(result: unknown, jobId: string, host: ProcessHost): UntimedInput {
  const variables = result ?? {};
  if (!isVariables(variables)) {
    return jobFailed(
      jobId,
      `Expected the worker to answer with an object of variables but got ${typeof result}`,
    );
  }
  if (!fitsLimit(host, variables)) {
    return jobFailed(
      jobId,
      `Expected at most ${host.limits.variableBytes} bytes of variables in the instance`,
    );
  }
  return { type: 'jobCompleted', jobId, variables };
}

function failureOf(error: unknown, jobId: string): UntimedInput {
  if (isCancellation(error)) return jobFailed(jobId, 'The job was canceled from outside');
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.type === BPMN_ERROR_FAILURE_TYPE) {
    return bpmnErrorOf(cause, jobId);
  }
  return jobFailed(jobId, cause instanceof Error ? cause.message : String(cause));
}

function bpmnErrorOf(failure: ApplicationFailure, jobId: string): UntimedInput {
  const detail = failure.details?.[0] as { errorCode?: unknown; variables?: unknown } | undefined;
  if (typeof detail?.errorCode !== 'string') {
    return jobFailed(
      jobId,
      `Expected a BPMN error with an error code but got none: ${failure.message}`,
    );
  }
  const variables: Variables = isVariables(detail.variables) ? detail.variables : {};
  return {
    type: 'jobErrorThrown',
    jobId,
    errorCode: detail.errorCode,
    message: failure.message,
    variables,
  };
}

function jobFailed(jobId: string, message: string): UntimedInput {
  return { type: 'jobFailed', jobId, message };
}
