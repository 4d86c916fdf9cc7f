import {
  createInMemoryDriver,
  DriverNotSettlingError,
  UnknownSubjectError,
  type InMemoryDriver,
  type InMemoryDriverOptions,
} from '../../../engine/in-memory-driver/index.js';
import { compileBpmn } from '../../../engine/parser/index.js';
import {
  buildDefinitions,
  buildProcess,
  type ScopeBuilder,
} from '../../support/process-builder.js';

const actor = { type: 'user', id: 'tester' } as const;
const startAt = Date.UTC(2026, 2, 2, 9);
const hour = 3_600_000;

async function createDriver(
  xml: string,
  options: Partial<InMemoryDriverOptions> = {},
): Promise<InMemoryDriver> {
  const { programs } = await compileBpmn(xml);
  return createInMemoryDriver({ programs, startAt, ...options });
}

function driveMain(
  content: (scope: ScopeBuilder) => unknown,
  options: Partial<InMemoryDriverOptions> = {},
): Promise<InMemoryDriver> {
  return createDriver(buildProcess('main', content), options);
}

function openElements(driver: InMemoryDriver, instanceId: string): string[] {
  const { state, facts } = driver.instance(instanceId);
  const activated = facts.flatMap(({ record }) =>
    record.type === 'elementActivated' ? [record] : [],
  );
  return activated
    .filter(({ elementInstanceId }) =>
      Object.keys(state.instances).some((key) => elementInstanceId === `${instanceId}:${key}`),
    )
    .map(({ elementId }) => elementId);
}

const message = { messageId: 'm-1', name: 'paid', correlationKey: 'A-7', timeToLiveMs: hour };

const waitingForPayment = (scope: ScopeBuilder): unknown =>
  scope
    .start('begin')
    .user('prepare')
    .catch('payment', { message: { name: 'paid', key: '=orderId' } })
    .user('after')
    .end('done')
    .flow('begin', 'prepare', 'payment', 'after', 'done');

function completeOnlyTask(driver: InMemoryDriver, instanceId: string): void {
  const { state } = driver.instance(instanceId);
  const taskId = Object.keys(state.waits).find((id) => state.waits[id]?.type === 'task') ?? '';
  driver.apply(instanceId, { type: 'taskCompleted', taskId, variables: {}, actor });
}

