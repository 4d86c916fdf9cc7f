import type { Scope } from '../contract/index.js';
import type { Store } from '../store/store.js';
import { computeLists, offersWithin } from '../store/task-lists.js';
import type { Migration } from './migration.js';

/** Groups that people name become documents; tasks know for whom they are done, and are offered to roles of that scope. */
export const groupsAndCustomers: Migration = {
  id: '0003-groups-and-customers',
  run: async (store) => {
    await makeGroups(store);
    await tellScopes(store);
  },
};

async function makeGroups({ users, groups }: Store): Promise<void> {
  const named = await users.aggregate<{ _id: { organisationId: string; groupId: string } }>([
    { $unwind: '$groups' },
    { $group: { _id: { organisationId: '$organisationId', groupId: '$groups' } } },
  ]);
  for (const { _id } of named) {
    const { organisationId, groupId } = _id;
    await groups.collection.updateOne(
      { _id: `${organisationId}/${groupId}` as never },
      { $setOnInsert: { organisationId, groupId, name: groupId } },
      { upsert: true },
    );
  }
}

async function tellScopes({ instances, userTasks }: Store): Promise<void> {
  const scoped = instances
    .find({ 'scope.serviceId': { $exists: true } }, { scope: 1 })
    .lean()
    .cursor();
  for await (const { _id, scope } of scoped) {
    const tasks = await userTasks.find({ instanceId: _id }, { offeredTo: 1 }).lean().exec();
    for (const task of tasks) {
      await userTasks.collection.updateOne({ _id: task._id as never }, [
        { $set: fieldsOf(task.offeredTo, scope) },
        computeLists,
      ]);
    }
  }
}

function fieldsOf(offeredTo: readonly string[], scope: Scope) {
  const { customerId } = scope;
  return {
    offeredTo: { $literal: offersWithin(offeredTo, scope) },
    ...(customerId === undefined ? {} : { customerId: { $literal: customerId } }),
  };
}
