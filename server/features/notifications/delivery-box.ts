import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { DeliveryDocument } from '../../store/notification-models.js';
import type { Store } from '../../store/store.js';

export type NewDelivery = Pick<
  DeliveryDocument,
  '_id' | 'organisationId' | 'channel' | 'mail' | 'webhook'
> & {
  readonly instanceId?: string | undefined;
  readonly notificationIds?: string[];
};

/** What leaves the product, kept until it has left. */
export interface DeliveryBox {
  /** Kept once per id. */
  add(deliveries: readonly NewDelivery[], session?: ClientSession): Promise<void>;
  /** Takes what has waited longest; until the lease ends nobody else gets it. */
  claim(): Promise<DeliveryDocument | undefined>;
  settle(delivery: DeliveryDocument): Promise<void>;
  /** Tries it again later, or parks it when it has been tried often enough. */
  fail(delivery: DeliveryDocument, reason: string): Promise<'pending' | 'parked'>;
  /** Tries a parked one afresh; false if there is none. */
  retry(organisationId: string, deliveryId: string): Promise<boolean>;
}

export interface DeliveryPace {
  readonly leaseMs: number;
  readonly maxAttempts: number;
  /** Before the second attempt; doubled with each one. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

/** The last attempt is some nine hours after the first. */
export const usualPace: DeliveryPace = {
  leaseMs: 90_000,
  maxAttempts: 12,
  firstWaitMs: 30_000,
  longestWaitMs: 2 * 3_600_000,
};

const KEEP_SENT_MS = 30 * 86_400_000;
const LONGEST_REASON = 500;

export function createDeliveryBox(
  store: Store,
  now: () => Date,
  pace: DeliveryPace = usualPace,
): DeliveryBox {
  return {
    add: (deliveries, session) => add(store, deliveries, now(), session),
    claim: () => claim(store, now(), pace),
    settle: async ({ _id, leaseKey }) => {
      const at = now();
      const removeAt = new Date(at.getTime() + KEEP_SENT_MS);
      await store.deliveries
        .updateOne(
          { _id, leaseKey },
          { $set: { state: 'sent', leaseKey: null, settledAt: at, removeAt } },
        )
        .exec();
    },
    fail: async ({ _id, leaseKey, attempts }, reason) => {
      const state = attempts >= pace.maxAttempts ? 'parked' : 'pending';
      const nextAttemptAt = new Date(now().getTime() + waitAfter(pace, attempts));
      const lastError = reason.slice(0, LONGEST_REASON);
      await store.deliveries
        .updateOne({ _id, leaseKey }, { $set: { state, leaseKey: null, nextAttemptAt, lastError } })
        .exec();
      return state;
    },
    retry: async (organisationId, _id) => {
      const { matchedCount } = await store.deliveries
        .updateOne(
          { _id, organisationId, state: 'parked' },
          { $set: { state: 'pending', attempts: 0, nextAttemptAt: now() } },
        )
        .exec();
      return matchedCount > 0;
    },
  };
}

async function claim(
  store: Store,
  at: Date,
  { leaseMs }: DeliveryPace,
): Promise<DeliveryDocument | undefined> {
  const nextAttemptAt = new Date(at.getTime() + leaseMs);
  const claimed = await store.deliveries
    .findOneAndUpdate(
      { state: 'pending', nextAttemptAt: { $lte: at } },
      { $set: { leaseKey: randomUUID(), nextAttemptAt }, $inc: { attempts: 1 } },
      { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
    )
    .lean()
    .exec();
  return claimed ?? undefined;
}

function waitAfter({ firstWaitMs, longestWaitMs }: DeliveryPace, attempts: number): number {
  return Math.min(firstWaitMs * 2 ** (attempts - 1), longestWaitMs);
}

async function add(
  store: Store,
  deliveries: readonly NewDelivery[],
  at: Date,
  session?: ClientSession,
): Promise<void> {
  if (deliveries.length === 0) return;
  await store.deliveries.collection.bulkWrite(
    deliveries.map(({ _id, instanceId, ...rest }) => ({
      updateOne: {
        filter: { _id: _id as never },
        update: {
          $setOnInsert: {
            ...rest,
            ...(instanceId === undefined ? {} : { instanceId }),
            state: 'pending',
            attempts: 0,
            nextAttemptAt: at,
            leaseKey: null,
            createdAt: at,
          } as never,
        },
        upsert: true,
      },
    })),
    { ordered: false, ...(session && { session }) },
  );
}
