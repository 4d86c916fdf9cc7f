import type { Session } from '../../../server/contract/index.js';
import type { InboxFilter } from './inbox-search.js';

/** What a person most likely wants to see first. */
export function chooseUsualFilter({
  roles,
  groups,
}: Pick<Session['person'], 'roles' | 'groups'>): InboxFilter {
  if (groups.length > 0) return 'myGroups';
  return roles.every((role) => role === 'reporter') ? 'mine' : 'unassigned';
}
