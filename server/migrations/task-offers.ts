import { computeLists } from '../store/task-lists.js';
import type { Migration } from './migration.js';

/** Indexes of the lists as they were looked up before. */
const OLD_INDEXES = [
  'organisationId_1_state_1_assignee_1_priority_-1_sortDueAt_1',
  'organisationId_1_state_1_candidateGroups_1_assignee_1',
  'organisationId_1_state_1_candidateRoles_1_assignee_1',
  'organisationId_1_completedBy_1_completedAt_-1',
];

const named = (prefix: string, field: string) => ({
  $map: { input: { $ifNull: [field, []] }, in: { $concat: [prefix, '$$this'] } },
});
const ofService = {
  $cond: [
    { $gt: ['$serviceId', null] },
    {
      $map: {
        input: { $ifNull: ['$candidateRoles', []] },
        in: { $concat: ['role:', '$$this', '@', '$serviceId'] },
      },
    },
    [],
  ],
};
const offers = {
  $cond: [
    { $eq: ['$isOpenToAll', true] },
    ['staff'],
    {
      $concatArrays: [
        named('user:', '$candidateUsers'),
        named('group:', '$candidateGroups'),
        named('role:', '$candidateRoles'),
        ofService,
      ],
    },
  ],
};

/** Says on every task who it is offered to and which lists it stands in. */
export const taskOffers: Migration = {
  id: '0002-task-offers',
  run: async (store) => {
    const tasks = store.userTasks.collection;
    await tasks.updateMany({ offeredTo: { $exists: false } }, [
      { $set: { offeredTo: offers } },
      computeLists,
    ]);
    const existing = await tasks.indexes();
    for (const name of OLD_INDEXES) {
      if (existing.some((index) => index.name === name)) await tasks.dropIndex(name);
    }
  },
};
