import { randomUUID } from 'node:crypto';
import type { ExternalJob } from '../../../workflows/activities/ports.js';
import type { ActivateJobs } from '../../contract/index.js';
import type { JobAnswer, JobDocument, JobState } from '../../store/job-models.js';
import type { Store } from '../../store/store.js';

/** Whose lock is meant: of one activation if `lockKey` is given, otherwise any that the person holds. */
export interface LockHolder {
  readonly organisationId: string;
  readonly username: string;
  readonly lockKey: string | undefined;
}

/** Ended jobs are kept for so long. */
const KEEP_MS = 30 * 86_400_000;
const MAX_BACKOFF_MS = 86_400_000;

/** Jobs that workers come for. Every change is one write of one document, decided by its condition. */
export interface JobRepository {
  open(job: ExternalJob): Promise<void>;
  close(organisationId: string, instanceId: string, jobId: string): Promise<void>;
  find(organisationId: string, jobId: string): Promise<JobDocument | null>;
  /** Locks jobs for the person: those that have been available for longest. */
  activate(
    organisationId: string,
    username: string,
    request: Pick<ActivateJobs, 'type' | 'worker' | 'timeout' | 'maxJobsToActivate'>,
  ): Promise<JobDocument[]>;
  /** When the next job of a type is available, as things stand. */
  nextAvailability(organisationId: string, jobType: string): Promise<Date | undefined>;
  /** Keeps the answer if the lock holds; from then on nobody else can answer. */
  fence(jobId: string, holder: LockHolder, answer: JobAnswer): Promise<boolean>;
  /** The answer was refused and can be given anew. */
  unfence(job: JobDocument): Promise<void>;
  settle(jobId: string, state: Exclude<JobState, 'created' | 'answered'>): Promise<void>;
  /** Gives a failed job back for another attempt. */
  putBack(
    job: JobDocument,
    holder: LockHolder,
    failure: {
      readonly retries: number;
      readonly backOffMs: number | undefined;
      readonly message: string;
    },
  ): Promise<boolean>;
  setRetries(organisationId: string, jobId: string, retries: number): Promise<boolean>;
  /** Changes when the lock expires. */
  extendLock(jobId: string, holder: LockHolder, timeoutMs: number): Promise<boolean>;
  unsettled(olderThan: Date): Promise<JobDocument[]>;
}

export function createJobRepository(store: Store, now: () => Date): JobRepository {
  return {
    ...createKeeping(store, now),
    ...createQueue(store, now),
    ...createLockChanges(store, now),
  };
}

type Keeping = Pick<
  JobRepository,
  'open' | 'close' | 'find' | 'unfence' | 'settle' | 'setRetries' | 'unsettled'
>;

function createKeeping({ jobs }: Store, now: () => Date): Keeping {
  const endedAs = (state: JobState) => {
    const endedAt = now();
    return { state, endedAt, removeAt: new Date(endedAt.getTime() + KEEP_MS), variables: {} };
  };
  return {
    open: async (job) => {
      const { _id, ...row } = newRow(job, now());
      const filter = { _id: _id as never };
      await jobs.collection.updateOne(filter, { $setOnInsert: row }, { upsert: true });
    },
    close: async (organisationId, instanceId, jobId) => {
      const update = { $set: endedAs('canceled'), $setOnInsert: { organisationId, instanceId } };
      await jobs.collection.updateOne({ _id: jobId as never }, update, { upsert: true });
    },
    find: (organisationId, jobId) =>
      // Where it was closed before it was opened there is nothing to show.
      jobs
        .findOne({ _id: jobId, organisationId, jobType: { $exists: true } })
        .lean()
        .exec(),
    unfence: async ({ _id, answer }) => {
      const filter = { _id, state: 'answered', 'answer.commandId': answer?.commandId };
      await changeOne(jobs, filter, { state: 'created', answer: null });
    },
    settle: async (jobId, state) => {
      await changeOne(jobs, { _id: jobId, state: 'answered' }, endedAs(state));
    },
    setRetries: (organisationId, jobId, retries) =>
      changeOne(jobs, { _id: jobId, organisationId, state: 'created' }, { retries }),
    unsettled: (olderThan) =>
      jobs
        .find({ state: 'answered', 'answer.at': { $lt: olderThan } } as never)
        .limit(200)
        .lean()
        .exec(),
  };
}

