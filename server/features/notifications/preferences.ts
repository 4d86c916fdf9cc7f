import type { NotificationPreferences } from '../../contract/index.js';
import type { Store } from '../../store/store.js';

/** Of whoever has not said otherwise. */
export const usualPreferences: NotificationPreferences = {
  kinds: {
    taskAssigned: { app: true, email: 'immediately' },
    mention: { app: true, email: 'immediately' },
    deadline: { app: true, email: 'immediately' },
    processNotice: { app: true, email: 'digest' },
  },
  digestAt: '08:00',
};

export const preferencesKey = (organisationId: string, username: string): string =>
  `${organisationId}:${username}`;

/** Preferences by user name, for those who have set some. */
export async function readPreferences(
  store: Store,
  organisationId: string,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, NotificationPreferences>> {
  const keys = usernames.map((username) => preferencesKey(organisationId, username));
  const rows = await store.notificationPreferences
    .find({ _id: { $in: keys } })
    .lean()
    .exec();
  return new Map(rows.map(({ username, kinds, digestAt }) => [username, { kinds, digestAt }]));
}
