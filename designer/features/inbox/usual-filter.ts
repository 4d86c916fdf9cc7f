import type { Session } from '../../../server/contract/index.js';
import type { InboxFilter } from './inbox-search.js';

/** What a person most likely wants to see first: reporters their own tasks, others what is offered to them. */
export function chooseUsualFilter({ roles }: Pick<Session['person'], 'roles'>): InboxFilter {
  return roles.every((role) => role === 'reporter') ? 'mine' : 'myGroups';
}
