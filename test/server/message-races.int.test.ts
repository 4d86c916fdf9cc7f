import type { PublishMessageResult, UserTaskDetail } from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildDefinitions, buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const start = { start: { roles: 'agent' } };
const forAgents = { assignment: { candidateRoles: 'agent' } };
const parcel = { message: { name: 'parcel', key: '=parcel' } };

const waiting = buildProcess(
  'waiting',
  (scope) =>
    scope
      .start('begin')
      .catch('arrived', parcel)
      .user('after', forAgents)
      .end('done')
      .flow('begin', 'arrived', 'after', 'done'),
  start,
);

/** Takes every parcel that comes while somebody works. */
const collecting = buildProcess(
  'collecting',
  (scope) =>
    scope
      .start('begin')
      .user('work', forAgents)
      .boundary('arrived', 'work', { ...parcel, isInterrupting: false })
      .end('noted')
      .end('done')
      .flow('begin', 'work', 'done')
      .flow('arrived', 'noted'),
  start,
);

const called = buildProcess('called', (scope) =>
  scope.start('begin').catch('arrived', parcel).end('done').flow('begin', 'arrived', 'done'),
);
const calling = buildProcess(
  'calling',
  (scope) =>
    scope
      .start('begin')
      .call('call', 'called', { inputs: { parcel: '=parcel' } })
      .user('after', forAgents)
      .end('done')
      .flow('begin', 'call', 'after', 'done'),
  start,
);

