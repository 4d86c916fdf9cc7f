import type { Services } from './create-services.js';

export interface Reconciler {
  /** One round now; the start of a server does one before it takes requests. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 5_000;
/** Younger promises are still in the hands of the request that made them. */
const GRACE_MS = 15_000;

/** Keeps promises whose answer was lost: starts, completions and deliveries. Several servers may do it at once. */
export function startReconciler(services: Services): Reconciler {
  const { starter, timerStarts, completer, jobAnswerer, router, broadcaster, logger, now } =
    services;
  let running: Promise<void> | undefined;

  async function settle(): Promise<void> {
    const olderThan = new Date(now().getTime() - GRACE_MS);
    for (const part of [starter, timerStarts, completer, jobAnswerer, router, broadcaster]) {
      try {
        const settled = await part.settlePending(olderThan);
        if (settled > 0) logger.info({ settled }, 'settled what was promised');
      } catch (error) {
        logger.warn({ err: error }, 'could not settle everything yet');
      }
    }
  }

  const timer = setInterval(() => {
    running ??= settle().finally(() => {
      running = undefined;
    });
  }, EVERY_MS);
  return {
    settle,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
