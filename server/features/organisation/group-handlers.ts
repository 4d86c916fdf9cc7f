import type { Group } from '../../contract/index.js';
import { Conflict, NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { GroupDocument } from '../../store/organisation-models.js';
import type { Store } from '../../store/store.js';
import { keyOf, noteChange, type OrganisationDependencies } from './organisation-dependencies.js';
import { requireId, textFilterOf } from './structure-handlers.js';

/** Groups: their members are the people that name them. */
export function createGroupHandlers(
  deps: OrganisationDependencies,
): Handlers<'searchGroups' | 'putGroup' | 'deleteGroup'> {
  return {
    searchGroups: searchGroups(deps),
    putGroup: putGroup(deps),
    deleteGroup: deleteGroup(deps),
  };
}

async function countMembers(
  store: Store,
  { organisationId }: RequestContext,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counted = await store.users.aggregate<{ _id: string; members: number }>([
    { $match: { organisationId, groups: { $in: groupIds } } },
    { $unwind: '$groups' },
    { $match: { groups: { $in: groupIds } } },
    { $group: { _id: '$groups', members: { $sum: 1 } } },
  ]);
  return new Map(counted.map(({ _id, members }) => [_id, members]));
}

function toGroup(row: GroupDocument, members: ReadonlyMap<string, number>): Group {
  const { groupId, name, description, unitId } = row;
  return {
    groupId,
    name,
    ...(description === undefined ? {} : { description }),
    ...(unitId === undefined ? {} : { unitId }),
    members: members.get(groupId) ?? 0,
  };
}

function searchGroups({ store }: OrganisationDependencies): HandlerOf<'searchGroups'> {
  return async ({ context, body }) => {
    const filter = textFilterOf(context, 'groupId', body.filter?.text);
    const sort = sortOf(body.sort, { name: 'name', groupId: 'groupId' }, { name: 1 });
    const { rows, page } = await searchRows(store.groups, { filter, sort, page: body.page });
    const members = await countMembers(
      store,
      context,
      rows.map(({ groupId }) => groupId),
    );
    return { items: rows.map((row) => toGroup(row, members)), page };
  };
}

function putGroup(deps: OrganisationDependencies): HandlerOf<'putGroup'> {
  const { store } = deps;
  return async ({ context, params: { groupId }, body }) => {
    requireId(groupId, 'groupId');
    const { organisationId } = context;
    const { unitId } = body;
    if (unitId !== undefined && !(await store.units.exists({ organisationId, unitId }))) {
      throw new NotFound('unit', unitId);
    }
    const _id = keyOf(context, groupId);
    const before = await store.groups.findById(_id).lean().exec();
    const after = { organisationId, groupId, ...body };
    await store.groups.replaceOne({ _id }, after, { upsert: true }).exec();
    const subject = { subjectType: 'Group', subjectKey: groupId };
    await noteChange(deps, context, { action: 'groupPut', ...subject, before, after: body });
    const members = await countMembers(store, context, [groupId]);
    return toGroup({ _id, ...after } as GroupDocument, members);
  };
}

function deleteGroup(deps: OrganisationDependencies): HandlerOf<'deleteGroup'> {
  const { store } = deps;
  return async ({ context, params: { groupId } }) => {
    const { organisationId } = context;
    const _id = keyOf(context, groupId);
    const before = await store.groups.findById(_id).lean().exec();
    if (!before) throw new NotFound('group', groupId);
    const isUsed =
      (await store.users.exists({ organisationId, groups: groupId })) !== null ||
      (await store.roleHoldings.exists({ organisationId, groupId })) !== null;
    if (isUsed) {
      throw new Conflict(
        'groupInUse',
        `Expected a group without members and roles, but '${groupId}' has some.`,
      );
    }
    await store.groups.deleteOne({ _id }).exec();
    const subject = { subjectType: 'Group', subjectKey: groupId };
    await noteChange(deps, context, { action: 'groupDeleted', ...subject, before });
    return undefined;
  };
}
