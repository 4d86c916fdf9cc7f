import type {
  ProblemDetails,
  ProcessInstance,
  PublishMessageResult,
  UserTaskDetail,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const waiting = buildProcess(
  'waiting',
  (scope) =>
    scope
      .start('begin')
      .user('before', { assignment: { candidateRoles: 'agent' } })
      .catch('arrived', { message: { name: 'parcel', key: '=parcel' } })
      .user('after', { assignment: { candidateRoles: 'agent' } })
      .end('done')
      .flow('begin', 'before', 'arrived', 'after', 'done'),
  { start: { roles: 'agent' } },
);

const report = {
  title: 'Printer does not print',
  description: 'Nothing comes out.',
  observedAt: '2026-03-02T09:00:00+01:00',
  contact: '1234',
};

describe('messages', () => {
  let app: TestApp;
  let anna: TestClient;
  let dirk: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    anna = await app.logIn('anna');
    dirk = await app.logIn('dirk');
    inbox = createTestInbox(anna);
    await deployProcess(await app.logIn('paula'), waiting);
  });

  afterAll(() => app.stop());

  const publish = (message: object) =>
    dirk.post<PublishMessageResult & ProblemDetails>('/v2/messages/publication', message);

  async function waitingFor(parcel: string): Promise<string> {
    const key = await inbox.start('waiting', { parcel });
    await finish(await inbox.open(key, 'before'));
    await eventually(async () => {
      const open = await app.services.store.subscriptions.exists({ instanceId: key, isOpen: true });
      return open ?? undefined;
    });
    return key;
  }

  const finish = (task: UserTaskDetail) =>
    anna.post(`/v2/user-tasks/${task.userTaskKey}/completion`, {
      commandId: `finish-${task.userTaskKey}`,
      assignmentEpoch: task.assignmentEpoch,
    });

  it('reach the instance that waits for them', async () => {
    // given
    const key = await waitingFor('P-1');

    // when
    const published = await publish({
      name: 'parcel',
      correlationKey: 'P-1',
      variables: { weight: 3 },
    });

    // then
    expect(published.body).toMatchObject({ deliveredTo: [key], isDuplicate: false });
    await inbox.open(key, 'after');
  });

  it('with an id that was published before are not published again', async () => {
    // given
    const key = await waitingFor('P-2');
    const message = { name: 'parcel', correlationKey: 'P-2', messageId: 'parcel-2' };

    // when
    const [first, second] = await Promise.all([publish(message), publish(message)]);

    // then
    expect([first.body.isDuplicate, second.body.isDuplicate].sort()).toEqual([false, true]);
    await inbox.open(key, 'after');
    const taken = await app.services.store.facts.countDocuments({
      streamId: key,
      type: 'messageCorrelated',
    });
    expect(taken).toBe(1);
  });

  it('wait for somebody who wants them as long as they live', async () => {
    // given
    await publish({ name: 'parcel', correlationKey: 'P-3', timeToLive: 'PT1H' });
    await publish({ name: 'parcel', correlationKey: 'P-4' });

    // when
    const patient = await inbox.start('waiting', { parcel: 'P-3' });
    const unlucky = await inbox.start('waiting', { parcel: 'P-4' });
    await finish(await inbox.open(patient, 'before'));
    await finish(await inbox.open(unlucky, 'before'));

    // then
    await inbox.open(patient, 'after');
    const instance = (await anna.get<ProcessInstance>(`/v2/process-instances/${unlucky}`)).body;
    expect(instance.activeElements).toEqual([expect.objectContaining({ elementId: 'arrived' })]);
  });

  it('go to one instance of a process only', async () => {
    // given
    const keys = [await waitingFor('P-5'), await waitingFor('P-5')];

    // when
    const published = await publish({ name: 'parcel', correlationKey: 'P-5' });

    // then
    expect(published.body.deliveredTo).toHaveLength(1);
    expect(keys).toContain(published.body.deliveredTo[0]);
  });

  it('refuse a time to live that is no duration', async () => {
    expect(await publish({ name: 'parcel', timeToLive: 'an hour' })).toMatchObject({
      status: 400,
      body: { code: 'invalidDuration' },
    });
  });

  it('withdraw what a reporter reported, and only that', async () => {
    // given
    const rita = await app.logIn('rita');
    const key = await createTestInbox(rita).start('incident-escalation', report, {
      serviceId: 'email',
    });
    const annas = await inbox.start('incident-escalation', report, { serviceId: 'email' });
    await inbox.open(key, 'classify-and-prioritise');

    // when
    const withdrawn = await rita.post(`/v2/process-instances/${key}/withdrawal`, {
      reason: 'It works again.',
    });
    const foreign = await rita.post(`/v2/process-instances/${annas}/withdrawal`, {
      reason: 'Not mine.',
    });

    // then
    expect(withdrawn).toMatchObject({ status: 200, body: { deliveredTo: [key] } });
    expect(foreign.status).toBe(404);
    const ended = await eventually(async () => {
      const { body } = await rita.get<ProcessInstance>(`/v2/process-instances/${key}`);
      return body.state === 'active' ? undefined : body;
    });
    expect(ended.state).toBe('completed');
    const again = await rita.post<ProblemDetails>(`/v2/process-instances/${key}/withdrawal`, {
      reason: 'Again.',
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'instanceEnded' } });
  });
});
