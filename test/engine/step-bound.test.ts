import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { compileBpmn } from '../../engine/parser/index.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';

const actor = { type: 'user', id: 'tester' } as const;

async function drive(content: (scope: ScopeBuilder) => unknown): Promise<InMemoryDriver> {
  const { programs } = await compileBpmn(buildProcess('main', content));
  return createInMemoryDriver({ programs, startAt: 0 });
}

/** Retries every open incident once. */
function retryAll(driver: InMemoryDriver, instanceId: string): string[] {
  const open = Object.values(driver.instance(instanceId).state.incidents);
  for (const { incident } of open) {
    const { incidentId } = incident;
    driver.apply(instanceId, { type: 'incidentRetried', incidentId, actor });
  }
  return open.map(({ incident }) => incident.code);
}

/** So many tokens come to a fan, which multiplies them; a join that takes one of each of its flows joins them again. */
function fanOut(scope: ScopeBuilder, times: number): void {
  scope.start('begin').parallel('fork').exclusive('merge').parallel('fan');
  scope
    .parallel('join')
    .end('done')
    .flow('begin', 'fork')
    .flow('merge', 'fan')
    .flow('join', 'done');
  for (let index = 0; index < times; index += 1)
    scope.flowIf('fork', 'merge', { id: `start-${index}` });
}

/** How often an element was completed. */
function countCompleted(driver: InMemoryDriver, instanceId: string, elementId: string): number {
  const { facts } = driver.instance(instanceId);
  return facts.filter(
    ({ record }) => record.type === 'elementCompleted' && record.elementId === elementId,
  ).length;
}

describe('the bound of tokens in one step', () => {
  it('lets a join wait for all its tokens even if the bound is reached on the way to it', async () => {
    // given
    const driver = await drive((scope) => {
      fanOut(scope, 101);
      for (let index = 0; index < 100; index += 1)
        scope.flowIf('fan', 'join', { id: `flow-${index}` });
    });

    // when
    const instanceId = driver.start({ processId: 'main', actor });

    // then
    expect(retryAll(driver, instanceId)).toEqual(['loopBoundExceeded']);
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
    expect(countCompleted(driver, instanceId, 'done')).toBe(101);
  });

  it('loses no token of other branches', async () => {
    // given
    const driver = await drive((scope) => {
      fanOut(scope, 60);
      for (let index = 0; index < 100; index += 1) {
        scope.task(`task-${index}`);
        scope.flow('fan', `task-${index}`, 'join');
      }
    });

    // when
    const instanceId = driver.start({ processId: 'main', actor });

    // then
    expect(retryAll(driver, instanceId)).toEqual(['loopBoundExceeded']);
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
    expect(countCompleted(driver, instanceId, 'done')).toBe(60);
    expect(driver.instance(instanceId).state.held).toEqual([]);
  });

  it('has an inclusive join wait for tokens that are held back', async () => {
    // given
    const driver = await drive((scope) => {
      scope.start('begin').parallel('fork').inclusive('join').end('done');
      scope.flow('begin', 'fork', 'join', 'done');
      for (const name of ['one', 'two']) {
        scope.exclusive(`${name}-again`).exclusive(`${name}-enough`, { default: `${name}-back` });
        scope.flow('fork', `${name}-again`, `${name}-enough`);
        scope.flowIf(`${name}-enough`, 'join', { condition: 'stop' });
        scope.flowIf(`${name}-enough`, `${name}-again`, { id: `${name}-back` });
      }
    });

    // when
    const instanceId = driver.start({ processId: 'main', actor, variables: { stop: false } });
    const { state, facts } = driver.instance(instanceId);
    const joins = () =>
      facts.filter(
        ({ record }) => record.type === 'elementActivated' && record.elementId === 'join',
      ).length;
    const before = { held: state.held.length, joins: joins() };
    const [open] = Object.values(state.incidents);
    driver.apply(instanceId, {
      type: 'incidentRetried',
      incidentId: open?.incident.incidentId ?? '',
      actor,
      variables: { stop: true },
    });

    // then
    expect(before).toEqual({ held: 1, joins: 0 });
    expect(joins()).toBe(1);
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
  });

  it('has an inclusive join wait for what is held back in its own scope only', async () => {
    // given
    const spin = (scope: ScopeBuilder, name: string, exit: string) =>
      scope
        .exclusive(`${name}-again`)
        .exclusive(`${name}-enough`, { default: `${name}-back` })
        .flow('spins', `${name}-again`, `${name}-enough`)
        .flowIf(`${name}-enough`, exit, { condition: 'stop' })
        .flowIf(`${name}-enough`, `${name}-again`, { id: `${name}-back` });
    const content = (scope: ScopeBuilder): void => {
      scope.start('inner-begin').parallel('fork').inclusive('join').end('apart').end('joined');
      scope.exclusive('which', { default: 'rests' }).parallel('spins');
      scope.flow('inner-begin', 'fork', 'join', 'joined').flow('fork', 'which');
      scope.flowIf('which', 'apart', { id: 'rests' });
      scope.flowIf('which', 'spins', { condition: 'loopCounter = 1' });
      spin(scope, 'one', 'join');
      spin(scope, 'two', 'apart');
    };
    const driver = await drive((scope) =>
      scope
        .start('begin')
        .subProcess('each', content, { loop: { cardinality: '2' } })
        .end('done')
        .flow('begin', 'each', 'done'),
    );

    // when
    const instanceId = driver.start({ processId: 'main', actor, variables: { stop: false } });
    const { state } = driver.instance(instanceId);

    // then
    const standing = Object.values(state.incidents).map(({ key, incident }) => {
      const scope = state.instances[state.instances[key]?.scope ?? ''];
      return [incident.elementId, scope?.loopCounter];
    });
    // The loop that leads to the join is held back; the join of the second item has gone on.
    expect(standing).toEqual([
      ['two-enough', 1],
      ['join', 2],
    ]);
    expect(state.held).toHaveLength(1);
  });

  it('stops a loop without end that goes through an inclusive join', async () => {
    // given
    const driver = await drive((scope) =>
      scope
        .start('begin')
        .inclusive('join')
        .exclusive('enough', { default: 'back' })
        .end('done')
        .flow('begin', 'join', 'enough')
        .flowIf('enough', 'done', { condition: 'stop' })
        .flowIf('enough', 'join', { id: 'back' }),
    );

    // when
    const variables = { stop: false };
    const instanceId = driver.start({ processId: 'main', actor, variables });
    const { state } = driver.instance(instanceId);
    const [open] = Object.values(state.incidents);

    // then
    expect(open?.incident.code).toBe('loopBoundExceeded');
    const incidentId = open?.incident.incidentId ?? '';
    const retry = { type: 'incidentRetried', incidentId, actor } as const;
    driver.apply(instanceId, { ...retry, variables: { stop: true } });
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
  });
});
