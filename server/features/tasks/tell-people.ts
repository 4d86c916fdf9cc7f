import type { UserTaskDocument } from '../../store/projection-models.js';
import type { NotifyPeople } from '../notifications/notify-people.js';

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

export function createTellPeople(notifyPeople: NotifyPeople): TellPeople {
  return async (row, usernames, { subject, text, key }) => {
    await notifyPeople({
      organisationId: row.organisationId,
      dedupeKey: key,
      recipients: { users: usernames },
      wording: { kind: 'mention', subject, text },
      instanceId: row.instanceId,
      businessKey: row.businessKey,
      taskId: row._id,
    });
  };
}
