import type { ActivateJobs } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import type { JobDocument } from '../../store/job-models.js';
import type { JobNews } from './job-news.js';
import type { JobRepository } from './job-repository.js';

export interface JobActivatorDependencies {
  readonly jobs: JobRepository;
  readonly news: JobNews;
  readonly now: () => Date;
}

const DEFAULT_WAIT_MS = 10_000;
/** News can be missed while the feed is being opened; so it is looked again after a while in any case. */
const LOOK_AGAIN_MS = 2_000;

/** Locks jobs for a worker; while there is none, waits for one as long as the worker wants to and listens. */
export async function activateJobs(
  { jobs, news, now }: JobActivatorDependencies,
  { organisationId, username }: RequestContext,
  request: ActivateJobs,
  signal: AbortSignal,
): Promise<JobDocument[]> {
  const giveUpAt = Date.now() + waitOf(request);
  for (;;) {
    if (signal.aborted) return [];
    const activated = await jobs.activate(organisationId, username, request);
    const left = giveUpAt - Date.now();
    if (activated.length > 0 || left <= 0) return activated;
    const next = await jobs.nextAvailability(organisationId, request.type);
    const untilNext = next === undefined ? LOOK_AGAIN_MS : next.getTime() - now().getTime();
    const pause = Math.min(left, LOOK_AGAIN_MS, Math.max(10, untilNext));
    await news.wait(organisationId, request.type, pause, signal);
  }
}

function waitOf({ requestTimeout }: ActivateJobs): number {
  if (requestTimeout < 0) return 0;
  return requestTimeout === 0 ? DEFAULT_WAIT_MS : requestTimeout;
}
