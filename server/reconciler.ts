import type { Services } from './create-services.js';

export interface Reconciler {
  /** Waits for the rounds under way; no further ones begin. */
  stop(): Promise<void>;
}

interface Part {
  settlePending(olderThan: Date): Promise<number>;
}

const EVERY_MS = 5_000;
/** Younger promises are still in the hands of the request that made them. */
const GRACE_MS = 15_000;

/**
 * Keeps promises whose answer was lost: starts, completions and deliveries. Several servers may do it at once. Each kind has
 * rounds of its own, so that an instance which is slow to answer one kind holds up no other.
 */
export function startReconciler(services: Services): Reconciler {
  const { starter, timerStarts, completer, jobAnswerer, router, broadcaster } = services;
  const { recordWaits, termsAnnouncer } = services;
  const parts: readonly Part[] = [
    starter,
    timerStarts,
    completer,
    services.followUps,
    jobAnswerer,
    router,
    broadcaster,
    recordWaits,
    termsAnnouncer,
  ];
  const underWay = new Map<Part, Promise<void>>();

  function beginRounds(): void {
    for (const part of parts) {
      if (underWay.has(part)) continue;
      const round = settle(part, services).finally(() => underWay.delete(part));
      underWay.set(part, round);
    }
  }

  const timer = setInterval(beginRounds, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay.values());
    },
  };
}

async function settle(part: Part, { logger, now }: Services): Promise<void> {
  try {
    const settled = await part.settlePending(new Date(now().getTime() - GRACE_MS));
    if (settled > 0) logger.info({ settled }, 'settled what was promised');
  } catch (error) {
    logger.warn({ err: error }, 'could not settle everything yet');
  }
}
