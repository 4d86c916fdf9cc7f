import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { JobOutcome } from '../../../engine/index.js';
import { Conflict, EngineRefusal, EngineUnavailable, NotFound } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { JobDocument, JobState } from '../../store/job-models.js';
import type { Store } from '../../store/store.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import type { JobRepository, LockHolder } from './job-repository.js';

export interface JobAnswererDependencies {
  readonly store: Store;
  readonly jobs: JobRepository;
  readonly engine: ProcessEngine;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Takes the last answer to a job to its instance, exactly once: fence in the store, then the engine, then settled. */
export interface JobAnswerer {
  answer(
    context: RequestContext,
    jobId: string,
    lockKey: string | undefined,
    outcome: JobOutcome,
  ): Promise<void>;
  /** Settles answers that the engine was not told, or did not confirm. */
  settlePending(olderThan: Date): Promise<number>;
}

const stateAfter = {
  completed: 'completed',
  failed: 'failed',
  error: 'errorThrown',
} as const satisfies Record<JobOutcome['type'], JobState>;

export function createJobAnswerer(deps: JobAnswererDependencies): JobAnswerer {
  return {
    answer: (context, jobId, lockKey, outcome) => answer(deps, context, jobId, lockKey, outcome),
    settlePending: async (olderThan) => {
      let settled = 0;
      for (const job of await deps.jobs.unsettled(olderThan)) {
        // The engine is still out of reach: the others would only wait for it as well.
        if (!(await settleLater(deps, job))) break;
        settled += 1;
      }
      return settled;
    },
  };
}

async function answer(
  deps: JobAnswererDependencies,
  { organisationId, username }: RequestContext,
  jobId: string,
  lockKey: string | undefined,
  outcome: JobOutcome,
): Promise<void> {
  const job = await deps.jobs.find(organisationId, jobId);
  if (!job) throw new NotFound('job', jobId);
  if (isRepeated(job, username, lockKey, outcome)) {
    await carryOut(deps, job);
    return;
  }
  // Without a key the lock that was read is meant: if it has changed hands since, the fence does not close.
  const given = {
    commandId: `job:${randomUUID()}`,
    by: username,
    at: deps.now(),
    lockKey: lockKey ?? job.lock?.key ?? '',
    outcome,
  };
  const holder = { organisationId, username, lockKey: given.lockKey };
  if (!(await deps.jobs.fence(jobId, holder, given))) {
    throw await whyNotHeld(deps.jobs, jobId, { ...holder, lockKey }, deps.now());
  }
  await carryOut(deps, { ...job, state: 'answered', answer: given });
}

/** Gives false when the engine does not answer: the answer is kept and told later. */
async function carryOut(deps: JobAnswererDependencies, job: JobDocument): Promise<boolean> {
  const { answer: given } = job;
  if (job.state === 'canceled') throw canceled(job._id);
  if (job.state !== 'answered' || given === null) return true;
  const { commandId, outcome } = given;
  try {
    await deps.engine.completeJob(job.instanceId, { commandId, jobId: job._id, outcome });
  } catch (error) {
    if (error instanceof EngineUnavailable) return false;
    if (!(error instanceof EngineRefusal)) throw error;
    await takeRefusal(deps, job, error);
  }
  await deps.jobs.settle(job._id, stateAfter[outcome.type]);
  return true;
}

/** Returns if the refusal only says that the answer was taken before. */
async function takeRefusal(
  { jobs, store }: JobAnswererDependencies,
  job: JobDocument,
  refusal: EngineRefusal,
): Promise<void> {
  if (refusal.code !== 'unknownJob' && refusal.code !== 'instanceEnded') {
    await jobs.unfence(job);
    throw refusal;
  }
  const facts = await store.facts.exists({
    organisationId: job.organisationId,
    streamId: job.instanceId,
    type: 'jobCanceled',
    'data.jobId': job._id,
  } as never);
  // An instance waits for a job until it is answered, and this was the only answer, or until it is canceled.
  if (!facts) return;
  await jobs.settle(job._id, 'canceled');
  throw canceled(job._id);
}

async function settleLater(deps: JobAnswererDependencies, job: JobDocument): Promise<boolean> {
  try {
    return await carryOut(deps, job);
  } catch (error) {
    if (!(error instanceof EngineRefusal || error instanceof Conflict)) throw error;
    deps.logger.warn({ jobId: job._id, code: error.code }, 'kept answer of a job was refused');
    return true;
  }
}

/** The answer to one lock again, perhaps because its confirmation was lost. */
function isRepeated(
  { answer: given }: JobDocument,
  username: string,
  lockKey: string | undefined,
  outcome: JobOutcome,
): boolean {
  return (
    lockKey !== undefined &&
    given?.lockKey === lockKey &&
    given.by === username &&
    given.outcome.type === outcome.type
  );
}

/** Why the person does not hold the lock that a change needs. */
export async function whyNotHeld(
  jobs: JobRepository,
  jobId: string,
  { organisationId, username, lockKey }: LockHolder,
  now: Date,
): Promise<Conflict | NotFound> {
  const job = await jobs.find(organisationId, jobId);
  if (!job) return new NotFound('job', jobId);
  if (job.state === 'canceled') return canceled(jobId);
  if (job.state !== 'created') {
    return new Conflict('jobEnded', `Expected an open job, but '${jobId}' was answered already.`);
  }
  const { lock } = job;
  if (lock === null) {
    return new Conflict(
      'jobNotLocked',
      `Expected a lock on job '${jobId}', but it was not activated.`,
    );
  }
  if (lock.by !== username || (lockKey !== undefined && lock.key !== lockKey)) {
    return new Conflict(
      'jobLockedByOther',
      `Expected your lock on job '${jobId}', but worker '${lock.worker}' has it.`,
      { params: { worker: lock.worker } },
    );
  }
  if (lock.until <= now) {
    return new Conflict(
      'jobLockExpired',
      `Expected a lock on job '${jobId}', but it expired at ${lock.until.toISOString()}.`,
      { params: { expiredAt: lock.until.toISOString() } },
    );
  }
  return new Conflict('jobChanged', `Job '${jobId}' was changed at the same time. Try again.`);
}

function canceled(jobId: string): Conflict {
  return new Conflict(
    'jobCanceled',
    `The process has moved on: job '${jobId}' is no longer needed.`,
  );
}
