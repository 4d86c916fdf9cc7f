import type { UserTaskDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';

export interface TaskNews {
  readonly subject: string;
  readonly text: string;
  /** Told once, however often it is said. */
  readonly key: string;
}

/** Tells people about a task. */
export type TellPeople = (
  row: UserTaskDocument,
  usernames: readonly string[],
  news: TaskNews,
) => Promise<void>;

export function createTellPeople(store: Store, now: () => Date): TellPeople {
  return async (row, usernames, { subject, text, key }) => {
    const names = [...new Set(usernames)];
    if (names.length === 0) return;
    await store.notifications.collection.bulkWrite(
      names.map((username) => ({
        updateOne: {
          filter: { _id: `${key}:${username}` as never },
          update: {
            $setOnInsert: {
              organisationId: row.organisationId,
              username,
              subject,
              text,
              createdAt: now(),
              isRead: false,
              instanceId: row.instanceId,
              businessKey: row.businessKey,
              taskId: row._id,
            },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  };
}
