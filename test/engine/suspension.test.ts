import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { compileBpmn } from '../../engine/parser/index.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';

const actor = { type: 'user', id: 'tester' } as const;
const startAt = Date.UTC(2026, 2, 2, 9);
const minute = 60_000;

async function drive(content: (scope: ScopeBuilder) => unknown, count = 1) {
  const { programs } = await compileBpmn(buildProcess('main', content));
  const driver = createInMemoryDriver({ programs, startAt });
  const instanceIds = Array.from({ length: count }, () =>
    driver.start({ processId: 'main', actor }),
  );
  const restart = () => createInMemoryDriver({ programs, startAt }, driver.snapshot());
  return { driver, instanceIds, instanceId: instanceIds[0] ?? '', restart };
}

const suspend = (driver: InMemoryDriver, instanceId: string) =>
  driver.apply(instanceId, { type: 'instanceSuspended', actor });
const resume = (driver: InMemoryDriver, instanceId: string) =>
  driver.apply(instanceId, { type: 'instanceResumed', actor });

const tell = (driver: InMemoryDriver, messageId: string, timeToLiveMs = 0) => {
  const message = { name: 'paid', correlationKey: '', variables: {} };
  driver.publishMessage({ ...message, messageId, timeToLiveMs });
};

function taken(driver: InMemoryDriver, instanceId: string): string[] {
  return driver
    .instance(instanceId)
    .facts.flatMap(({ record }) => (record.type === 'messageCorrelated' ? [record.messageId] : []));
}

const paidTwice = (scope: ScopeBuilder): unknown =>
  scope
    .start('begin')
    .receive('first', { message: { name: 'paid' } })
    .receive('second', { message: { name: 'paid' } })
    .end('done')
    .flow('begin', 'first', 'second', 'done');

const overtaken = (scope: ScopeBuilder): unknown =>
  scope
    .start('begin')
    .receive('wait', { message: { name: 'paid' } })
    .boundary('over', 'wait', { timer: { duration: 'PT1M' } })
    .user('late')
    .end('done')
    .flow('begin', 'wait', 'done')
    .flow('over', 'late', 'done');

describe('an instance that is suspended', () => {
  it('keeps one message for each wait, so that the next one can wait for the next', async () => {
    // given
    const { driver, instanceId } = await drive(paidTwice);
    suspend(driver, instanceId);

    // when
    tell(driver, 'one');
    tell(driver, 'two', minute);
    resume(driver, instanceId);

    // then
    expect(taken(driver, instanceId)).toEqual(['one', 'two']);
    expect(driver.instance(instanceId).outcome).toMatchObject({ type: 'completed' });
  });

  it('gives a message to another that it kept and did not take', async () => {
    // given
    const { driver, instanceIds } = await drive(overtaken, 2);
    const [first = '', second = ''] = instanceIds;
    suspend(driver, first);
    suspend(driver, second);
    driver.advanceTo(startAt + minute);
    tell(driver, 'one');
    const third = driver.start({ processId: 'main', actor });

    // when
    resume(driver, first);

    // then
    expect(taken(driver, first)).toEqual([]);
    expect([...taken(driver, second), ...taken(driver, third)]).toEqual([]);
    expect(driver.instance(second).state.deferred).toHaveLength(2);

    // when
    resume(driver, second);

    // then
    expect(taken(driver, third)).toEqual(['one']);
  });

  it('gives back what it kept when it is canceled', async () => {
    // given
    const { driver, instanceIds } = await drive(paidTwice, 2);
    const [first = '', second = ''] = instanceIds;
    suspend(driver, first);
    tell(driver, 'one');

    // when
    driver.apply(first, { type: 'instanceCancelRequested', reason: 'enough', actor });

    // then
    expect(taken(driver, second)).toEqual(['one']);
  });

  it('forgets a message that nobody takes when its time is over', async () => {
    // given
    const { driver, instanceId } = await drive(overtaken);
    suspend(driver, instanceId);
    driver.advanceTo(startAt + minute);
    tell(driver, 'one', 2 * minute);
    driver.advanceTo(startAt + 4 * minute);
    resume(driver, instanceId);

    // when
    const next = driver.start({ processId: 'main', actor });

    // then
    expect(taken(driver, instanceId)).toEqual([]);
    expect(taken(driver, next)).toEqual([]);
  });

  it('is not told again of a timer that has fired when it is taken up anew', async () => {
    // given
    const { driver, instanceId, restart } = await drive(overtaken);
    suspend(driver, instanceId);
    driver.advanceTo(startAt + minute);

    // when
    const again = restart();

    // then
    expect(again.nextDueAt()).toBeUndefined();
    resume(again, instanceId);
    expect(again.instance(instanceId).facts.map(({ record }) => record.type)).toContain(
      'timerFired',
    );
  });

  it('keeps a timer and a message once that are told twice', async () => {
    // given
    const { driver, instanceId } = await drive(overtaken);
    suspend(driver, instanceId);
    const { waits, deferred = [] } = driver.instance(instanceId).state;
    const idOf = (type: string) => Object.keys(waits).find((id) => waits[id]?.type === type) ?? '';
    const timer = { type: 'timerFired', timerId: idOf('timer') } as const;
    const subscriptionId = idOf('subscription');
    const message = {
      type: 'messageReceived',
      subscriptionId,
      messageId: 'm',
      variables: {},
    } as const;

    // when
    for (const input of [timer, message, timer, message]) driver.apply(instanceId, input);

    // then
    expect(deferred).toMatchObject([timer, message]);
  });

  it('looks at conditions on variables that are set meanwhile only when it is resumed', async () => {
    // given
    const { driver, instanceId } = await drive((scope) =>
      scope
        .start('begin')
        .user('work')
        .boundary('urgent', 'work', { condition: 'n > 1', isInterrupting: false })
        .user('hurry')
        .end('done')
        .flow('begin', 'work', 'done')
        .flow('urgent', 'hurry', 'done'),
    );
    suspend(driver, instanceId);
    const opened = () =>
      driver
        .instance(instanceId)
        .facts.flatMap(({ record }) => (record.type === 'taskOpened' ? [record.elementId] : []));

    // when
    driver.apply(instanceId, { type: 'variablesSet', variables: { n: 2 }, actor });

    // then
    expect(opened()).toEqual(['work']);
    resume(driver, instanceId);
    expect(opened()).toEqual(['work', 'hurry']);
  });
});
