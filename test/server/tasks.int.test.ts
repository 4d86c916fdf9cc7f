import type {
  ProblemDetails,
  UserTask,
  UserTaskCounts,
  UserTaskDetail,
  Variable,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const form = {
  type: 'default',
  schemaVersion: 19,
  components: [
    {
      type: 'textfield',
      id: 'f1',
      key: 'answer',
      label: 'Answer',
      validate: { required: true, maxLength: 20 },
    },
    { type: 'number', id: 'f2', key: 'amount', label: 'Amount', validate: { min: 1 } },
    { type: 'textfield', id: 'f3', key: 'title', label: 'Title', readonly: true },
  ],
};

const process = buildProcess(
  'question',
  (scope) =>
    scope
      .start('begin')
      .user('ask', {
        formId: 'question-form',
        assignment: { candidateGroups: 'first-line' },
        schedule: { priority: '70' },
      })
      .user('check', { assignment: { assignee: '=initiator' } })
      .end('done')
      .flow('begin', 'ask', 'check', 'done'),
  { name: 'Question', start: { roles: 'agent', businessKey: 'QST' } },
);

const fourEyes = buildProcess(
  'four-eyes',
  (scope) =>
    scope
      .start('begin')
      .user('write')
      .user('approve', { assignment: { candidateRoles: 'agent', separateFrom: 'write' } })
      .end('done')
      .flow('begin', 'write', 'approve', 'done'),
  { name: 'Four eyes', start: { roles: 'agent', businessKey: 'EYE' } },
);

describe('user tasks', () => {
  let app: TestApp;
  let anna: TestClient;
  let ben: TestClient;
  let carla: TestClient;
  let dirk: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    [anna, ben, carla, dirk] = (await Promise.all(
      ['anna', 'ben', 'carla', 'dirk'].map((username) => app.logIn(username)),
    )) as [TestClient, TestClient, TestClient, TestClient];
    inbox = createTestInbox(anna);
    const paula = await app.logIn('paula');
    await deployProcess(paula, process, { 'question-form': form });
    await deployProcess(paula, fourEyes);
  });

  afterAll(() => app.stop());

  const ask = async (): Promise<UserTaskDetail> =>
    inbox.open(
      await inbox.start('question', { title: 'A title', secret: 'not for the form' }),
      'ask',
    );
  const on = (task: UserTask, what: string) => `/v2/user-tasks/${task.userTaskKey}/${what}`;
  const complete = (
    client: TestClient,
    task: UserTask,
    commandId: string,
    variables: object = { answer: 'yes' },
  ) =>
    client.post<ProblemDetails & { state: string }>(on(task, 'completion'), {
      commandId,
      assignmentEpoch: task.assignmentEpoch,
      variables,
    });

  it('show their form and only what the form speaks of', async () => {
    // when
    const task = await ask();

    // then
    expect(task).toMatchObject({
      priority: 70,
      form: { formId: 'question-form' },
      can: { claim: true, release: false },
    });
    expect(task.variables).toEqual({ title: 'A title' });
    expect(task.businessKey).toMatch(/^QST-\d+$/);
  });

  it('belong to whoever claims them first', async () => {
    // given
    const task = await ask();

    // when
    const answers = await Promise.all(
      [anna, ben].map((client) => client.post(on(task, 'assignment'))),
    );

    // then
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [winner, loser] = answers[0]?.status === 200 ? [anna, ben] : [ben, anna];
    expect(await complete(loser, task, 'command-of-the-loser')).toMatchObject({
      status: 409,
      body: { code: 'assignedToOther' },
    });
    expect(await complete(winner, task, 'command-of-the-winner')).toMatchObject({ status: 200 });
  });

  it('are hidden from people they are not offered to', async () => {
    // given
    const task = await ask();

    // then
    expect((await carla.get(`/v2/user-tasks/${task.userTaskKey}`)).status).toBe(404);
    expect((await carla.post(on(task, 'assignment'))).status).toBe(404);
    expect((await complete(carla, task, 'command-of-carla')).status).toBe(404);
  });

  it('can be given to others by a service delivery manager, not by an agent', async () => {
    // given
    const task = await ask();

    // when
    const byAgent = await anna.post(on(task, 'assignment'), { assignee: 'ben' });
    const byManager = await dirk.post(on(task, 'assignment'), { assignee: 'ben' });
    const takenOver = await dirk.post(on(task, 'assignment'), {
      assignee: 'anna',
      allowOverride: true,
    });

    // then
    expect(byAgent.status).toBe(403);
    expect(byManager).toMatchObject({ status: 200, body: { assignee: 'ben', claimVersion: 1 } });
    expect(takenOver).toMatchObject({ status: 200, body: { assignee: 'anna', claimVersion: 2 } });
    expect((await complete(ben, task, 'command-too-late')).status).toBe(409);
  });

  it('are seen by whom the process excludes, who can neither claim, be given nor complete them', async () => {
    // given
    const key = await inbox.start('four-eyes');
    await complete(anna, await inbox.open(key, 'write'), 'written-by-anna', {});

    // when
    const task = await inbox.open(key, 'approve');
    const claimed = await anna.post(on(task, 'assignment'));
    const given = await dirk.post(on(task, 'assignment'), { assignee: 'anna' });
    const drafted = await anna.send('put', on(task, 'draft'), { variables: {} });
    const completed = await complete(anna, task, 'approved-by-anna', {});

    // then
    expect(task).toMatchObject({ excludedUsers: ['anna'], can: { claim: false, complete: false } });
    for (const answer of [claimed, given, drafted, completed])
      expect(answer).toMatchObject({ status: 403, body: { code: 'personExcluded' } });
    const { body } = await ben.get<UserTaskDetail>(`/v2/user-tasks/${task.userTaskKey}`);
    expect(body.can).toMatchObject({ claim: true, complete: true });

    // when
    const { claimVersion } = (await ben.post<{ claimVersion: number }>(on(task, 'assignment')))
      .body;
    const fence = { claimVersion, assignmentEpoch: task.assignmentEpoch };
    const delegated = await ben.post(on(task, 'delegation'), { to: 'anna', ...fence });

    // then
    expect(delegated).toMatchObject({ status: 403, body: { code: 'personExcluded' } });
    expect(await complete(ben, task, 'approved-by-ben', {})).toMatchObject({ status: 200 });
  });

  it('are free again after their release', async () => {
    // given
    const task = await ask();
    await anna.post(on(task, 'assignment'));

    // when
    const byOther = await ben.send('delete', on(task, 'assignee'));
    const released = await anna.send('delete', on(task, 'assignee'));

    // then
    expect(byOther.status).toBe(409);
    expect(released).toMatchObject({ status: 200, body: { claimVersion: 2 } });
    expect((await ben.post(on(task, 'assignment'))).status).toBe(200);
  });

  it('are completed once, however often the command is sent', async () => {
    // given
    const task = await ask();

    // when
    const first = await complete(anna, task, 'the-same-command');
    const again = await complete(anna, task, 'the-same-command');
    const other = await complete(anna, task, 'another-command');
    const byBen = await complete(ben, task, 'command-of-ben');

    // then
    expect(first).toMatchObject({ status: 200, body: { state: 'completed' } });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'taskAlreadyCompleted', params: { completedBy: 'anna' } },
    });
    expect(byBen).toMatchObject({ status: 409, body: { code: 'taskAlreadyCompleted' } });
    const facts = await app.services.store.facts.countDocuments({
      streamId: task.processInstanceKey,
      type: 'taskCompleted',
    });
    expect(facts).toBe(1);
  });

  it('are completed once when ten requests race', async () => {
    // given
    const task = await ask();

    // when
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        complete(index % 2 === 0 ? anna : ben, task, `racing-command-${index}`),
      ),
    );

    // then
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    const facts = await app.services.store.facts.countDocuments({
      streamId: task.processInstanceKey,
      type: 'taskCompleted',
    });
    expect(facts).toBe(1);
  });

  it.each([
    ['a wrong type', { answer: 'yes', amount: 'many' }, 'amount'],
    ['a missing field', { amount: 3 }, 'answer'],
    ['too small a number', { answer: 'yes', amount: 0 }, 'amount'],
    ['too long a text', { answer: 'x'.repeat(21) }, 'answer'],
  ])('refuse %s and name the field', async (_name, variables, field) => {
    // given
    const task = await ask();

    // when
    const answer = await complete(anna, task, 'command-with-a-mistake', variables);

    // then
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'formInvalid', errors: [{ path: field }] },
    });
    expect((await anna.get(`/v2/user-tasks/${task.userTaskKey}`)).body).toMatchObject({
      state: 'created',
    });
  });

  it('take nothing that the form does not ask for', async () => {
    // given
    const task = await ask();

    // when
    await complete(anna, task, 'command-with-more', {
      answer: 'yes',
      title: 'changed',
      isAdmin: true,
    });

    // then
    await inbox.open(task.processInstanceKey, 'check');
    const { body } = await anna.get<{ items: Variable[] }>(
      `/v2/process-instances/${task.processInstanceKey}/variables`,
    );
    const byName = Object.fromEntries(body.items.map(({ name, value }) => [name, value]));
    expect(byName).toMatchObject({ answer: 'yes', title: 'A title' });
    expect(byName).not.toHaveProperty('isAdmin');
  });

  it('refuse variables over the limit with 413', async () => {
    // given
    await inbox
      .open(await inbox.start('question'), 'ask')
      .then((task) => complete(anna, task, 'on-to-the-next'));
    const { body } = await anna.post<{ items: UserTask[] }>('/v2/user-tasks/search', {
      filter: { mine: true },
    });
    const task = body.items.find((item) => item.elementId === 'check') as UserTask;

    // when
    const answer = await complete(anna, task, 'command-that-is-too-large', {
      text: 'x'.repeat(1_100_000),
    });

    // then
    expect(answer).toMatchObject({ status: 413, body: { code: 'variablesTooLarge' } });
  });

  it('keep what was typed as the draft of that person', async () => {
    // given
    const task = await ask();

    // when
    await anna.send('put', on(task, 'draft'), { variables: { answer: 'half an ans' } });
    await anna.send('put', on(task, 'draft'), { variables: { answer: 'half an answer' } });

    // then
    const mine = await anna.get<UserTaskDetail>(`/v2/user-tasks/${task.userTaskKey}`);
    const bens = await ben.get<UserTaskDetail>(`/v2/user-tasks/${task.userTaskKey}`);
    expect(mine.body.draft?.variables).toEqual({ answer: 'half an answer' });
    expect(bens.body.draft).toBeUndefined();
  });

  it('are counted and sorted as the inbox shows them', async () => {
    // given
    const task = await ask();
    await ben.post(on(task, 'assignment'));

    // when
    const counts = (await ben.get<UserTaskCounts>('/v2/user-tasks/counts')).body;
    const mine = await ben.post<{ items: UserTask[] }>('/v2/user-tasks/search', {
      filter: { mine: true, text: task.businessKey },
      sort: [{ field: 'createdAt', order: 'desc' }],
    });

    // then
    expect(counts.mine.count).toBeGreaterThanOrEqual(1);
    expect(mine.body.items.map((item) => item.userTaskKey)).toEqual([task.userTaskKey]);
    expect(mine.body.items[0]).toMatchObject({
      assignee: 'ben',
      assigneeName: 'Ben Mulder',
      can: { release: true },
    });
  });

  it('are completed later when the engine does not answer, and only once', async () => {
    // given
    const task = await ask();
    await app.stopWorker();

    // when
    const pending = await complete(anna, task, 'command-without-a-worker');
    const other = await complete(ben, task, 'command-meanwhile');
    await app.startWorker();
    await app.services.completer.settlePending(new Date(Date.now() + 1_000));

    // then
    expect(pending).toMatchObject({ status: 200, body: { state: 'pending' } });
    expect(other).toMatchObject({ status: 409, body: { code: 'taskAlreadyCompleted' } });
    const settled = await eventually(async () => {
      const found = await anna.get<UserTaskDetail>(`/v2/user-tasks/${task.userTaskKey}`);
      return found.body.state === 'completed' ? found.body : undefined;
    });
    expect(settled.completedBy).toBe('anna');
    expect(await app.services.store.taskWork.findById(task.userTaskKey).lean()).toMatchObject({
      completion: { state: 'completed' },
    });
  });
});
