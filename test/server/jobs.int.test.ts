import { randomUUID } from 'node:crypto';
import type { ActivatedJob, Job, ProblemDetails } from '../../server/contract/index.js';
import {
  createTestApp,
  logIn,
  type TestAnswer,
  type TestApp,
  type TestClient,
} from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

/** The type of the job is a variable, so that tests do not take each other's jobs. */
const charging = buildProcess(
  'charging',
  (scope) =>
    scope
      .start('begin')
      .service('charge', {
        job: { type: '=queue', worker: 'external', retries: '2', retryBackoff: 'PT1S' },
      })
      .boundary('refused', 'charge', { error: 'no-card' })
      .user('look', { assignment: { candidateRoles: 'agent' } })
      .end('done')
      .flow('begin', 'charge', 'done')
      .flow('refused', 'look', 'done'),
  { start: { roles: 'agent' } },
);

describe('jobs over REST', () => {
  let app: TestApp;
  let admin: TestClient;
  let worker: TestClient;
  let rival: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    admin = await app.logIn('admin');
    inbox = createTestInbox(await app.logIn('anna'));
    worker = await createWorker('robot');
    rival = await createWorker('rival');
    await deployProcess(await app.logIn('paula'), charging);
  });

  afterAll(() => app.stop());

  async function createWorker(username: string): Promise<TestClient> {
    const password = 'a long password';
    const person = { username, displayName: username, roles: ['worker'], password };
    await admin.post('/v2/users', person);
    return logIn(app.url, username, password);
  }

  interface Begun {
    readonly key: string;
    readonly queue: string;
  }

  async function begin(variables: object = {}): Promise<Begun> {
    const queue = `queue-${randomUUID()}`;
    return { queue, key: await inbox.start('charging', { queue, ...variables }) };
  }

  const activate = (client: TestClient, queue: string, more: object = {}) =>
    client.post<{ jobs: ActivatedJob[] } & ProblemDetails>('/v2/jobs/activation', {
      type: queue,
      worker: 'R2',
      timeout: 60_000,
      maxJobsToActivate: 5,
      ...more,
    });

  async function take(client: TestClient, queue: string, more: object = {}): Promise<ActivatedJob> {
    const { body } = await activate(client, queue, more);
    if (body.jobs[0] === undefined) throw new RangeError('Expected a job but got none');
    return body.jobs[0];
  }

  const answer = (
    client: TestClient,
    { jobKey, lockKey }: ActivatedJob,
    how: 'completion' | 'failure' | 'error',
    body: object = {},
  ): Promise<TestAnswer<ProblemDetails>> =>
    client.post<ProblemDetails>(`/v2/jobs/${jobKey}/${how}`, { lockKey, ...body });

  const stateOf = async (key: string): Promise<unknown> =>
    (await admin.get<{ state: string }>(`/v2/process-instances/${key}`)).body.state;

  const factsOf = async (key: string, type: string): Promise<number> =>
    app.services.store.facts.countDocuments({ streamId: key, type } as never);

  async function read(jobKey: string): Promise<Job | undefined> {
    const found = await admin.post<{ items: Job[] }>('/v2/jobs/search', { filter: { jobKey } });
    return found.body.items[0];
  }

  it('serve a service task: the variables of the answer go on', async () => {
    // given
    const { key, queue } = await begin({ amount: 12, secret: 'hidden' });

    // when
    const job = await take(worker, queue, { fetchVariable: ['amount'] });
    const completed = await answer(worker, job, 'completion', { variables: { receipt: 'R-1' } });

    // then
    expect(job).toMatchObject({
      type: queue,
      processInstanceKey: key,
      elementId: 'charge',
      worker: 'R2',
      retries: 2,
      variables: { amount: 12 },
    });
    expect(job.variables).not.toHaveProperty('secret');
    expect(completed.status).toBe(204);
    expect(await stateOf(key)).toBe('completed');
    const { body } = await admin.get<{ items: { name: string; value: unknown }[] }>(
      `/v2/process-instances/${key}/variables`,
    );
    expect(body.items).toContainEqual(expect.objectContaining({ name: 'receipt', value: 'R-1' }));
    expect(await read(job.jobKey)).toMatchObject({ state: 'completed' });
  });

  it('wait for the worker while the process moves on elsewhere', async () => {
    // given
    const queue = `queue-${randomUUID()}`;
    const waiting = take(worker, queue, { requestTimeout: 15_000 });

    // when
    const key = await inbox.start('charging', { queue });

    // then
    expect(await waiting).toMatchObject({ processInstanceKey: key });
  });

  it('answer with nothing when the time to wait is over', async () => {
    const answered = await activate(worker, 'nobody-asks', { requestTimeout: 50 });
    expect(answered.body).toEqual({ jobs: [] });
  });

  it('go to one worker each, however many ask at once', async () => {
    // given
    const queue = `queue-${randomUUID()}`;
    const keys = await Promise.all([1, 2, 3].map(() => inbox.start('charging', { queue })));
    await eventually(async () => {
      const open = await app.services.store.jobs.countDocuments({ jobType: queue });
      return open === 3 ? true : undefined;
    });

    // when
    const asked = [worker, rival, worker, rival].map((client) =>
      activate(client, queue, { maxJobsToActivate: 2, requestTimeout: -1 }),
    );
    const taken = (await Promise.all(asked)).flatMap(({ body }) => body.jobs);

    // then
    expect(taken.map((job) => job.processInstanceKey).toSorted()).toEqual(keys.toSorted());
  });

  it('come back for another worker when the lock expires, and refuse the late answer', async () => {
    // given
    const { queue, key } = await begin();
    const late = await take(worker, queue, { timeout: 200 });

    // when
    const again = await take(rival, queue, { requestTimeout: 5_000 });

    // then
    expect(again).toMatchObject({ jobKey: late.jobKey, retries: 2 });
    const refused = await answer(worker, late, 'completion');
    expect(refused).toMatchObject({ status: 409, body: { code: 'jobLockedByOther' } });
    expect((await answer(rival, again, 'completion')).status).toBe(204);
    expect(await stateOf(key)).toBe('completed');
  });

  it('refuse an answer after the lock has expired, though nobody else has come', async () => {
    const { queue } = await begin();
    const job = await take(worker, queue, { timeout: 1 });
    const refused = await answer(worker, job, 'completion');
    expect(refused).toMatchObject({ status: 409, body: { code: 'jobLockExpired' } });
  });

  it('keep the lock for as long as its worker asks for', async () => {
    // given
    const { queue } = await begin();
    const { jobKey, lockKey } = await take(worker, queue, { timeout: 5_000 });

    // when
    const path = `/v2/jobs/${jobKey}`;
    const changeset = { timeout: 600_000, retries: 7 };
    const changed = await worker.send('patch', path, { changeset, lockKey });
    const foreign = await rival.send('patch', path, { changeset: { timeout: 1 } });

    // then
    expect(changed.status).toBe(204);
    expect(foreign).toMatchObject({ status: 409, body: { code: 'jobLockedByOther' } });
    const job = await read(jobKey);
    expect(job?.retries).toBe(7);
    expect(Date.parse(job?.deadline ?? '')).toBeGreaterThan(Date.now() + 300_000);
  });

  it('count attempts, wait between them, and become an incident that can be retried', async () => {
    // given
    const { queue, key } = await begin();
    const first = await take(worker, queue);

    // when
    await answer(worker, first, 'failure', { errorMessage: 'no line', retryBackOff: 300 });
    const tooEarly = await activate(worker, queue, { requestTimeout: -1 });
    const second = await take(worker, queue, { requestTimeout: 5_000 });
    await answer(worker, second, 'failure', { errorMessage: 'still no line' });

    // then
    expect(tooEarly.body.jobs).toEqual([]);
    expect(second).toMatchObject({ jobKey: first.jobKey, retries: 1 });
    const filter = { processInstanceKey: key, state: 'open' };
    const incidents = await admin.post<{ items: { incidentKey: string }[] }>(
      '/v2/incidents/search',
      { filter },
    );
    expect(incidents.body.items).toMatchObject([{ code: 'jobFailed', message: 'still no line' }]);
    expect(await read(first.jobKey)).toMatchObject({ state: 'failed' });
    await admin.post(`/v2/incidents/${incidents.body.items[0]?.incidentKey ?? ''}/resolution`);
    const third = await take(worker, queue, { requestTimeout: 5_000 });
    expect(third.jobKey).not.toBe(first.jobKey);
    expect((await answer(worker, third, 'completion')).status).toBe(204);
    expect(await stateOf(key)).toBe('completed');
  });

  it('throw a BPMN error that the process catches', async () => {
    // given
    const { queue, key } = await begin();
    const job = await take(worker, queue);

    // when
    const thrown = await answer(worker, job, 'error', { errorCode: 'no-card' });

    // then
    expect(thrown.status).toBe(204);
    expect(await inbox.open(key, 'look')).toMatchObject({ processInstanceKey: key });
    expect(await read(job.jobKey)).toMatchObject({ state: 'errorThrown' });
  });

  it('are completed once, though the answer is sent again', async () => {
    // given
    const { queue, key } = await begin();
    const job = await take(worker, queue);

    // when
    const answers = await Promise.all([
      answer(worker, job, 'completion'),
      answer(worker, job, 'completion'),
    ]);
    const repeated = await answer(worker, job, 'completion');
    const contrary = await answer(worker, job, 'error', { errorCode: 'no-card' });
    const foreign = await answer(rival, job, 'completion');

    // then
    expect(answers.some(({ status }) => status === 204)).toBe(true);
    expect(repeated.status).toBe(204);
    expect(contrary).toMatchObject({ status: 409, body: { code: 'jobEnded' } });
    expect(foreign).toMatchObject({ status: 409, body: { code: 'jobEnded' } });
    expect(await factsOf(key, 'jobCompleted')).toBe(1);
  });

  it('are withdrawn with their instance', async () => {
    // given
    const { queue, key } = await begin();
    const job = await take(worker, queue);

    // when
    await admin.post(`/v2/process-instances/${key}/cancellation`, { reason: 'no longer wanted' });

    // then
    await eventually(async () => (await read(job.jobKey))?.state === 'canceled' || undefined);
    const refused = await answer(worker, job, 'completion');
    expect(refused).toMatchObject({ status: 409, body: { code: 'jobCanceled' } });
    expect((await activate(worker, queue, { requestTimeout: -1 })).body.jobs).toEqual([]);
  });

  it('name what is wrong with a request', async () => {
    // given
    const { queue } = await begin();
    const { jobKey } = await take(worker, queue);
    const large = { variables: { text: 'x'.repeat(1_100_000) } };

    // when
    const unknown = await worker.post('/v2/jobs/no-such-job/completion');
    const unlocked = await rival.post(`/v2/jobs/${jobKey}/completion`);
    const oversized = await worker.post(`/v2/jobs/${jobKey}/completion`, large);
    const shapeless = await worker.post('/v2/jobs/activation', { type: '', maxJobsToActivate: 0 });
    const empty = await worker.send('patch', `/v2/jobs/${jobKey}`, { changeset: {} });

    // then
    expect(unknown.status).toBe(404);
    expect(unlocked).toMatchObject({ status: 409, body: { code: 'jobLockedByOther' } });
    expect(oversized).toMatchObject({ status: 413, body: { code: 'variablesTooLarge' } });
    expect(shapeless).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'type' }, { path: 'maxJobsToActivate' }] },
    });
    expect(empty.status).toBe(400);
    expect(await read(jobKey)).toMatchObject({ state: 'created', retries: 2 });
  });

  it('take a kept answer to the engine later, if it was not told at once', async () => {
    // given
    const { queue, key } = await begin();
    const job = await take(worker, queue);
    const { store } = app.services;
    const fence = { state: 'answered', answer: answerOf(job) };
    await store.jobs.collection.updateOne({ _id: job.jobKey as never }, { $set: fence });

    // when
    const settled = await app.services.jobAnswerer.settlePending(new Date());

    // then
    expect(settled).toBeGreaterThan(0);
    expect(await stateOf(key)).toBe('completed');
    expect(await read(job.jobKey)).toMatchObject({ state: 'completed' });
  });

  it('leave a line in the audit log', async () => {
    // given
    const { queue } = await begin();
    const job = await take(worker, queue);

    // when
    await answer(worker, job, 'completion', { variables: { receipt: 'R-2' } });

    // then
    const filter = { subjectType: 'Job', subjectKey: job.jobKey };
    const found = await admin.post('/v2/audit-logs/search', { filter });
    expect(found.body).toMatchObject({
      items: [{ action: 'jobCompleted', actor: 'robot', after: { names: ['receipt'] } }],
    });
  });

  function answerOf({ lockKey }: ActivatedJob): object {
    const outcome = { type: 'completed', variables: {} };
    return { commandId: `job:${randomUUID()}`, by: 'robot', at: new Date(0), lockKey, outcome };
  }
});
