import { isGrpcServiceError } from '@temporalio/client';
import type { TemporalEnv } from './temporal-env.js';
import { WaitedTooLongError } from './temporal-errors.js';

/** gRPC's statuses for a call that took longer than its caller waits. */
const gaveUp: readonly number[] = [1, 4];
const patienceMs = 15_000;
/** Skipping takes some milliseconds, however long the time. */
const skipTakesMs = 250;
/** More locks than this have never been left behind by one case. */
const mostLocksLeft = 5;
const trialMs = 60_000;

/** Skips time; the server does so only while no activity is under way. */
export async function skip(env: TemporalEnv, delay: number): Promise<void> {
  if (!(await sleep(env, delay))) throw new WaitedTooLongError(`${delay} ms to be skipped`);
}

/**
 * Makes sure that a time-skipping server skips time when nothing is under way; false if it can't be brought to.
 *
 * Some ways to end a workflow (a caller that ends before those it called) leave a lock on the server's clock for good,
 * and with it time passes only by itself. Such locks are taken off here, one after the other.
 */
export async function freeClock(env: TemporalEnv): Promise<boolean> {
  const { testEnv } = env;
  const { testService } = testEnv.connection;
  if (testService === undefined) throw new TypeError('Expected a time-skipping server');
  const startedAt = await testEnv.currentTimeMs();
  const trial = sleep(env, trialMs);
  for (let left = mostLocksLeft; left > 0; left -= 1) {
    if (await endsSoon(trial)) return trial;
    // The trial goes on, so the clock is where it was, save real time: taking off one lock too many would unleash it.
    if ((await testEnv.currentTimeMs()) < startedAt + trialMs) {
      await testService.unlockTimeSkipping({});
    }
  }
  return trial;
}

async function sleep({ testEnv }: TemporalEnv, delay: number): Promise<boolean> {
  try {
    await testEnv.connection.withDeadline(Date.now() + patienceMs, () => testEnv.sleep(delay));
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && gaveUp.includes(error.code)) return false;
    throw error;
  }
}

async function endsSoon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), skipTakesMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
