import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LockUnavailable } from '../errors.js';
import type { Store } from './store.js';

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const RETRY_MS = 200;

/** Runs the work on one server at a time; a lock whose holder died frees itself. */
export async function withLock<Result>(
  store: Store,
  name: string,
  work: () => Promise<Result>,
  waitMs = 120_000,
): Promise<Result> {
  const holder = randomUUID();
  await acquire(store, name, holder, Date.now() + waitMs);
  const renewal = setInterval(() => {
    const expiresAt = new Date(Date.now() + LEASE_MS);
    store.locks
      .updateOne({ _id: name, holder }, { $set: { expiresAt } })
      .exec()
      .catch(() => undefined);
  }, RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await store.locks.deleteOne({ _id: name, holder }).exec();
  }
}

async function acquire(
  store: Store,
  name: string,
  holder: string,
  giveUpAt: number,
): Promise<void> {
  for (;;) {
    if (await tryAcquire(store, name, holder)) return;
    if (Date.now() > giveUpAt)
      throw new LockUnavailable(`Expected the lock '${name}', but another server holds it.`);
    await sleep(RETRY_MS);
  }
}

async function tryAcquire(store: Store, name: string, holder: string): Promise<boolean> {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + LEASE_MS);
  try {
    const result = await store.locks
      .updateOne(
        { _id: name, expiresAt: { $lt: now } },
        { $set: { holder, expiresAt } },
        { upsert: true },
      )
      .exec();
    return result.modifiedCount + result.upsertedCount > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 11_000) return false;
    throw error;
  }
}
