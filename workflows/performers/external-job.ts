import type { RunJob } from '../../engine/index.js';
import { ports } from '../port-activities.js';
import type { ProcessHost } from '../process-host.js';

/** The server keeps the job for whoever comes for it; the instance is told the outcome by an Update, in whatever run. */
export function openExternalJob(command: RunJob, { instance, work }: ProcessHost): void {
  const { jobId, elementId, jobType, retries, retryBackoffMs, timeoutMs, variables } = command;
  const limits = { retries, retryBackoffMs, timeoutMs };
  work.track(ports.openJob({ instance, jobId, elementId, jobType, ...limits, variables }));
}

export function closeExternalJob(jobId: string, { instance, work }: ProcessHost): void {
  work.track(ports.closeJob({ instance, jobId }));
}
