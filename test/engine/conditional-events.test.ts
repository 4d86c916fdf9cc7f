import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import type { Variables } from '../../engine/index.js';
import { compileBpmn } from '../../engine/parser/index.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';

const actor = { type: 'user', id: 'tester' } as const;

async function drive(content: (scope: ScopeBuilder) => unknown): Promise<InMemoryDriver> {
  const { programs } = await compileBpmn(buildProcess('main', content));
  return createInMemoryDriver({ programs, startAt: 0 });
}

function begin(driver: InMemoryDriver, variables: Variables, startElementId?: string): string {
  const chosen = startElementId === undefined ? {} : { startElementId };
  return driver.start({ processId: 'main', variables, actor, ...chosen });
}

function set(driver: InMemoryDriver, instanceId: string, variables: Variables): void {
  driver.apply(instanceId, { type: 'variablesSet', variables, actor });
}

describe('a conditional start event of a process', () => {
  const hot = (scope: ScopeBuilder) =>
    scope.start('hot', { condition: 'temperature > 300' }).end('done').flow('hot', 'done');

  it.each([
    [{ temperature: 301 }, 'ended'],
    [{ temperature: 300 }, 'created'],
    [{ temperature: 'much' }, 'created'],
    [{}, 'created'],
  ])('with %j leaves the instance %s', async (variables: Variables, status) => {
    const driver = await drive(hot);
    const instanceId = begin(driver, variables, 'hot');
    expect(driver.instance(instanceId).state.status).toBe(status);
  });

  it('says why it does not begin', async () => {
    // given
    const driver = await drive(hot);
    const instanceId = begin(driver, { temperature: 20 }, 'hot');

    // when
    const refusal = driver.apply(instanceId, {
      type: 'instanceStarted',
      instanceId,
      startElementId: 'hot',
      variables: { temperature: 20 },
      zone: 'UTC',
      actor,
    });

    // then
    expect(refusal).toEqual({
      code: 'startConditionNotMet',
      message: "Expected the condition of start event 'hot' to hold but got: false",
      params: { startElementId: 'hot', condition: 'temperature > 300' },
    });
  });
});

describe('a conditional event', () => {
  it('that makes its own condition false and true again is stopped as an endless loop', async () => {
    // given
    const driver = await drive((scope) =>
      scope
        .start('begin')
        .user('work')
        .boundary('guard', 'work', { condition: 'odd(level)', isInterrupting: false })
        .boundary('even', 'work', { condition: 'even(level)', isInterrupting: false })
        .script('up', 'level + 1', { result: 'level' })
        .end('done')
        .end('over')
        .flow('begin', 'work', 'done')
        .flow('guard', 'up', 'over')
        .flow('even', 'up'),
    );
    const instanceId = begin(driver, {});

    // when
    set(driver, instanceId, { level: 1 });

    // then
    const { incidents } = driver.instance(instanceId).state;
    const codes = Object.values(incidents).map(({ incident }) => incident.code);
    expect(codes).toEqual(['loopBoundExceeded']);
  });

  it('leaves nothing in the state when nobody waits for it any more', async () => {
    // given
    const driver = await drive((scope) =>
      scope
        .start('begin')
        .catch('wait', { condition: 'a = b' })
        .user('after')
        .end('done')
        .flow('begin', 'wait', 'after', 'done'),
    );
    const instanceId = begin(driver, { a: 1, b: 2 });
    expect(Object.keys(driver.instance(instanceId).state.conditions ?? {})).toEqual(['$a', '$b']);

    // when
    set(driver, instanceId, { b: 1 });

    // then
    expect(driver.instance(instanceId).state.conditions).toBeUndefined();
  });

  it('needs a condition', async () => {
    const xml = buildProcess('main', (scope) =>
      scope
        .start('begin')
        .catch('wait', { condition: '' })
        .end('done')
        .flow('begin', 'wait', 'done'),
    );
    const { problems } = await compileBpmn(xml);
    expect(problems).toMatchObject([{ rule: 'conditionMissing', elementId: 'wait' }]);
  });
});
