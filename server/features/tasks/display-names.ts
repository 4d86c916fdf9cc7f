import type { Store } from '../../store/store.js';

/** Names of people as others read them, by user name. */
export async function displayNames(
  store: Store,
  { organisationId }: { readonly organisationId: string },
  usernames: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(usernames)];
  if (wanted.length === 0) return new Map();
  const people = await store.users
    .find({ organisationId, username: { $in: wanted } }, { username: 1, displayName: 1 })
    .lean()
    .exec();
  return new Map(people.map((person) => [person.username, person.displayName]));
}
