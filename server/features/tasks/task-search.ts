import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { EndpointBody, Endpoints, UserTaskFilter } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import { sortOf } from '../../http/search-rows.js';
import { taskFilter } from './task-filter.js';

type TaskSort = EndpointBody<Endpoints['searchUserTasks']>['sort'];

const COLUMNS = {
  priority: 'priority',
  dueAt: 'sortDueAt',
  createdAt: 'createdAt',
  completedAt: 'completedAt',
  name: 'name',
  businessKey: 'businessKey',
} as const;

/** The tasks of a filter, as far as the person may see them. */
export function taskRows(
  context: RequestContext,
  filter: UserTaskFilter,
  now: Date,
): Record<string, unknown> {
  return withConditions(allowedRows(context, 'read', 'UserTask'), taskFilter(context, filter, now));
}

export function taskSort(sort: TaskSort): Record<string, 1 | -1> {
  return sortOf(sort, COLUMNS, { priority: -1, sortDueAt: 1, createdAt: 1 });
}
