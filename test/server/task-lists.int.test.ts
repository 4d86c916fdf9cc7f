import { createHash } from 'node:crypto';
import { taskOrders, type UserTaskFilter } from '../../server/contract/index.js';
import { taskRows, taskSort } from '../../server/features/tasks/task-search.js';
import { contextOf, type RequestContext } from '../../server/http/request-context.js';
import { taskOffers } from '../../server/migrations/task-offers.js';
import { NEVER_DUE } from '../../server/store/projection-models.js';
import { computeLists, offersOf } from '../../server/store/task-lists.js';
import { createTestApp, type TestApp } from '../support/create-test-app.js';

const ROWS = 6_000;
const PAGE = 50;
const now = new Date('2026-11-22T12:00:00Z');

const pick = <Item>(list: readonly Item[], index: number): Item =>
  list[index % list.length] as Item;

/** Tasks of two organisations in every state; most of them offered to somebody else than who asks. */
function generateRow(index: number): Record<string, unknown> {
  // Independent of each other, and the same in every run.
  const part = (salt: number): number =>
    createHash('sha1').update(`${index}/${salt}`).digest().readUInt16BE();
  const group = pick(['first-line', 'second-line', 'network', 'suppliers', 'dba'], part(1));
  const role = pick(['process-owner', 'agent', 'service-delivery-manager', 'admin'], part(2));
  const isOffered = part(3) % 10 !== 0;
  const candidates = {
    users: [],
    groups: isOffered && part(4) % 2 === 0 ? [group] : [],
    roles: isOffered && part(4) % 2 === 1 ? [role] : [],
  };
  const state = pick(['created', 'created', 'completed', 'canceled'], part(5));
  const isDue = part(6) % 5 !== 0;
  const serviceId = pick(['payroll', 'e-mail', 'network', undefined], part(7));
  return {
    _id: `row-${index}`,
    organisationId: part(8) % 3 === 0 ? 'another' : 'demo',
    seq: 1,
    instanceId: `instance-${index}`,
    name: `Task ${index}`,
    state,
    // Nine of ten are somebody's: those that are free must not be searched for among them.
    assignee: part(9) % 10 === 0 ? null : pick(['anna', 'ben', 'carla', 'dirk', 'erik'], part(10)),
    claimVersion: 1,
    offeredTo: offersOf(candidates, { serviceId }),
    ...(state === 'completed' ? { completedBy: pick(['anna', 'ben', 'dirk'], part(11)) } : {}),
    ...(state === 'created' ? {} : { completedAt: new Date(now.getTime() - part(12) * 60_000) }),
    ...(part(13) % 8 === 0 ? { deferredUntil: new Date('2026-12-24T12:00:00Z') } : {}),
    priority: part(14) % 101,
    sortDueAt: isDue ? new Date(now.getTime() + (part(15) % 20_000) * 60_000) : NEVER_DUE,
    createdAt: new Date(now.getTime() - part(16) * 1_000),
    risk: part(17) % 20 === 0 ? 'atRisk' : part(17) % 20 === 1 ? 'breached' : 'none',
    processDefinitionId: pick(['incident', 'request', 'change', 'problem'], part(18)),
    businessKey: `INC-${index}`,
    ...(serviceId === undefined ? {} : { serviceId }),
  };
}

interface Explained {
  readonly queryPlanner: { readonly winningPlan: unknown };
  readonly executionStats: { readonly nReturned: number; readonly totalKeysExamined: number };
}