function createQueue(
  { jobs, instances }: Store,
  now: () => Date,
): Pick<JobRepository, 'activate' | 'nextAvailability'> {
  return {
    activate: async (organisationId, username, request) => {
      // One instant for all of them: no lock is short enough to be found again.
      const at = now();
      const notOf = await suspendedInstances(instances, organisationId);
      const activated: JobDocument[] = [];
      while (activated.length < request.maxJobsToActivate) {
        const job = await lockOne(jobs, organisationId, username, request, at, notOf);
        if (job === null) break;
        activated.push(job);
      }
      return activated;
    },
    nextAvailability: async (organisationId, jobType) => {
      const notOf = await suspendedInstances(instances, organisationId);
      const waiting = { organisationId, jobType, state: 'created', ...outside(notOf) } as const;
      const next = await jobs
        .findOne(waiting, { availableAt: 1 })
        .sort({ availableAt: 1 })
        .lean()
        .exec();
      return next?.availableAt;
    },
  };
}

function createLockChanges(
  { jobs }: Store,
  now: () => Date,
): Pick<JobRepository, 'fence' | 'putBack' | 'extendLock'> {
  const later = (ms: number): Date => new Date(now().getTime() + ms);
  const changeHeld = (jobId: string, holder: LockHolder, set: Record<string, unknown>) => {
    const { organisationId, username, lockKey } = holder;
    const isHeld = {
      'lock.by': username,
      'lock.until': { $gt: now() },
      ...(lockKey === undefined ? {} : { 'lock.key': lockKey }),
    };
    return changeOne(jobs, { _id: jobId, organisationId, state: 'created', ...isHeld }, set);
  };
  return {
    fence: (jobId, holder, answer) => changeHeld(jobId, holder, { state: 'answered', answer }),
    putBack: (job, holder, { retries, backOffMs, message }) =>
      changeHeld(job._id, holder, {
        retries,
        failures: job.failures + 1,
        lock: null,
        errorMessage: message,
        availableAt: later(backOffMs ?? backOffOf(job)),
      }),
    extendLock: (jobId, holder, timeoutMs) => {
      const until = later(timeoutMs);
      return changeHeld(jobId, holder, { 'lock.until': until, availableAt: until });
    },
  };
}

/** Tells whether there was such a row. */
async function changeOne(
  jobs: Store['jobs'],
  filter: Record<string, unknown>,
  set: Record<string, unknown>,
): Promise<boolean> {
  const { matchedCount } = await jobs.collection.updateOne(filter, { $set: set });
  return matchedCount > 0;
}

/** What they have open is not handed out. */
async function suspendedInstances(
  instances: Store['instances'],
  organisationId: string,
): Promise<readonly string[]> {
  const rows = await instances
    .find({ organisationId, isSuspended: true }, { _id: 1 })
    .lean()
    .exec();
  return rows.map(({ _id }) => _id);
}

function outside(instanceIds: readonly string[]) {
  return instanceIds.length === 0 ? {} : { instanceId: { $nin: [...instanceIds] } };
}

async function lockOne(
  jobs: Store['jobs'],
  organisationId: string,
  by: string,
  { type, worker, timeout }: Pick<ActivateJobs, 'type' | 'worker' | 'timeout'>,
  at: Date,
  notOf: readonly string[],
): Promise<JobDocument | null> {
  const until = { $add: [at, timeout ?? '$timeoutMs'] };
  // Texts of the worker are literals: in an update like this a dollar would name a field.
  const lock = { by: { $literal: by }, worker: { $literal: worker }, key: randomUUID(), until };
  const found = await jobs.collection.findOneAndUpdate(
    {
      organisationId,
      jobType: type,
      state: 'created',
      availableAt: { $lte: at },
      ...outside(notOf),
    },
    [{ $set: { lock, availableAt: until } }],
    { sort: { availableAt: 1, _id: 1 }, returnDocument: 'after' },
  );
  // The collection of the driver does not know the shape that the model states.
  return found as unknown as JobDocument | null;
}

function newRow(job: ExternalJob, at: Date): JobDocument {
  const { instance } = job;
  return {
    _id: job.jobId,
    organisationId: instance.organisationId,
    instanceId: instance.instanceId,
    elementId: job.elementId,
    jobType: job.jobType,
    processDefinitionKey: instance.processDefinitionKey,
    processDefinitionId: instance.processId,
    processDefinitionVersion: instance.processDefinitionVersion,
    businessKey: instance.businessKey ?? '',
    state: 'created',
    retries: job.retries,
    failures: 0,
    retryBackoffMs: job.retryBackoffMs,
    timeoutMs: job.timeoutMs,
    variables: job.variables,
    availableAt: at,
    lock: null,
    answer: null,
    createdAt: at,
  };
}

/** The first wait is the model's, each further one twice as long. */
function backOffOf({ retryBackoffMs, failures }: JobDocument): number {
  return Math.min(retryBackoffMs * 2 ** Math.min(failures, 30), MAX_BACKOFF_MS);
}
