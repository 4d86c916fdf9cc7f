import type { Variables } from '../../../engine/index.js';
import type { ActivatedJob, Job } from '../../contract/index.js';
import type { JobDocument, JobLock } from '../../store/job-models.js';

function fieldsOf(job: JobDocument) {
  return {
    jobKey: job._id,
    type: job.jobType,
    processInstanceKey: job.instanceId,
    processDefinitionKey: job.processDefinitionKey,
    processDefinitionId: job.processDefinitionId,
    processDefinitionVersion: job.processDefinitionVersion,
    businessKey: job.businessKey,
    elementId: job.elementId,
    worker: job.lock?.worker ?? '',
    retries: job.retries,
  };
}

/** What its worker is told, with the variables it asks for. */
export function describeActivated(
  job: JobDocument,
  lock: JobLock,
  wanted: readonly string[],
): ActivatedJob {
  const told = Object.entries(job.variables).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  );
  return {
    ...fieldsOf(job),
    lockKey: lock.key,
    deadline: lock.until.toISOString(),
    // They were JSON when the engine handed them over.
    variables: Object.fromEntries(told) as Variables,
  };
}

export function describeJob(job: JobDocument): Job {
  const { lock, errorMessage, endedAt } = job;
  return {
    ...fieldsOf(job),
    state: job.state,
    ...(lock === null ? {} : { deadline: lock.until.toISOString() }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    createdAt: job.createdAt.toISOString(),
    ...(endedAt === undefined ? {} : { endedAt: endedAt.toISOString() }),
  };
}