describe('a message on its way', () => {
  let app: TestApp;
  let anna: TestClient;
  let dirk: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    [anna, dirk] = await Promise.all([app.logIn('anna'), app.logIn('dirk')]);
    inbox = createTestInbox(anna);
    const paula = await app.logIn('paula');
    for (const model of [waiting, collecting, called, calling]) await deployProcess(paula, model);
  });

  afterAll(() => app.stop());

  const later = () => new Date(Date.now() + 60_000);
  const publish = async (message: object): Promise<PublishMessageResult> =>
    (await dirk.post<PublishMessageResult>('/v2/messages/publication', message)).body;

  const subscriptionOf = (instanceId: string) =>
    eventually(async () => {
      const open = await app.services.store.subscriptions
        .findOne({ instanceId, isOpen: true })
        .lean();
      return open ?? undefined;
    });

  const calledBy = (parentInstanceId: string): Promise<string> =>
    eventually(async () => {
      const found = await app.services.store.instances.findOne({ parentInstanceId }).lean();
      return found?._id;
    });

  const takenBy = (streamId: string): Promise<number> =>
    app.services.store.facts.countDocuments({ streamId, type: 'messageCorrelated' });

  async function begin(processId: string, name: string): Promise<string> {
    const key = await inbox.start(processId, { parcel: name });
    await subscriptionOf(key);
    return key;
  }

  async function finish(task: UserTaskDetail): Promise<void> {
    const path = `/v2/user-tasks/${task.userTaskKey}/completion`;
    const { assignmentEpoch } = task;
    await anna.post(path, { commandId: `f-${task.userTaskKey}`, assignmentEpoch });
  }

  const deliveriesOf = async (messageId: string) =>
    (await app.services.store.messages.findById(`demo/${messageId}`).lean())?.deliveries;

  it('goes to the next who waits, if the one it went to had ceased to wait', async () => {
    // given: the router has not heard yet that the first one has ceased to wait
    const gone = await begin('waiting', 'P-1');
    const { _id } = await subscriptionOf(gone);
    await app.services.router.publish({
      organisationId: 'demo',
      messageId: 'first',
      name: 'parcel',
      correlationKey: 'P-1',
      variables: {},
      scope: {},
      timeToLiveMs: 0,
      sentBy: { type: 'user', id: 'dirk' },
    });
    await inbox.open(gone, 'after');
    await app.services.store.subscriptions.updateOne({ _id }, { $set: { isOpen: true } });

    // when
    const second = await publish({
      name: 'parcel',
      correlationKey: 'P-1',
      messageId: 'second',
      timeToLive: 'PT1H',
    });
    const waits = await begin('waiting', 'P-1');
    await app.services.store.subscriptions.updateOne({ _id }, { $set: { isOpen: false } });
    await app.services.router.settlePending(later());

    // then
    expect(second.deliveredTo).toEqual([gone]);
    await inbox.open(waits, 'after');
    expect(await takenBy(gone)).toBe(1);
    expect(await deliveriesOf('second')).toMatchObject([{ instanceId: waits }]);
  });

  it('comes back from an instance that has ended', async () => {
    // given
    const ended = await begin('waiting', 'P-2');
    await app.stopWorker();
    const message = {
      name: 'parcel',
      correlationKey: 'P-2',
      messageId: 'returned',
      timeToLive: 'PT1H',
    };

    // when: the instance is canceled before it can take the message
    const admin = await app.logIn('admin');
    const cancelation = admin.post(`/v2/process-instances/${ended}/cancellation`, {
      reason: 'No longer needed',
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const handed = await publish(message);
    await app.startWorker();
    await cancelation;

    // then
    expect(handed.deliveredTo).toEqual([ended]);
    const next = await inbox.start('waiting', { parcel: 'P-2' });
    const served = await eventually(async () => {
      await app.services.router.settlePending(later());
      return (await takenBy(ended)) + (await takenBy(next)) === 1 || undefined;
    });
    expect(served).toBe(true);
    expect(await deliveriesOf('returned')).toMatchObject([{ isTaken: true }]);
  });

  it('waits for the worker, and is taken once', async () => {
    // given
    const key = await begin('waiting', 'P-3');
    await app.stopWorker();

    // when
    await publish({ name: 'parcel', correlationKey: 'P-3', messageId: 'patient' });
    await app.services.router.settlePending(later());
    await app.services.router.settlePending(later());
    await app.startWorker();

    // then
    await inbox.open(key, 'after');
    expect(await takenBy(key)).toBe(1);
  });

  it('is taken by one who waits again and again, however fast the next one follows', async () => {
    // given
    const key = await begin('collecting', 'P-4');
    const ids = Array.from({ length: 12 }, (_each, index) => `swift-${index}`);

    // when
    const message = { name: 'parcel', correlationKey: 'P-4' };
    await Promise.all(
      ids.map((messageId, index) =>
        publish({ ...message, messageId, ...(index % 2 === 0 && { timeToLive: 'PT1H' }) }),
      ),
    );

    // then
    await eventually(async () => (await takenBy(key)) === ids.length || undefined);
    const taken = await app.services.store.facts
      .find({ streamId: key, type: 'messageCorrelated' })
      .lean();
    expect(taken.map(({ data }) => data['messageId']).sort()).toEqual([...ids].sort());
    await finish(await inbox.open(key, 'work'));
  });

  it('reaches a called instance, whose caller goes on', async () => {
    // given
    const key = await inbox.start('calling', { parcel: 'P-5' });
    const child = await calledBy(key);
    await subscriptionOf(child);

    // when
    const answer = await dirk.post<{ processInstanceKey: string }>('/v2/messages/correlation', {
      name: 'parcel',
      correlationKey: 'P-5',
    });

    // then
    expect(answer.body.processInstanceKey).toBe(child);
    await inbox.open(key, 'after');
  });

  it('is taken once when the caller of the instance that it goes to is canceled meanwhile', async () => {
    // given
    const key = await inbox.start('calling', { parcel: 'P-7' });
    const child = await calledBy(key);
    await subscriptionOf(child);
    await app.stopWorker();

    // when: both are under way before the worker can do anything about either
    const admin = await app.logIn('admin');
    const cancelation = admin.post(`/v2/process-instances/${key}/cancellation`, {
      reason: 'No longer needed',
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const message = { name: 'parcel', correlationKey: 'P-7', timeToLive: 'PT1H' };
    const handed = await publish({ ...message, messageId: 'called-back' });
    await app.startWorker();
    await cancelation;

    // then: the called instance has taken it, or the next one that waits does
    expect(handed.deliveredTo).toEqual([child]);
    const next = await calledBy(await inbox.start('calling', { parcel: 'P-7' }));
    await eventually(async () => {
      await app.services.router.settlePending(later());
      const isOver = await app.services.store.instances.countDocuments({
        _id: { $in: [key, child] },
        state: { $in: ['canceled', 'completed'] },
      });
      const taken = (await takenBy(child)) + (await takenBy(next));
      return (isOver === 2 && taken === 1) || undefined;
    });
    expect(await app.services.store.instances.findById(key).lean()).toMatchObject({
      state: 'canceled',
    });
    expect(await deliveriesOf('called-back')).toMatchObject([{ isTaken: true }]);
  });

  it('is routed by the next server, if one died over it', async () => {
    // given
    const key = await begin('waiting', 'P-6');
    const { store, router } = app.services;
    const at = new Date();
    const soon = new Date(at.getTime() + 60_000);
    await store.messages.collection.insertOne({
      _id: 'demo/orphan' as never,
      organisationId: 'demo',
      messageId: 'orphan',
      name: 'parcel',
      correlationKey: 'P-6',
      variables: {},
      publishedAt: at,
      publishedBy: { type: 'user', id: 'dirk' },
      scope: {},
      isRouted: false,
      expiresAt: at,
      removeAt: soon,
      deliveries: [],
    });

    // when
    await router.settlePending(soon);

    // then
    await inbox.open(key, 'after');
  });
});

describe('a signal on its way', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
  });

  afterAll(() => app.stop());

  it('is heard once by everybody, when its spreading is interrupted and taken up twice', async () => {
    // given
    const anna = await app.logIn('anna');
    const inbox = createTestInbox(anna);
    const model = buildDefinitions()
      .process(
        'hearing',
        (scope) =>
          scope
            .start('begin')
            .user('work', forAgents)
            .boundary('heard', 'work', { signal: 'bell', isInterrupting: false })
            .user('answer', forAgents)
            .end('done')
            .flow('begin', 'work', 'done')
            .flow('heard', 'answer', 'done'),
        start,
      )
      .toXml();
    await deployProcess(await app.logIn('paula'), model);
    const { store, broadcaster } = app.services;
    const keys = [await inbox.start('hearing'), await inbox.start('hearing')];
    await eventually(async () => {
      const open = { instanceId: { $in: keys }, isOpen: true };
      return (await store.subscriptions.countDocuments(open)) === 2 || undefined;
    });
    const signal = {
      organisationId: 'demo',
      signalId: 'bell-1',
      name: 'bell',
      variables: {},
      scope: {},
      sentBy: { type: 'user', id: 'dirk' },
    } as const;

    // when
    await broadcaster.broadcast(signal);
    await store.signals.updateOne({ _id: 'demo/bell-1' }, { isSpread: false, targets: keys });
    await broadcaster.settlePending(new Date(Date.now() + 1_000));
    await broadcaster.broadcast(signal);

    // then
    for (const key of keys) {
      await inbox.open(key, 'answer');
      const answers = { instanceId: key, elementId: 'answer' };
      expect(await store.userTasks.countDocuments(answers)).toBe(1);
    }
    expect(await store.signals.findById('demo/bell-1').lean()).toMatchObject({
      isSpread: true,
      targets: [],
    });
  });
});
