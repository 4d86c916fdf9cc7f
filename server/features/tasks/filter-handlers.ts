import { randomUUID } from 'node:crypto';
import type { EndpointBody, Endpoints, TaskFilter } from '../../contract/index.js';
import { Conflict, Forbidden, NotFound, StaleVersion, VersionRequired } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { countRows } from '../../http/search-rows.js';
import type { Store } from '../../store/store.js';
import type { TaskFilterDocument } from '../../store/work-models.js';
import { displayNames } from './display-names.js';
import { taskRows } from './task-search.js';

type FilterEndpoints =
  | 'listTaskFilters'
  | 'countTaskFilters'
  | 'createTaskFilter'
  | 'updateTaskFilter'
  | 'deleteTaskFilter';

type NewFilter = EndpointBody<Endpoints['createTaskFilter']>;

export interface FilterDependencies {
  readonly store: Store;
  readonly audit: (
    context: RequestContext,
    action: string,
    subjectKey: string,
    after?: unknown,
  ) => Promise<void>;
  readonly now: () => Date;
}

const MAX_FILTERS = 50;

/** Lists that people put together, for themselves and for their teams. */
export function createFilterHandlers(deps: FilterDependencies): Handlers<FilterEndpoints> {
  const { store, now } = deps;
  return {
    listTaskFilters: async ({ context }) => {
      const rows = await visibleFilters(store, context);
      const owners = rows.map(({ owner }) => owner);
      const names = await displayNames(store, context, owners);
      return { items: rows.map((row) => describeFilter(context, row, names)) };
    },
    countTaskFilters: async ({ context }) => {
      const rows = await visibleFilters(store, context);
      const items = await Promise.all(
        rows.map(async ({ _id, filter }) => ({
          taskFilterKey: _id,
          ...(await countRows(store.userTasks, taskRows(context, filter, now()))),
        })),
      );
      return { items };
    },
    createTaskFilter: createTaskFilter(deps),
    updateTaskFilter: updateTaskFilter(deps),
    deleteTaskFilter: async ({ context, params }) => {
      const filter = await getOwn(store, context, params.taskFilterKey);
      await store.taskFilters.deleteOne({ _id: filter._id }).exec();
      await deps.audit(context, 'taskFilterDeleted', filter._id, { name: filter.name });
      return undefined;
    },
  };
}

function createTaskFilter({ store, audit }: FilterDependencies): HandlerOf<'createTaskFilter'> {
  return async ({ context, body }) => {
    requireOwnGroups(context, body.groups);
    const { organisationId, username } = context;
    const own = { organisationId, owner: username };
    if ((await store.taskFilters.countDocuments(own).exec()) >= MAX_FILTERS) {
      throw new Conflict('tooManyFilters', `Expected at most ${String(MAX_FILTERS)} filters.`);
    }
    const row: TaskFilterDocument = { _id: randomUUID(), ...own, ...fieldsOf(body), version: 1 };
    await store.taskFilters.collection.insertOne(row as never);
    await audit(context, 'taskFilterCreated', row._id, fieldsOf(body));
    return describeOne(store, context, row);
  };
}

function updateTaskFilter({ store, audit }: FilterDependencies): HandlerOf<'updateTaskFilter'> {
  return async ({ context, params, body, ifMatch }) => {
    const row = await getOwn(store, context, params.taskFilterKey);
    if (ifMatch === undefined) throw new VersionRequired();
    requireOwnGroups(context, body.groups);
    const changed = { ...row, ...fieldsOf(body), version: ifMatch + 1 };
    const written = await store.taskFilters.collection.replaceOne(
      { _id: row._id as never, version: ifMatch },
      changed,
    );
    if (written.matchedCount === 0) throw new StaleVersion('filter', ifMatch, row.version);
    await audit(context, 'taskFilterChanged', row._id, fieldsOf(body));
    return describeOne(store, context, changed);
  };
}

function fieldsOf({ name, filter, order, groups }: NewFilter) {
  return { name, filter, order, groups };
}

async function visibleFilters(
  store: Store,
  { organisationId, username, person }: RequestContext,
): Promise<TaskFilterDocument[]> {
  return store.taskFilters
    .find({ organisationId, $or: [{ owner: username }, { groups: { $in: person.groups } }] })
    .sort({ name: 1, _id: 1 })
    .limit(2 * MAX_FILTERS)
    .lean()
    .exec();
}

async function getOwn(
  store: Store,
  { organisationId, username }: RequestContext,
  key: string,
): Promise<TaskFilterDocument> {
  const filter = { _id: key, organisationId, owner: username };
  const row = await store.taskFilters.findOne(filter).lean().exec();
  if (!row) throw new NotFound('filter', key);
  return row;
}

function requireOwnGroups({ person }: RequestContext, groups: readonly string[]): void {
  const other = groups.find((group) => !person.groups.includes(group));
  if (other === undefined) return;
  throw new Forbidden('notInGroup', `Expected a group of yours, but you are not in '${other}'.`, {
    params: { group: other },
  });
}

async function describeOne(store: Store, context: RequestContext, row: TaskFilterDocument) {
  return describeFilter(context, row, await displayNames(store, context, [row.owner]));
}

function describeFilter(
  { username }: RequestContext,
  row: TaskFilterDocument,
  names: ReadonlyMap<string, string>,
): TaskFilter {
  const { _id, name, filter, order, groups, owner, version } = row;
  return {
    taskFilterKey: _id,
    name,
    filter,
    order,
    groups,
    owner,
    ownerName: names.get(owner) ?? owner,
    version,
    canEdit: owner === username,
  };
}
