import type { Variables } from '../../../engine/index.js';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { Store } from '../../store/store.js';
import { activateJobs } from './activate-jobs.js';
import { whyNotHeld, type JobAnswerer } from './answer-job.js';
import { describeActivated, describeJob } from './describe-job.js';
import type { JobNews } from './job-news.js';
import type { JobRepository } from './job-repository.js';

export interface JobDependencies {
  readonly store: Store;
  readonly jobs: JobRepository;
  readonly answerer: JobAnswerer;
  readonly news: JobNews;
  readonly requireSize: (variables: Variables) => void;
  readonly audit: (
    context: RequestContext,
    action: string,
    jobId: string,
    after?: unknown,
  ) => Promise<void>;
  readonly now: () => Date;
}

type JobEndpoints =
  'activateJobs' | 'completeJob' | 'failJob' | 'throwJobError' | 'updateJob' | 'searchJobs';

export function createJobHandlers(deps: JobDependencies): Handlers<JobEndpoints> {
  return {
    activateJobs: activate(deps),
    completeJob: complete(deps),
    failJob: fail(deps),
    throwJobError: throwError(deps),
    updateJob: update(deps),
    searchJobs: search(deps),
  };
}

function activate(deps: JobDependencies): HandlerOf<'activateJobs'> {
  return async ({ context, body, request }) => {
    const gone = new AbortController();
    const leave = (): void => {
      gone.abort();
    };
    request.socket.once('close', leave);
    try {
      const activated = await activateJobs(deps, context, body, gone.signal);
      const jobs = activated.flatMap((job) =>
        job.lock === null ? [] : [describeActivated(job, job.lock, body.fetchVariable)],
      );
      return { jobs };
    } finally {
      request.socket.off('close', leave);
    }
  };
}

function complete({ answerer, requireSize, audit }: JobDependencies): HandlerOf<'completeJob'> {
  return async ({ context, params: { jobKey }, body: { variables, lockKey } }) => {
    requireSize(variables);
    await answerer.answer(context, jobKey, lockKey, { type: 'completed', variables });
    await audit(context, 'jobCompleted', jobKey, { names: Object.keys(variables) });
    return undefined;
  };
}

function throwError({ answerer, requireSize, audit }: JobDependencies): HandlerOf<'throwJobError'> {
  return async ({ context, params: { jobKey }, body }) => {
    const { errorCode, errorMessage: message, variables, lockKey } = body;
    requireSize(variables);
    const outcome = { type: 'error', errorCode, message, variables } as const;
    await answerer.answer(context, jobKey, lockKey, outcome);
    await audit(context, 'jobErrorThrown', jobKey, { errorCode, message });
    return undefined;
  };
}

function fail({ jobs, answerer, audit, now }: JobDependencies): HandlerOf<'failJob'> {
  return async ({ context, params: { jobKey }, body }) => {
    const { retryBackOff: backOffMs, errorMessage: message, lockKey } = body;
    const { organisationId, username } = context;
    const job = await jobs.find(organisationId, jobKey);
    if (!job) throw new NotFound('job', jobKey);
    const retries = body.retries ?? Math.max(0, job.retries - 1);
    if (retries === 0) {
      await answerer.answer(context, jobKey, lockKey, { type: 'failed', message });
    } else {
      const holder = { organisationId, username, lockKey };
      const isBack = await jobs.putBack(job, holder, { retries, backOffMs, message });
      if (!isBack) throw await whyNotHeld(jobs, jobKey, holder, now());
    }
    await audit(context, 'jobFailed', jobKey, { retries, message });
    return undefined;
  };
}

function update({ jobs, audit, now }: JobDependencies): HandlerOf<'updateJob'> {
  return async ({ context, params: { jobKey }, body: { changeset, lockKey } }) => {
    const { organisationId, username } = context;
    const { retries, timeout } = changeset;
    const holder = { organisationId, username, lockKey };
    if (timeout !== undefined && !(await jobs.extendLock(jobKey, holder, timeout))) {
      throw await whyNotHeld(jobs, jobKey, holder, now());
    }
    if (retries !== undefined && !(await jobs.setRetries(organisationId, jobKey, retries))) {
      throw await whyNotHeld(jobs, jobKey, holder, now());
    }
    await audit(context, 'jobUpdated', jobKey, changeset);
    return undefined;
  };
}

function search({ store }: JobDependencies): HandlerOf<'searchJobs'> {
  return async ({ context, body }) => {
    const { jobKey, type, processInstanceKey, ...exact } = body.filter ?? {};
    const named = { _id: jobKey, jobType: type, instanceId: processInstanceKey, ...exact };
    const given = Object.fromEntries(
      Object.entries(named).filter(([, value]) => value !== undefined),
    );
    const isOpened = { jobType: { $exists: true } };
    const filter = withConditions(allowedRows(context, 'read', 'Job'), isOpened, given);
    const columns = {
      createdAt: 'createdAt',
      endedAt: 'endedAt',
      retries: 'retries',
      type: 'jobType',
    };
    const sort = sortOf(body.sort, columns, { createdAt: -1 });
    const { rows, page } = await searchRows(store.jobs, { filter, sort, page: body.page });
    return { items: rows.map(describeJob), page };
  };
}
