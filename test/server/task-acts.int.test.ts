import type {
  Notification,
  ProblemDetails,
  StoryLine,
  TaskComment,
  TaskFilter,
  UserTask,
  UserTaskCounts,
  UserTaskDetail,
} from '../../server/contract/index.js';
import {
  createTestApp,
  type TestAnswer,
  type TestApp,
  type TestClient,
} from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const process = buildProcess(
  'errand',
  (scope) =>
    scope
      .start('begin')
      .user('ask', { assignment: { candidateGroups: 'first-line, second-line' } })
      .user('form', { formId: 'errand-form', assignment: { candidateGroups: 'first-line' } })
      .end('done')
      .flow('begin', 'ask', 'form', 'done'),
  { name: 'Errand', start: { roles: 'agent', businessKey: 'ERR' } },
);
const form = { type: 'default', components: [{ type: 'textfield', id: 'f', key: 'answer' }] };

type Answer = TestAnswer<ProblemDetails & { claimVersion: number; assignee?: string }>;

describe('acts on tasks', () => {
  let app: TestApp;
  let anna: TestClient;
  let ben: TestClient;
  let carla: TestClient;
  let dirk: TestClient;
  let rita: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    [anna, ben, carla, dirk, rita] = (await Promise.all(
      ['anna', 'ben', 'carla', 'dirk', 'rita'].map((username) => app.logIn(username)),
    )) as [TestClient, TestClient, TestClient, TestClient, TestClient];
    inbox = createTestInbox(anna);
    await deployProcess(await app.logIn('paula'), process, { 'errand-form': form });
  });

  afterAll(() => app.stop());

  const read = async (client: TestClient, key: string): Promise<UserTaskDetail> =>
    (await client.get<UserTaskDetail>(`/v2/user-tasks/${key}`)).body;
  const ask = async (): Promise<UserTaskDetail> => inbox.open(await inbox.start('errand'), 'ask');
  const claimed = async (client: TestClient): Promise<UserTaskDetail> => {
    const { userTaskKey } = await ask();
    await client.post(`/v2/user-tasks/${userTaskKey}/assignment`);
    return read(client, userTaskKey);
  };
  const act = (client: TestClient, task: UserTask, what: string, body: object): Promise<Answer> => {
    const { claimVersion, assignmentEpoch } = task;
    const path = `/v2/user-tasks/${task.userTaskKey}/${what}`;
    const method = what === 'follow-up' ? 'put' : 'post';
    return client.send(method, path, { claimVersion, assignmentEpoch, ...body });
  };
  const told = async (client: TestClient, task: UserTask): Promise<Notification[]> => {
    const { body } = await client.post<{ items: Notification[] }>('/v2/notifications/search', {
      sort: [{ field: 'createdAt', order: 'desc' }],
    });
    return body.items.filter(({ userTaskKey }) => userTaskKey === task.userTaskKey);
  };

  it('delegate a task to somebody who does it and hands it back with what was typed', async () => {
    // given
    const task = await claimed(anna);

    // when
    const delegated = await act(anna, task, 'delegation', { to: 'carla', note: 'You know this.' });
    const hers = await read(carla, task.userTaskKey);
    await carla.send('put', `/v2/user-tasks/${task.userTaskKey}/draft`, { variables: { a: 1 } });
    const completion = { commandId: 'not-hers-to-complete', assignmentEpoch: task.assignmentEpoch };
    const early = await carla.post(`/v2/user-tasks/${task.userTaskKey}/completion`, completion);
    const resolved = await act(carla, hers, 'resolution', { note: 'Done.' });

    // then
    expect(delegated).toMatchObject({ status: 200, body: { assignee: 'carla' } });
    expect(hers).toMatchObject({
      delegatedBy: 'anna',
      can: { complete: false, resolve: true, delegate: false },
    });
    expect(early).toMatchObject({ status: 409, body: { code: 'delegated' } });
    expect(resolved).toMatchObject({ status: 200, body: { assignee: 'anna' } });
    const back = await read(anna, task.userTaskKey);
    expect(back).toMatchObject({ assignee: 'anna', can: { complete: true, resolve: false } });
    expect(back.draft?.variables).toEqual({ a: 1 });
    expect(await told(carla, task)).toMatchObject([{ text: 'You know this.' }]);
    expect(await told(anna, task)).toMatchObject([{ text: 'Done.' }]);
  });

  it('refuse what was decided on an older state, or by somebody else', async () => {
    // given
    const task = await claimed(anna);

    // when
    const answers = await Promise.all(
      ['ben', 'carla'].map((to) => act(anna, task, 'delegation', { to })),
    );

    // then
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await act(anna, task, 'hand-over', { toUser: 'ben', note: 'n' })).toMatchObject({
      status: 409,
      body: { code: 'staleClaim' },
    });
    const current = await read(dirk, task.userTaskKey);
    expect(await act(dirk, current, 'resolution', {})).toMatchObject({
      status: 409,
      body: { code: 'assignedToOther' },
    });
  });

  it('hand a task over with a note, to somebody it is offered to or to one of its groups', async () => {
    // given
    const task = await claimed(anna);

    // when
    const toReporter = await act(anna, task, 'hand-over', { toUser: 'rita', note: 'n' });
    const toStrangers = await act(anna, task, 'hand-over', { toGroup: 'no-group', note: 'n' });
    const withoutNote = await act(anna, task, 'hand-over', { toUser: 'ben' });
    const toBen = await act(anna, task, 'hand-over', { toUser: 'ben', note: 'Shift ends.' });
    const bens = await read(ben, task.userTaskKey);
    const toGroup = await act(ben, bens, 'hand-over', { toGroup: 'second-line', note: 'Deeper.' });

    // then
    expect([toReporter.body.code, toStrangers.body.code]).toEqual([
      'notAmongCandidates',
      'notAmongCandidates',
    ]);
    expect(withoutNote).toMatchObject({ status: 400, body: { errors: [{ path: 'note' }] } });
    expect(toBen).toMatchObject({ status: 200, body: { assignee: 'ben' } });
    expect(toGroup.body.assignee).toBeUndefined();
    expect(await told(carla, task)).toMatchObject([{ text: 'Deeper.' }]);
    expect((await read(carla, task.userTaskKey)).can.claim).toBe(true);
  });

  it('escalate a task to a role that could not see it before, and raise its priority', async () => {
    // given
    const task = await claimed(anna);

    // when
    const byReporter = await act(rita, task, 'escalation', { toRole: 'agent', note: 'n' });
    const escalated = await act(anna, task, 'escalation', {
      toRole: 'process-owner',
      note: 'The customer is calling.',
    });

    // then
    expect(byReporter.status).toBe(404);
    expect(escalated.status).toBe(200);
    const paula = await app.logIn('paula');
    expect(await read(paula, task.userTaskKey)).toMatchObject({
      isEscalated: true,
      priority: 90,
      can: { claim: true },
    });
    expect(await told(paula, task)).toMatchObject([{ text: 'The customer is calling.' }]);
    const { body } = await paula.post<{ items: UserTask[] }>('/v2/user-tasks/search', {
      filter: { myGroups: true, businessKey: task.businessKey },
    });
    expect(body.items).toHaveLength(1);
  });

  it('keep all of it when the lists are computed anew', async () => {
    // given
    const task = await claimed(anna);
    await act(anna, task, 'escalation', { toUser: 'dirk', note: 'Please decide.' });
    const before = await app.services.store.userTasks.findById(task.userTaskKey).lean();
    const { store } = app.services;
    const instance = await store.instances.findById(task.processInstanceKey).lean();

    // when
    const { rebuildInstance } = await import('../../server/features/facts/rebuild-instance.js');
    await store.connection.transaction(async (session) => {
      if (instance) await rebuildInstance(store, instance.identity, 'Errand', session);
    });

    // then
    const after = await store.userTasks.findById(task.userTaskKey).lean();
    expect(after).toMatchObject({
      assignee: 'dirk',
      priority: 90,
      commentCount: 1,
      escalatedAt: before?.escalatedAt,
    });
    expect([...(after?.lists ?? [])].sort()).toEqual([...(before?.lists ?? [])].sort());
  });

  it('put a task off until a date, which brings it back', async () => {
    // given
    const task = await claimed(ben);
    const mine = async (filter: object): Promise<number> => {
      const { body } = await ben.post<{ items: UserTask[] }>('/v2/user-tasks/search', {
        filter: { mine: true, businessKey: task.businessKey, ...filter },
      });
      return body.items.length;
    };

    // when
    const past = await act(ben, task, 'follow-up', { at: '2020-01-01T00:00:00Z' });
    const at = new Date(Date.now() + 5_000).toISOString();
    const future = await act(ben, task, 'follow-up', { at });

    // then
    expect(past).toMatchObject({ status: 422, body: { code: 'notInFuture' } });
    expect(future.status).toBe(200);
    expect(await mine({ isLaterShown: true })).toBe(1);
    await eventually(async () => {
      await app.services.followUps.settlePending();
      return (await mine({})) === 1 || undefined;
    });
    expect((await read(ben, task.userTaskKey)).deferredUntil).toBeUndefined();
  });

  it('tell a story of what was done and said, in which mentioned people were told', async () => {
    // given
    const task = await claimed(anna);
    const path = `/v2/user-tasks/${task.userTaskKey}/comments`;

    // when
    const text = 'Ask @ben, @rita or @nobody; not me@carla.example.';
    const { body: comment } = await anna.post<TaskComment>(path, { text });
    const edited = await anna.send<TaskComment>('patch', `${path}/${comment.commentKey}`, {
      text: 'Ask @ben.',
    });
    const byOther = await ben.send('patch', `${path}/${comment.commentKey}`, { text: 'Ha' });
    const { body: second } = await ben.post<TaskComment>(path, { text: 'Never mind' });
    await ben.send('delete', `${path}/${second.commentKey}`);

    // then
    expect(comment.mentions).toEqual(['ben']);
    expect(edited.body.earlier).toMatchObject([{ text }]);
    expect(byOther.status).toBe(404);
    expect(await told(ben, task)).toHaveLength(1);
    expect(await told(rita, task)).toEqual([]);
    const { body } = await ben.get<{ items: StoryLine[] }>(
      `/v2/user-tasks/${task.userTaskKey}/history`,
    );
    expect(body.items).toMatchObject([
      { type: 'comment', comment: { by: 'ben', deletedAt: expect.any(String) as string } },
      { type: 'comment', comment: { text: 'Ask @ben.', canEdit: false } },
      { type: 'act', action: 'taskAssigned', by: 'anna', to: 'anna' },
    ]);
    expect(body.items[0]).not.toHaveProperty('comment.text');
    expect((await read(ben, task.userTaskKey)).commentCount).toBe(1);
    expect((await rita.get(path)).status).toBe(404);
  });

  it('offer only people who may get the task, and nobody to those who only report', async () => {
    // given
    const task = await claimed(anna);
    const people = (client: TestClient, purpose: string): Promise<string[]> =>
      client
        .get<{ items: { username: string }[] }>(
          `/v2/user-tasks/${task.userTaskKey}/people?for=${purpose}`,
        )
        .then(({ body }) => (body.items ?? []).map(({ username }) => username));

    // then
    expect(await people(anna, 'handOver')).toEqual(expect.arrayContaining(['ben', 'carla']));
    expect(await people(anna, 'handOver')).not.toContain('dirk');
    expect(await people(anna, 'delegation')).toContain('dirk');
    expect(await people(anna, 'delegation')).not.toContain('rita');
    expect(await people(rita, 'mention')).toEqual([]);
  });

  it('do the same with many tasks and tell of each whether it is done', async () => {
    // given
    const [free, taken] = [await ask(), await claimed(ben)];
    const itemOf = ({ userTaskKey, claimVersion, assignmentEpoch }: UserTask) => ({
      userTaskKey,
      claimVersion,
      assignmentEpoch,
    });
    const bulk = (client: TestClient, body: object) =>
      client.post<{ results: object[] }>('/v2/user-tasks/bulk', body);

    // when
    const claim = await bulk(anna, { act: 'claim', items: [itemOf(free), itemOf(taken)] });
    const mine = await read(anna, free.userTaskKey);
    const complete = await bulk(anna, { act: 'complete', items: [itemOf(mine), itemOf(taken)] });

    // then
    expect(claim.body.results).toMatchObject([
      { isDone: true },
      { isDone: false, code: 'assignedToOther' },
    ]);
    expect(complete.body.results).toMatchObject([{ isDone: true }, { isDone: false }]);
    const next = await inbox.open(free.processInstanceKey, 'form');
    const withForm = await bulk(anna, { act: 'complete', items: [itemOf(next)] });
    expect(withForm.body.results).toMatchObject([{ isDone: false, code: 'formRequired' }]);
  });

  it('keep filters, shared with the groups of whoever made them', async () => {
    // given
    const task = await ask();
    const filter = { businessKey: task.businessKey };

    // when
    const own = await anna.post<TaskFilter>('/v2/task-filters', { name: 'Mine alone', filter });
    const shared = await anna.post<TaskFilter>('/v2/task-filters', {
      name: 'First line',
      filter: { ...filter, due: { after: '-P30D' } },
      order: 'newest',
      groups: ['first-line'],
    });
    const elsewhere = await anna.post('/v2/task-filters', {
      name: 'x',
      filter,
      groups: ['second-line'],
    });
    const wrong = await anna.post('/v2/task-filters', {
      name: 'x',
      filter: { due: { before: 'soon' }, color: 'red' },
    });

    // then
    expect(elsewhere).toMatchObject({ status: 403, body: { code: 'notInGroup' } });
    expect(wrong.status).toBe(400);
    const seenBy = async (client: TestClient): Promise<string[]> => {
      const { body } = await client.get<{ items: TaskFilter[] }>('/v2/task-filters');
      return body.items.map(({ name }) => name);
    };
    expect(await seenBy(anna)).toEqual(['First line', 'Mine alone']);
    expect(await seenBy(ben)).toEqual(['First line']);
    expect(await seenBy(rita)).toEqual([]);
    const counts = await anna.get<{ items: { taskFilterKey: string; count: number }[] }>(
      '/v2/task-filters/counts',
    );
    expect(counts.body.items.map(({ count }) => count)).toEqual([0, 1]);
    const path = `/v2/task-filters/${shared.body.taskFilterKey}`;
    const change = { name: 'First line, renamed', filter };
    expect((await ben.send('put', path, change, { 'if-match': '"1"' })).status).toBe(404);
    expect((await anna.send('put', path, change, { 'if-match': '"1"' })).status).toBe(200);
    expect((await anna.send('put', path, change, { 'if-match': '"1"' })).status).toBe(412);
    expect((await anna.send('delete', `/v2/task-filters/${own.body.taskFilterKey}`)).status).toBe(
      204,
    );
    expect(await seenBy(anna)).toEqual(['First line, renamed']);
    expect((await anna.get<UserTaskCounts>('/v2/user-tasks/counts')).status).toBe(200);
  });
});
