import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { openChangeFeed, type ChangeFeed } from '../../realtime/change-feed.js';
import type { Store } from '../../store/store.js';

/** Wakes those who wait for jobs when one comes, whichever process keeps it. */
export interface JobNews {
  /** Waits until there may be a job of the type, the time is over, or nobody wants to know any more. */
  wait(organisationId: string, jobType: string, ms: number, signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** The feed is followed from the first wait on. */
export function createJobNews(store: Store, logger: Logger): JobNews {
  const waiting = new Map<string, Set<() => void>>();
  let feed: ChangeFeed | undefined;
  const follow = (): ChangeFeed =>
    openChangeFeed(store, ['jobs'], logger, ({ document }) => {
      if (document?.['state'] !== 'created') return;
      const key = keyOf(String(document['organisationId']), String(document['jobType']));
      for (const wake of waiting.get(key) ?? []) wake();
    });
  return {
    wait: async (organisationId, jobType, ms, signal) => {
      feed ??= follow();
      const key = keyOf(organisationId, jobType);
      const ofType = waiting.get(key) ?? new Set();
      waiting.set(key, ofType);
      const woken = new AbortController();
      const wake = (): void => {
        woken.abort();
      };
      ofType.add(wake);
      try {
        await sleep(ms, undefined, { signal: AbortSignal.any([signal, woken.signal]) });
      } catch (error) {
        if (!woken.signal.aborted && !signal.aborted) throw error;
      } finally {
        ofType.delete(wake);
        if (ofType.size === 0) waiting.delete(key);
      }
    },
    stop: async () => {
      for (const ofType of waiting.values()) for (const wake of ofType) wake();
      await feed?.stop();
    },
  };
}

function keyOf(organisationId: string, jobType: string): string {
  return `${organisationId}/${jobType}`;
}
