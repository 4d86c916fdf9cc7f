import type { Store } from '../../store/store.js';
import { copyWork } from '../../store/task-lists.js';

export interface FollowUps {
  /** Brings tasks back whose date has come. */
  settlePending(): Promise<number>;
}

const BATCH = 200;

/** A task that was put off stands in its list again, by itself, when its date has come. */
export function createFollowUps(store: Store, now: () => Date): FollowUps {
  return {
    settlePending: async () => {
      const due = await store.taskWork
        .find({ deferredUntil: { $gt: new Date(0), $lte: now() } } as never)
        .sort({ deferredUntil: 1 })
        .limit(BATCH)
        .lean()
        .exec();
      for (const { _id, assignee, claimVersion, deferredUntil } of due) {
        await store.connection.transaction(async (session) => {
          const changed = await store.taskWork
            .updateOne(
              { _id, claimVersion, deferredUntil } as never,
              { $set: { deferredUntil: null } },
              { session },
            )
            .exec();
          if (changed.matchedCount === 0) return;
          await store.userTasks.collection.updateOne(
            { _id: _id as never, claimVersion },
            [
              { $set: { commentVersion: { $add: [{ $ifNull: ['$commentVersion', 0] }, 1] } } },
              ...copyWork({ assignee, claimVersion, deferredUntil: null }),
            ],
            { session },
          );
        });
      }
      return due.length;
    },
  };
}