describe('lists of the inbox', () => {
  let app: TestApp;
  let people: Record<string, RequestContext>;

  beforeAll(async () => {
    app = await createTestApp();
    const { store } = app.services;
    const rows = Array.from({ length: ROWS }, (_, index) => generateRow(index));
    await store.userTasks.collection.insertMany(rows);
    await store.userTasks.collection.updateMany({}, [computeLists]);
    const users = await store.users.find().lean().exec();
    people = {};
    for (const user of users) {
      people[user.username] = contextOf(user, await app.services.standings.of(user));
    }
  }, 60_000);

  afterAll(() => app.stop());

  const explain = async (
    username: string,
    filter: UserTaskFilter,
    order: keyof typeof taskOrders,
  ): Promise<Explained> => {
    const { collection } = app.services.store.userTasks;
    const explained = await collection
      .find(taskRows(people[username] as RequestContext, filter, now))
      .sort(taskSort([...taskOrders[order]]))
      .limit(PAGE)
      .explain('executionStats');
    return explained as unknown as Explained;
  };

  const expectCheap = async (
    username: string,
    filter: UserTaskFilter,
    order: keyof typeof taskOrders,
  ): Promise<void> => {
    const { executionStats, queryPlanner } = await explain(username, filter, order);
    expect(executionStats.nReturned).toBeGreaterThan(0);
    expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(10 * executionStats.nReturned);
    expect(JSON.stringify(queryPlanner.winningPlan)).not.toMatch(/"stage":"(SORT|COLLSCAN)"/);
  };

  const open = (['due', 'priority', 'newest'] as const).flatMap((order) =>
    (['mine', 'myGroups', 'unassigned', 'atRisk'] as const).flatMap((list) =>
      ['anna', 'dirk'].map((username) => [list, username, order] as const),
    ),
  );

  it.each(open)('show “%s” to %s by %s without a search or a sort', (list, username, order) =>
    expectCheap(username, { [list]: true }, order),
  );

  it.each(['anna', 'dirk'])('show what %s has completed without a search or a sort', (username) =>
    expectCheap(username, { completed: true }, 'completed'),
  );

  const chosen: [string, UserTaskFilter][] = [
    ['of a service', { myGroups: true, serviceId: 'payroll' }],
    ['of a process and a group', { group: 'first-line', processDefinitionId: 'incident' }],
    ['at risk of a group', { group: 'first-line', atRisk: true }],
    ['due soon', { myGroups: true, due: { before: 'P3D' } }],
    ['of a person', { assignee: 'me', isLaterShown: true }],
  ];

  it.each(chosen)('show tasks %s without a search or a sort', (_name, filter) =>
    expectCheap('anna', filter, 'due'),
  );

  it('hold exactly the tasks that their conditions describe', async () => {
    const { collection } = app.services.store.userTasks;
    const keysOf = async (filter: Record<string, unknown>): Promise<string[]> => {
      const rows = await collection.find(filter, { projection: { _id: 1 } }).toArray();
      return rows.map(({ _id }) => String(_id)).sort();
    };
    const anna = people['anna'] as RequestContext;
    const offers = ['user:anna', 'group:first-line', 'role:agent', 'staff'];
    const isOpen = { organisationId: 'demo', state: 'created' };
    const atRisk = { risk: { $in: ['atRisk', 'breached'] } };
    const isOffered = { offeredTo: { $in: offers } };
    const lists: [UserTaskFilter, Record<string, unknown>][] = [
      [{ mine: true }, { assignee: 'anna', deferredUntil: { $exists: false } }],
      [{ mine: true, isLaterShown: true }, { assignee: 'anna' }],
      [{ myGroups: true }, { offeredTo: { $in: ['group:first-line', 'role:agent'] } }],
      [{ unassigned: true }, { assignee: null, ...isOffered }],
      [{ atRisk: true }, { ...atRisk, $or: [{ assignee: 'anna' }, isOffered] }],
      [
        { unassigned: true, atRisk: true },
        { assignee: null, ...atRisk, ...isOffered },
      ],
      [{}, { $or: [{ assignee: 'anna' }, isOffered] }],
      [{ assignee: 'ben' }, { assignee: 'ben', ...isOffered }],
      [
        { group: 'first-line', unassigned: true },
        { assignee: null, offeredTo: 'group:first-line' },
      ],
      [
        { myGroups: true, due: { after: 'P1D' }, priority: { from: 50, to: 80 } },
        {
          offeredTo: { $in: ['group:first-line', 'role:agent'] },
          sortDueAt: { $gte: new Date('2026-11-23T12:00:00Z'), $lt: NEVER_DUE },
          priority: { $gte: 50, $lte: 80 },
        },
      ],
    ];
    for (const [filter, conditions] of lists) {
      const found = await keysOf(taskRows(anna, filter, now));
      expect(found).toEqual(await keysOf({ ...isOpen, ...conditions }));
      expect(found.length).toBeGreaterThan(0);
    }
  });

  it('are worked out for tasks that were stored before there were any', async () => {
    // given
    const { store } = app.services;
    const old = {
      _id: 'old-row',
      organisationId: 'demo',
      state: 'created',
      assignee: null,
      candidateUsers: ['ben'],
      candidateGroups: ['first-line'],
      candidateRoles: ['agent'],
      isOpenToAll: false,
      risk: 'breached',
      serviceId: 'payroll',
    };
    await store.userTasks.collection.insertOne(old as never);

    // when
    await taskOffers.run(store, undefined, () => Promise.resolve());

    // then
    const row = await store.userTasks.findById('old-row').lean();
    expect(row?.offeredTo).toEqual([
      'user:ben',
      'group:first-line',
      'role:agent',
      'role:agent@payroll',
    ]);
    expect(row?.lists).toEqual(
      expect.arrayContaining(['open', 'free', 'free:user:ben', 'risk:group:first-line']),
    );
  });
});
