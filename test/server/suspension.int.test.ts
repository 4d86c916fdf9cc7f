import { randomUUID } from 'node:crypto';
import type {
  ActivatedJob,
  ProblemDetails,
  ProcessInstance,
  PublishMessageResult,
  UserTask,
  UserTaskDetail,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const agents = { assignment: { candidateRoles: 'agent' } };

/** One path each for a person, a worker, time, a message and a called process. */
const busy = buildProcess(
  'busy',
  (scope) =>
    scope
      .start('begin')
      .parallel('fork')
      .user('approve', agents)
      .service('charge', { job: { type: '=queue', worker: 'external' } })
      .catch('pause', { timer: { duration: '=pause' } })
      .catch('parcel', { message: { name: 'parcel', key: '=queue' } })
      .call('delegate', 'helping')
      .parallel('join')
      .end('done')
      .flow('begin', 'fork', 'approve', 'join', 'done')
      .flow('fork', 'charge', 'join')
      .flow('fork', 'pause', 'join')
      .flow('fork', 'parcel', 'join')
      .flow('fork', 'delegate', 'join'),
  { start: { roles: 'agent' } },
);

const helping = buildProcess(
  'helping',
  (scope) => scope.start('begin').user('help', agents).end('done').flow('begin', 'help', 'done'),
  { start: { roles: 'agent' } },
);

/** The first message is taken back when the timer, which came before it, ends the wait for it. */
const impatient = buildProcess(
  'impatient',
  (scope) =>
    scope
      .start('begin')
      .receive('first', { message: { name: 'late-parcel', key: '=parcel' } })
      .boundary('over', 'first', { timer: { duration: 'PT1S' } })
      .receive('second', { message: { name: 'late-parcel', key: '=parcel' } })
      .end('done')
      .flow('begin', 'first', 'done')
      .flow('over', 'second', 'done'),
  { start: { roles: 'agent' } },
);

const atLeast = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('suspended instances', () => {
  let app: TestApp;
  let anna: TestClient;
  let dirk: TestClient;
  let admin: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    anna = await app.logIn('anna');
    dirk = await app.logIn('dirk');
    admin = await app.logIn('admin');
    inbox = createTestInbox(anna);
    const paula = await app.logIn('paula');
    for (const xml of [helping, busy, impatient]) await deployProcess(paula, xml);
  });

  afterAll(() => app.stop());

  const suspend = (key: string, body: object = { reason: 'The order is in doubt' }) =>
    dirk.post<ProblemDetails>(`/v2/process-instances/${key}/suspension`, body);
  const resume = (key: string, body: object = {}) =>
    dirk.post<ProblemDetails>(`/v2/process-instances/${key}/resumption`, body);
  const read = async (key: string): Promise<ProcessInstance> =>
    (await dirk.get<ProcessInstance>(`/v2/process-instances/${key}`)).body;
  const activate = async (queue: string): Promise<readonly ActivatedJob[]> => {
    const request = { type: queue, worker: 'R2', timeout: 60_000, maxJobsToActivate: 5 };
    const found = await admin.post<{ jobs: ActivatedJob[] }>('/v2/jobs/activation', {
      ...request,
      requestTimeout: -1,
    });
    return found.body.jobs;
  };
  const complete = ({ userTaskKey, assignmentEpoch }: UserTask) =>
    anna.post<ProblemDetails>(`/v2/user-tasks/${userTaskKey}/completion`, {
      commandId: randomUUID(),
      assignmentEpoch,
    });
  const factsOf = (key: string, type: string): Promise<number> =>
    app.services.store.facts.countDocuments({ streamId: key, type } as never);

  async function begin(variables: object = {}): Promise<{ key: string; queue: string }> {
    const queue = `queue-${randomUUID()}`;
    const key = await inbox.start('busy', { queue, pause: 'PT1H', ...variables });
    await inbox.open(key, 'approve');
    await openSubscription(key);
    await openedJob(key);
    return { key, queue };
  }

  const openSubscription = (instanceId: string) =>
    eventually(async () => {
      const open = await app.services.store.subscriptions.exists({ instanceId, isOpen: true });
      return open ?? undefined;
    });

  /** A job is opened after the step that asks for it is committed. */
  const openedJob = (instanceId: string) =>
    eventually(
      async () => (await app.services.store.jobs.exists({ instanceId }).exec()) ?? undefined,
    );

  const calledBy = (parentInstanceId: string): Promise<string> =>
    eventually(async () => {
      const called = await app.services.store.instances.findOne({ parentInstanceId }).lean().exec();
      return called?._id;
    });

  it('show it, and let nobody claim or complete their tasks', async () => {
    // given
    const { key } = await begin();

    // when
    const answer = await suspend(key);

    // then
    expect(answer.status).toBe(204);
    expect(await read(key)).toMatchObject({ state: 'active', isSuspended: true });
    const task = await inbox.open(key, 'approve');
    expect(task).toMatchObject({ isSuspended: true, can: { claim: false, complete: false } });
    expect(await complete(task)).toMatchObject({
      status: 409,
      body: { code: 'instanceSuspended' },
    });
    const claim = await anna.post(`/v2/user-tasks/${task.userTaskKey}/assignment`);
    expect(claim).toMatchObject({ status: 409, body: { code: 'instanceSuspended' } });

    // when
    expect((await resume(key)).status).toBe(204);

    // then
    const again = await inbox.open(key, 'approve');
    expect(again).toMatchObject({ isSuspended: false, can: { claim: true, complete: true } });
    expect((await complete(again)).status).toBe(200);
  });

  it('are found by it', async () => {
    // given
    const { key } = await begin();
    await suspend(key);
    const search = async (isSuspended: boolean) => {
      const filter = { isSuspended, processDefinitionId: 'busy' };
      const found = await dirk.post<{ items: ProcessInstance[] }>('/v2/process-instances/search', {
        filter,
      });
      return found.body.items.map(({ processInstanceKey }) => processInstanceKey);
    };

    // then
    expect(await search(true)).toContain(key);
    expect(await search(false)).not.toContain(key);
    await resume(key);
    expect(await search(false)).toContain(key);
  });

  it('keep what comes, over a restart of the worker, and go on with it', async () => {
    // given
    const { key, queue } = await begin({ pause: 'PT1S' });
    const [taken] = await activate(queue);
    await suspend(key);

    // when
    const { jobKey, lockKey } = taken ?? { jobKey: '', lockKey: '' };
    expect((await admin.post(`/v2/jobs/${jobKey}/completion`, { lockKey })).status).toBe(204);
    await app.stopWorker();
    await atLeast(1_500);
    const message = { name: 'parcel', correlationKey: queue };
    const published = await dirk.post<PublishMessageResult>('/v2/messages/publication', message);
    await app.startWorker();

    // then
    expect(published.body.deliveredTo).toEqual([key]);
    await eventually(async () =>
      (await factsOf(key, 'messageDeferred')) === 1 ? true : undefined,
    );
    expect(await factsOf(key, 'jobCompleted')).toBe(0);
    expect(await factsOf(key, 'timerFired')).toBe(0);
    expect(await factsOf(key, 'messageCorrelated')).toBe(0);

    // when
    await resume(key);

    // then
    for (const type of ['jobCompleted', 'timerFired', 'messageCorrelated'])
      expect(await factsOf(key, type)).toBe(1);
    await complete(await inbox.open(key, 'approve'));
    await complete(await inbox.open(await calledBy(key), 'help'));
    await eventually(async () => ((await read(key)).state === 'completed' ? true : undefined));
  });

  it('take the instances with them that they have called', async () => {
    // given
    const { key } = await begin();
    const called = await calledBy(key);
    await inbox.open(called, 'help');
    const helped = (isSuspended: boolean): Promise<UserTaskDetail> =>
      eventually(async () => {
        const task = await inbox.open(called, 'help');
        return task.isSuspended === isSuspended ? task : undefined;
      });

    // when
    await suspend(key);

    // then
    const refused = await complete(await helped(true));
    expect(refused).toMatchObject({ status: 409, body: { code: 'instanceSuspended' } });

    // when
    await resume(key);

    // then
    expect((await complete(await helped(false))).status).toBe(200);
  });

  it('do not hand out their jobs', async () => {
    // given
    const { key, queue } = await begin();
    await suspend(key);

    // then
    expect(await activate(queue)).toEqual([]);
    await resume(key);
    expect(await activate(queue)).toHaveLength(1);
  });

  it('can be canceled, and their variables set', async () => {
    // given
    const { key } = await begin();
    await suspend(key);

    // when
    const variables = { pause: 'PT2H' };
    const path = `/v2/process-instances/${key}`;
    const set = await admin.send('put', `${path}/variables`, { variables });
    const canceled = await dirk.post(`${path}/cancellation`, { reason: 'no longer needed' });

    // then
    expect([set.status, canceled.status]).toEqual([204, 204]);
    expect(await read(key)).toMatchObject({ state: 'canceled', isSuspended: false });
  });

  it('are correlated with a message that they keep', async () => {
    // given
    const { key, queue } = await begin();
    await suspend(key);

    // when
    const answer = await dirk.post<{ processInstanceKey: string }>('/v2/messages/correlation', {
      name: 'parcel',
      correlationKey: queue,
    });

    // then
    expect(answer.body).toMatchObject({ processInstanceKey: key });
  });

  it('give a message back that they do not take when they are resumed', async () => {
    // given
    const key = await inbox.start('impatient', { parcel: 'P-1' });
    await openSubscription(key);
    await suspend(key);
    await atLeast(1_500);
    const message = { name: 'late-parcel', correlationKey: 'P-1', timeToLive: 'PT1H' };
    await dirk.post('/v2/messages/publication', message);
    await eventually(async () =>
      (await factsOf(key, 'messageDeferred')) === 1 ? true : undefined,
    );

    // when
    await resume(key);

    // then
    await eventually(async () => ((await read(key)).state === 'completed' ? true : undefined));
    expect(await factsOf(key, 'messageCorrelated')).toBe(1);
  });

  it('refuse what does not fit their state, by a code of its own', async () => {
    // given
    const { key } = await begin();
    const commandId = randomUUID();
    const first = await suspend(key, { reason: 'in doubt', commandId });

    // then
    expect(first.status).toBe(204);
    expect((await suspend(key, { reason: 'in doubt', commandId })).status).toBe(204);
    expect(await suspend(key)).toMatchObject({ status: 409, body: { code: 'instanceSuspended' } });
    expect((await suspend(key, {})).status).toBe(400);
    expect((await resume(key, { reason: 'all is clear' })).status).toBe(204);
    expect(await resume(key)).toMatchObject({
      status: 409,
      body: { code: 'instanceNotSuspended' },
    });
    expect((await suspend('nowhere')).status).toBe(404);
    await dirk.post(`/v2/process-instances/${key}/cancellation`, { reason: 'enough' });
    // While its workflow closes, the engine may ask to try again.
    const late = await eventually(async () => {
      const answer = await suspend(key);
      return answer.status === 503 ? undefined : answer;
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'instanceEnded' } });
    expect(await factsOf(key, 'instanceSuspended')).toBe(1);
    const noted = await app.services.store.auditLogs.find({ subjectKey: key }).lean().exec();
    const actions = noted.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['instanceSuspended', 'instanceResumed']));
  });

  it('are for operators to make, not for agents', async () => {
    // given
    const { key } = await begin();

    // then
    const path = `/v2/process-instances/${key}`;
    for (const what of ['suspension', 'resumption'])
      expect((await anna.post(`${path}/${what}`, { reason: 'no' })).status).toBe(403);
  });
});
