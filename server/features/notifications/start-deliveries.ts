import type { Logger } from 'pino';
import type { Deliverer } from './deliverer.js';
import type { Digests } from './digests.js';

export interface RunningDeliveries {
  /** Waits for the rounds under way; no further ones begin. */
  stop(): Promise<void>;
}

const DELIVER_EVERY_MS = 2_000;
const GATHER_EVERY_MS = 60_000;

/** Sends what is due, again and again, on every server. */
export function startDeliveries(
  deliverer: Deliverer,
  digests: Digests,
  logger: Logger,
): RunningDeliveries {
  const rounds = [
    repeat(() => deliverer.deliverDue(), DELIVER_EVERY_MS, logger),
    repeat(() => digests.gatherDue(), GATHER_EVERY_MS, logger),
  ];
  return {
    stop: async () => {
      await Promise.all(rounds.map((stop) => stop()));
    },
  };
}

/** A round that takes long is not joined by a second one. */
function repeat(work: () => Promise<unknown>, everyMs: number, logger: Logger) {
  let underWay: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    underWay ??= work()
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'deliveries interrupted');
      })
      .finally(() => {
        underWay = undefined;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
