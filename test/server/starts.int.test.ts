import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CheckResult,
  ProblemDetails,
  ProcessInstance,
  PublishMessageResult,
  UserTaskDetail,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

type Trigger = Parameters<ScopeBuilder['start']>[1];

/** Begun by what is given; then a person has something to do. */
const begunBy = (id: string, trigger: Trigger, task = 'work'): string =>
  buildProcess(id, (scope) =>
    scope
      .start('begin', trigger)
      .user(task, { assignment: { candidateRoles: 'agent' } })
      .end('done')
      .flow('begin', task, 'done'),
  );

describe('processes that nobody starts by hand', () => {
  let app: TestApp;
  let anna: TestClient;
  let dirk: TestClient;
  let paula: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    [anna, dirk, paula] = await Promise.all([
      app.logIn('anna'),
      app.logIn('dirk'),
      app.logIn('paula'),
    ]);
    inbox = createTestInbox(anna);
  });

  afterAll(() => app.stop());

  const publish = (message: object) =>
    dirk.post<PublishMessageResult & ProblemDetails>('/v2/messages/publication', message);

  const instancesOf = (processDefinitionId: string) =>
    app.services.store.instances.find({ processDefinitionId }).sort({ startedAt: 1 }).lean().exec();

  async function finish(task: UserTaskDetail): Promise<void> {
    const path = `/v2/user-tasks/${task.userTaskKey}/completion`;
    const { assignmentEpoch } = task;
    const answer = await anna.post(path, { commandId: `f-${task.userTaskKey}`, assignmentEpoch });
    expect(answer.status).toBe(200);
  }

  it('begin once per message, however often it is published', async () => {
    // given
    await deployProcess(paula, begunBy('ordered', { message: { name: 'order' } }));
    const message = { name: 'order', messageId: 'order-1', variables: { item: 'mouse' } };

    // when
    const answers = await Promise.all([publish(message), publish(message), publish(message)]);

    // then
    const instances = await instancesOf('ordered');
    expect(instances).toHaveLength(1);
    const key = instances[0]?._id ?? '';
    expect(answers.map(({ body }) => body.isDuplicate).sort()).toEqual([false, true, true]);
    await inbox.open(key, 'work');
    const { body } = await dirk.get<ProcessInstance>(`/v2/process-instances/${key}`);
    expect(body).toMatchObject({ state: 'active', startedBy: 'dirk', businessKey: 'ORDERED-1' });
    const facts = { streamId: key, type: 'instanceStarted' } as const;
    expect(await app.services.store.facts.countDocuments(facts)).toBe(1);
  });

  it('begin one after the other, if messages have the same correlation key', async () => {
    // given
    await deployProcess(paula, begunBy('queued', { message: { name: 'repair' } }));
    const message = { name: 'repair', correlationKey: 'P-7', timeToLive: 'PT1H' };

    // when
    const first = await publish({ ...message, messageId: 'repair-1' });
    const second = await publish({ ...message, messageId: 'repair-2' });
    const other = await publish({ ...message, correlationKey: 'P-8' });

    // then
    expect(first.body.deliveredTo).toHaveLength(1);
    expect(second.body.deliveredTo).toEqual([]);
    expect(other.body.deliveredTo).toHaveLength(1);
    await finish(await inbox.open(first.body.deliveredTo[0] ?? '', 'work'));
    await eventually(async () => {
      const { body } = await publish({ ...message, messageId: 'repair-2' });
      return body.deliveredTo.length === 1 ? body : undefined;
    });
    expect(await instancesOf('queued')).toHaveLength(3);
  });

  it('begin one instance in all by a message, of the process deployed first, which is told at deployment', async () => {
    // given
    await deployProcess(paula, begunBy('veteran', { message: { name: 'shared' } }));
    const newcomer = begunBy('newcomer', { message: { name: 'shared' } });
    const resources = [{ name: 'process.bpmn', content: newcomer }];
    const checked = await paula.post<CheckResult>('/v2/deployments/check', { resources });
    await deployProcess(paula, newcomer);

    // when
    const { body } = await publish({ name: 'shared' });

    // then
    expect(body.deliveredTo).toHaveLength(1);
    expect(await instancesOf('veteran')).toHaveLength(1);
    expect(await instancesOf('newcomer')).toHaveLength(0);
    expect(checked.body.problems).toContainEqual(
      expect.objectContaining({ rule: 'messageStartShared', severity: 'warning' }),
    );
  });

  it('begin one at a time for a key that only the content of their messages says', async () => {
    // given
    const file = join(__dirname, '../conformance/start-event/by-message-key-in-its-content.bpmn');
    const xml = readFileSync(file, 'utf8').replaceAll('name="order"', 'name="trade"');
    await deployProcess(paula, xml.replaceAll('"main"', '"traded"'));
    const message = { name: 'trade', timeToLive: 'PT1H' };

    // when
    const first = await publish({ ...message, variables: { number: 'A-1' } });
    const second = await publish({ ...message, messageId: 'tr-2', variables: { number: 'A-1' } });
    const other = await publish({ ...message, variables: { number: 'B-2' } });

    // then
    const reached = [first, second, other].map(({ body }) => body.deliveredTo.length);
    expect(reached).toEqual([1, 0, 1]);
    await finish(await inbox.open(first.body.deliveredTo[0] ?? '', 'ship'));
    await eventually(async () => {
      const instances = await instancesOf('traded');
      return instances.length === 3 ? instances : undefined;
    });
  });

  it('begin with what was buffered before they were deployed', async () => {
    // given
    await publish({ name: 'early-bird', timeToLive: 3_600_000 });
    await publish({ name: 'early-bird' });

    // when
    await deployProcess(paula, begunBy('early', { message: { name: 'early-bird' } }));

    // then
    expect(await instancesOf('early')).toHaveLength(1);
  });

  it('begin by correlation, which says whom it has reached', async () => {
    // given
    await deployProcess(paula, begunBy('asked', { message: { name: 'question' } }));

    // when
    const reached = await dirk.post<{ processInstanceKey: string }>('/v2/messages/correlation', {
      name: 'question',
    });
    const nobody = await dirk.post<ProblemDetails>('/v2/messages/correlation', {
      name: 'nobody-asks',
    });

    // then
    expect(reached.status).toBe(200);
    expect((await instancesOf('asked')).map(({ _id }) => _id)).toEqual([
      reached.body.processInstanceKey,
    ]);
    expect(nobody).toMatchObject({ status: 404, body: { code: 'notFound' } });
  });

  it('begin by a signal, which reaches all that wait as well', async () => {
    // given
    await deployProcess(paula, begunBy('alarmed', { signal: 'alarm' }));
    await deployProcess(paula, begunBy('alarmed-too', { signal: 'alarm' }));
    const listening = buildProcess(
      'listening',
      (scope) =>
        scope
          .start('begin')
          .catch('heard', { signal: 'alarm' })
          .user('after', { assignment: { candidateRoles: 'agent' } })
          .end('done')
          .flow('begin', 'heard', 'after', 'done'),
      { start: { roles: 'agent' } },
    );
    await deployProcess(paula, listening);
    const keys = [await inbox.start('listening'), await inbox.start('listening')];
    await eventually(async () => {
      const open = { instanceId: { $in: keys }, isOpen: true };
      return (await app.services.store.subscriptions.countDocuments(open)) === 2 || undefined;
    });

    // when
    const answer = await dirk.post('/v2/signals/broadcast', {
      signalName: 'alarm',
      variables: { floor: 3 },
    });

    // then
    expect(answer.status).toBe(200);
    for (const key of keys) await inbox.open(key, 'after');
    for (const id of ['alarmed', 'alarmed-too']) expect(await instancesOf(id)).toHaveLength(1);
    expect((await anna.post('/v2/signals/broadcast', { signalName: 'alarm' })).status).toBe(403);
  });

  it('begin by what another instance throws', async () => {
    // given
    await deployProcess(paula, begunBy('invoicing', { message: { name: 'invoice' } }));
    await deployProcess(paula, begunBy('informed', { signal: 'sold' }));
    const selling = buildProcess(
      'selling',
      (scope) =>
        scope
          .start('begin')
          .throw('bill', { message: { name: 'invoice', key: '=customer' } })
          .end('tell', { signal: 'sold' })
          .flow('begin', 'bill', 'tell'),
      { start: { roles: 'agent' } },
    );
    await deployProcess(paula, selling);

    // when
    await inbox.start('selling', { customer: 'C-1' });

    // then
    for (const id of ['invoicing', 'informed']) {
      const instance = await eventually(async () => (await instancesOf(id)).at(0));
      await inbox.open(instance._id, 'work');
    }
  });

  it('begin in time, once, whichever version is deployed meanwhile', async () => {
    // given
    const timer = { timer: { cycle: 'R2/PT2S' } };
    await deployProcess(paula, begunBy('regular', timer));

    // when
    await eventually(async () => (await instancesOf('regular')).at(0));
    await deployProcess(paula, begunBy('regular', timer, 'other-work'));
    await eventually(async () => (await instancesOf('regular')).at(1), 20_000);
    await deployProcess(paula, begunBy('regular', timer, 'third-work'));
    await new Promise((resolve) => setTimeout(resolve, 3_000));

    // then
    const versions = (await instancesOf('regular')).map((one) => one.processDefinitionVersion);
    expect(versions).toEqual([1, 2]);
  });

  it('begin no more, once a version is deployed without their timer', async () => {
    // given
    await deployProcess(paula, begunBy('ceasing', { timer: { cycle: 'R/PT3S' } }));

    // when
    await deployProcess(paula, begunBy('ceasing', { message: { name: 'cease' } }));
    await new Promise((resolve) => setTimeout(resolve, 4_000));

    // then
    expect(await instancesOf('ceasing')).toEqual([]);
    const rows = await app.services.store.timerStarts.find({ processDefinitionId: 'ceasing' });
    expect(rows).toMatchObject([{ order: null, isTold: true }]);
  });

  it('begin as the variant that applies to the scope of the sender', async () => {
    // given
    const content = begunBy('scoped', { message: { name: 'scoped' } });
    await deployProcess(paula, content);
    const standard = await app.services.store.processDefinitions
      .findOne({ processDefinitionId: 'scoped' })
      .lean();
    const tailored = await paula.post('/v2/deployments', {
      resources: [{ name: 'process.bpmn', content }],
      baseProcessDefinitionKey: standard?._id,
      scope: { serviceId: 'email' },
    });

    // when
    await publish({ name: 'scoped' });
    await publish({ name: 'scoped', scope: { serviceId: 'email' } });

    // then
    expect(tailored.status).toBe(201);
    const instances = await instancesOf('scoped');
    expect(instances.map(({ scope }) => scope)).toEqual([{}, { serviceId: 'email' }]);
    expect(instances[0]?.processDefinitionKey).toBe(standard?._id);
    expect(instances[1]?.processDefinitionKey).not.toBe(standard?._id);
  });

  it('cannot be deployed with a name or time that only an instance could compute', async () => {
    // given
    const content = begunBy('unknown', { timer: { duration: 'patience' } });

    // when
    const answer = await paula.post<ProblemDetails>('/v2/deployments', {
      resources: [{ name: 'process.bpmn', content }],
    });

    // then
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'begin', rule: 'startTriggerUnknown' }] },
    });
  });
});
