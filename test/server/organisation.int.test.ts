import type {
  Absence,
  AuditEntry,
  Fact,
  Group,
  OrganisationRole,
  ProblemDetails,
  RoleHolding,
  Session,
  Unit,
  UserTask,
  UserTaskDetail,
} from '../../server/contract/index.js';
import { groupsAndCustomers } from '../../server/migrations/groups-and-customers.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess } from '../support/test-inbox.js';

const led = buildProcess(
  'led',
  (scope) =>
    scope
      .start('begin')
      .user('lead', { assignment: { candidateRoles: 'task-leader' } })
      .end('done')
      .flow('begin', 'lead', 'done'),
  { start: { roles: 'agent,reporter' } },
);
const named = buildProcess(
  'named',
  (scope) =>
    scope
      .start('begin')
      .user('ask', { assignment: { candidateUsers: 'carla' } })
      .end('done')
      .flow('begin', 'ask', 'done'),
  { start: { roles: 'agent' } },
);

const HOUR = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

describe('the organisation', () => {
  let app: TestApp;
  const clients = new Map<string, TestClient>();
  const as = (username: string): TestClient => clients.get(username) as TestClient;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    const usernames = ['admin', 'anna', 'ben', 'carla', 'dirk', 'paula', 'rita', 'mila'];
    for (const username of usernames) clients.set(username, await app.logIn(username));
    await deployProcess(as('paula'), led);
    await deployProcess(as('paula'), named);
  });

  afterAll(() => app.stop());

  const put = <Body = Record<string, never>>(path: string, body: object) =>
    as('admin').send<Body & ProblemDetails>('put', path, body);
  const remove = (client: TestClient, path: string) => client.send<ProblemDetails>('delete', path);

  const hold = (client: TestClient, holding: object) =>
    client.post<RoleHolding & ProblemDetails>('/v2/role-holdings', holding);

  async function open(processId: string, elementId: string, scope: object) {
    const instance = await createTestInbox(as('anna')).start(processId, {}, scope);
    const task = await createTestInbox(as('dirk')).open(instance, elementId);
    return { instance, task };
  }
  const look = (username: string, task: UserTask) =>
    as(username).get<UserTaskDetail>(`/v2/user-tasks/${task.userTaskKey}`);
  const complete = (username: string, task: UserTask) =>
    as(username).post<ProblemDetails>(`/v2/user-tasks/${task.userTaskKey}/completion`, {
      commandId: `${username}-${task.userTaskKey}`,
      assignmentEpoch: task.assignmentEpoch,
    });

  it('knows roles as data: its own besides those of the library', async () => {
    // when
    const own = await put<OrganisationRole>('/v2/roles/release-manager', {
      name: 'Release manager',
      rights: 'agent',
    });
    const changed = await put('/v2/roles/admin', { name: 'Boss', rights: 'reporter' });
    const person = await as('admin').send<{ roles: string[] }>('patch', '/v2/users/mila', {
      roles: ['change-manager', 'release-manager'],
    });

    // then
    expect(own).toMatchObject({ status: 200, body: { roleId: 'release-manager' } });
    expect(changed).toMatchObject({ status: 409, body: { code: 'fixedRights' } });
    expect(person.body.roles).toEqual(['change-manager', 'release-manager']);
    const session = (await as('mila').get<Session>('/v2/session')).body;
    expect(session.roleNames['release-manager']).toBe('Release manager');
    expect((await as('mila').post('/v2/process-definitions/search')).status).toBe(200);
    expect(await remove(as('admin'), '/v2/roles/release-manager')).toMatchObject({
      status: 409,
      body: { code: 'roleInUse' },
    });
  });

  it('is a tree of units, with groups in them and people in those', async () => {
    // when
    await put('/v2/units/network-team', { name: 'Network team', parentUnitId: 'it-services' });
    await put('/v2/groups/network', { name: 'Network', unitId: 'network-team' });
    await as('admin').send('patch', '/v2/users/ben', { groups: ['first-line', 'network'] });

    // then
    const text = { filter: { text: 'network' } };
    const groups = await as('anna').post<{ items: Group[] }>('/v2/groups/search', text);
    const units = await as('anna').post<{ items: Unit[] }>('/v2/units/search', text);
    expect(groups.body.items).toMatchObject([{ groupId: 'network', members: 1 }]);
    expect(units.body.items).toMatchObject([{ parentUnitId: 'it-services' }]);
    const loop = { name: 'IT services', parentUnitId: 'network-team' };
    expect((await put('/v2/units/it-services', loop)).body.code).toBe('unitCycle');
    expect((await put('/v2/units/Wrong id', { name: 'x' })).status).toBe(400);
    expect((await put('/v2/groups/lost', { name: 'x', unitId: 'nowhere' })).status).toBe(404);
    expect((await remove(as('admin'), '/v2/units/network-team')).body.code).toBe('unitInUse');
    expect((await remove(as('admin'), '/v2/groups/network')).body.code).toBe('groupInUse');
    const stray = await as('admin').send<ProblemDetails>('patch', '/v2/users/ben', {
      groups: ['no-such-group'],
    });
    expect(stray.body.errors?.map(({ path }) => path)).toEqual(['groups.0']);
  });

  it('delivers services to customers it knows', async () => {
    // when
    await put('/v2/customers/mill', { name: 'The mill' });
    const printing = await put('/v2/services/printing', { name: 'Print', customerIds: ['mill'] });

    // then
    expect(printing).toMatchObject({ status: 200, body: { customerIds: ['mill'] } });
    const unknown = { name: 'Print', customerIds: ['nobody'] };
    expect((await put('/v2/services/printing', unknown)).status).toBe(404);
  });

  it('offers a task to who holds the role for its service, by name or by group', async () => {
    // given
    const given = await hold(as('dirk'), {
      roleId: 'task-leader',
      serviceId: 'network',
      groupId: 'first-line',
    });
    const { task: onNetwork } = await open('led', 'lead', { serviceId: 'network' });
    const { task: onEmail } = await open('led', 'lead', { serviceId: 'email' });

    // then
    expect(given.status).toBe(201);
    expect((await look('anna', onNetwork)).body.can).toMatchObject({ claim: true });
    expect((await look('carla', onEmail)).body.can).toMatchObject({ claim: true });
    expect((await look('anna', onEmail)).status).toBe(404);
    expect((await complete('anna', onNetwork)).status).toBe(200);

    // when
    await remove(as('dirk'), `/v2/role-holdings/${given.body.roleHoldingKey}`);

    // then
    const { task: later } = await open('led', 'lead', { serviceId: 'network' });
    expect((await look('anna', later)).status).toBe(404);
  });

  it.each([
    ['an unknown role', { roleId: 'wizard', username: 'ben' }, 404],
    ['an unknown service', { serviceId: 'nowhere', username: 'ben' }, 404],
    ['a customer of another service', { customerId: 'green-valley', username: 'ben' }, 404],
    ['nobody', {}, 400],
    ['a person and a group', { username: 'ben', groupId: 'first-line' }, 400],
    ['rights over everything', { roleId: 'admin', username: 'ben' }, 422],
    ['what is there already', { username: 'carla' }, 409],
  ])('refuses %s in the register', async (_what, wrong, status) => {
    const holding = { roleId: 'task-leader', serviceId: 'network', ...wrong };
    expect((await hold(as('admin'), holding)).status).toBe(status);
  });

  it('lets a service manager of one service keep only its register', async () => {
    // given
    const role = { roleId: 'service-manager', serviceId: 'payroll', username: 'ben' };
    await hold(as('admin'), role);

    // when
    const own = await hold(as('ben'), { ...role, roleId: 'problem-analyst' });
    const foreign = await hold(as('ben'), { ...role, serviceId: 'email' });

    // then
    expect([own.status, foreign.status]).toEqual([201, 403]);
  });

  it('lets a substitute do what the absent person would, and writes down both', async () => {
    // given
    const { instance, task } = await open('named', 'ask', {});
    const claimed = await as('carla').post(`/v2/user-tasks/${task.userTaskKey}/assignment`);
    const absence = { substitute: 'mila', from: inHours(-1), to: inHours(1), reason: 'Holiday' };
    expect((await look('mila', task)).status).toBe(404);

    // when
    const set = await as('carla').post<Absence>('/v2/absences', absence);

    // then
    expect([claimed.status, set.status]).toEqual([200, 201]);
    const session = (await as('mila').get<Session>('/v2/session')).body;
    expect(session.person.substitutesFor).toMatchObject([{ username: 'carla' }]);
    expect((await look('mila', task)).body.can).toMatchObject({ claim: true, complete: true });
    const taken = await as('mila').post(`/v2/user-tasks/${task.userTaskKey}/assignment`);
    expect(taken).toMatchObject({ status: 200, body: { assignee: 'mila' } });
    expect((await complete('mila', task)).status).toBe(200);

    // and
    const facts = await as('dirk').get<{ items: Fact[] }>(
      `/v2/process-instances/${instance}/facts`,
    );
    expect(facts.body.items.find(({ type }) => type === 'taskCompleted')?.actor).toEqual({
      type: 'user',
      id: 'mila',
      onBehalfOf: 'carla',
    });
    const row = await eventually(async () => {
      const { body } = await look('dirk', task);
      return body.state === 'completed' ? body : undefined;
    });
    expect(row).toMatchObject({ completedBy: 'mila', completedOnBehalfOf: 'carla' });
    const audit = await as('admin').post<{ items: AuditEntry[] }>('/v2/audit-logs/search', {
      filter: { subjectKey: task.userTaskKey, actor: 'mila' },
    });
    expect(audit.body.items).toMatchObject([
      { action: 'taskAssigned', after: { assignee: 'mila', onBehalfOf: 'carla' } },
    ]);
  });

  it('offers a substitute the service roles of the absent, until the absence ends', async () => {
    // given
    const { task } = await open('led', 'lead', { serviceId: 'payroll' });
    const isOffered = async () => (await look('mila', task)).status === 200;
    expect(await isOffered()).toBe(true);

    // when
    const mine = await as('mila').post<{ items: Absence[] }>('/v2/absences/search', {
      filter: { substitute: 'mila' },
    });
    const key = mine.body.items[0]?.absenceKey ?? '';
    const foreign = await remove(as('mila'), `/v2/absences/${key}`);
    const ended = await remove(as('carla'), `/v2/absences/${key}`);

    // then
    expect([foreign.status, ended.status]).toEqual([404, 204]);
    expect(await isOffered()).toBe(false);
    const standing = await as('mila').post<{ items: Absence[] }>('/v2/absences/search');
    expect(standing.body.items).toEqual([]);
  });

  it.each([
    ['oneself as substitute', { substitute: 'anna' }, 422],
    ['an unknown substitute', { substitute: 'nobody' }, 404],
    ['an end before the beginning', { to: inHours(-5) }, 400],
    ['what is over', { from: inHours(-5), to: inHours(-4) }, 422],
    ['somebody else as absent', { username: 'carla' }, 403],
  ])('refuses an absence with %s', async (_what, wrong, status) => {
    const absence = { substitute: 'ben', from: inHours(-1), to: inHours(1), ...wrong };
    expect((await as('anna').post('/v2/absences', absence)).status).toBe(status);
  });

  it('takes over groups that were only names, and tells tasks for whom they are done', async () => {
    // given
    const { store } = app.services;
    await store.groups.deleteOne({ groupId: 'second-line' });
    const { instance, task } = await open('led', 'lead', {
      serviceId: 'email',
      customerId: 'green-valley',
    });
    const before = { $unset: { customerId: '' }, $set: { offeredTo: ['role:task-leader'] } };
    await store.userTasks.updateOne({ _id: task.userTaskKey }, before);

    // when
    await groupsAndCustomers.run(store, undefined, () => Promise.resolve());

    // then
    expect(await store.groups.exists({ _id: 'demo/second-line' })).not.toBeNull();
    expect(await store.userTasks.findOne({ instanceId: instance }).lean()).toMatchObject({
      customerId: 'green-valley',
      offeredTo: [
        'role:task-leader',
        'role:task-leader@email',
        'role:task-leader@email/green-valley',
      ],
    });
  });
});