describe('the in-memory driver', () => {
  it('refuses to start a process it does not have', async () => {
    // given
    const driver = await driveMain((scope) =>
      scope.start('begin').end('done').flow('begin', 'done'),
    );

    // then
    expect(() => driver.start({ processId: 'other', actor })).toThrow(UnknownSubjectError);
    expect(() => driver.instance('other')).toThrow(UnknownSubjectError);
  });

  it('lets handlers do jobs at once, and keeps other jobs open', async () => {
    // given
    const driver = await driveMain(
      (scope) =>
        scope
          .start('begin')
          .service('charge')
          .service('ship')
          .end('done')
          .flow('begin', 'charge', 'ship', 'done'),
      {
        jobHandlers: {
          charge: ({ variables }) => ({
            type: 'completed',
            variables: { receipt: ['for', variables['orderId'] ?? ''] },
          }),
        },
      },
    );

    // when
    const instanceId = driver.start({ processId: 'main', variables: { orderId: 'A-7' }, actor });

    // then
    const [job] = Object.values(driver.instance(instanceId).openJobs);
    expect(job?.elementId).toBe('ship');
    expect(job?.variables).toEqual({ orderId: 'A-7', receipt: ['for', 'A-7'] });

    // when
    driver.answerJob(instanceId, job?.jobId ?? '', { type: 'completed', variables: {} });

    // then
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
    expect(() => {
      driver.answerJob(instanceId, job?.jobId ?? '', { type: 'completed', variables: {} });
    }).toThrow(UnknownSubjectError);
  });

  it('keeps a message for a subscription that opens within its time to live', async () => {
    // given
    const driver = await driveMain(waitingForPayment);
    const instanceId = driver.start({ processId: 'main', variables: { orderId: 'A-7' }, actor });

    // when
    driver.publishMessage({ ...message, variables: { amount: 12 } });
    driver.advanceTo(startAt + hour / 2);
    completeOnlyTask(driver, instanceId);

    // then
    expect(openElements(driver, instanceId)).toEqual(['after']);
  });

  it('forgets a message whose time is over', async () => {
    // given
    const driver = await driveMain(waitingForPayment);
    const instanceId = driver.start({ processId: 'main', variables: { orderId: 'A-7' }, actor });

    // when
    driver.publishMessage({ ...message, variables: {} });
    driver.advanceTo(startAt + 2 * hour);
    completeOnlyTask(driver, instanceId);

    // then
    expect(openElements(driver, instanceId)).toEqual(['payment']);
  });

  it('gives a message to one subscription with its key, the oldest first', async () => {
    // given
    const driver = await driveMain((scope) =>
      scope
        .start('begin')
        .catch('payment', { message: { name: 'paid', key: '=orderId' } })
        .user('after')
        .end('done')
        .flow('begin', 'payment', 'after', 'done'),
    );
    const start = (orderId: string): string =>
      driver.start({ processId: 'main', variables: { orderId }, actor });
    const ids = [start('B-1'), start('A-7'), start('A-7')];

    // when
    driver.publishMessage({ ...message, variables: {} });

    // then
    expect(ids.map((id) => openElements(driver, id))).toEqual([
      ['payment'],
      ['after'],
      ['payment'],
    ]);
  });

  it('goes on from a snapshot with timers, jobs and called instances', async () => {
    // given
    const xml = buildDefinitions()
      .process('main', (scope) =>
        scope
          .start('begin')
          .call('delegate', 'called', { call: { propagateAllOutputs: 'true' } })
          .end('done')
          .flow('begin', 'delegate', 'done'),
      )
      .process('called', (scope) =>
        scope
          .start('called-begin')
          .catch('an-hour', { timer: { duration: 'PT1H' } })
          .service('serve')
          .end('called-done')
          .flow('called-begin', 'an-hour', 'serve', 'called-done'),
      )
      .toXml();
    const { programs } = await compileBpmn(xml);
    const first = createInMemoryDriver({ programs, startAt });
    const instanceId = first.start({ processId: 'main', actor });

    // when
    const second = createInMemoryDriver({ programs, startAt }, first.snapshot());
    second.advanceTo(startAt + hour);
    const third = createInMemoryDriver({ programs, startAt }, second.snapshot());
    const called = third.instances().at(-1);
    const jobId = Object.keys(called?.openJobs ?? {})[0] ?? '';
    third.answerJob(called?.instanceId ?? '', jobId, {
      type: 'completed',
      variables: { ok: true },
    });

    // then
    expect(third.instance(instanceId).outcome).toEqual({ type: 'completed' });
    expect(third.instance(instanceId).variables).toEqual({ ok: true });
    expect(first.instance(instanceId).outcome).toBeUndefined();
  });

  it('fires a timer at once when its instant has passed', async () => {
    // given
    const driver = await driveMain((scope) =>
      scope
        .start('begin')
        .catch('yesterday', { timer: { date: 'date and time("2026-03-01T09:00:00Z")' } })
        .end('done')
        .flow('begin', 'yesterday', 'done'),
    );

    // when
    const instanceId = driver.start({ processId: 'main', actor });

    // then
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
    expect(driver.now()).toBe(startAt);
  });

  it('gives up when processes call each other without end', async () => {
    // given
    const driver = await driveMain(
      (scope) =>
        scope.start('begin').call('again', 'main').end('done').flow('begin', 'again', 'done'),
      { maxInputs: 20 },
    );

    // then
    expect(() => driver.start({ processId: 'main', actor })).toThrow(DriverNotSettlingError);
  });

  it('stops a loop that never waits with an incident, and goes on when that is mended', async () => {
    // given
    const driver = await driveMain((scope) =>
      scope
        .start('begin')
        .exclusive('again')
        .task('turn')
        .exclusive('enough', { default: 'back' })
        .end('done')
        .flow('begin', 'again', 'turn', 'enough')
        .flowIf('enough', 'done', { condition: 'isEnough' })
        .flowIf('enough', 'again', { id: 'back' }),
    );

    // when
    const instanceId = driver.start({ processId: 'main', variables: { isEnough: false }, actor });

    // then
    const [open] = Object.values(driver.instance(instanceId).state.incidents);
    expect(open?.incident.code).toBe('loopBoundExceeded');

    // when
    const incidentId = open?.incident.incidentId ?? '';
    const variables = { isEnough: true };
    driver.apply(instanceId, { type: 'incidentRetried', incidentId, variables, actor });

    // then
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
  });
});
