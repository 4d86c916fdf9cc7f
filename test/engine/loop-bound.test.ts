import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { compileOne } from '../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';
import type { LoopOptions } from '../support/process-builder-loops.js';

const actor = { type: 'user', id: 'tester' } as const;

interface Run {
  readonly driver: InMemoryDriver;
  readonly instanceId: string;
}

async function run(content: (p: ScopeBuilder) => unknown): Promise<Run> {
  const program = await compileOne(buildProcess('main', content));
  const driver = createInMemoryDriver({ programs: [program], startAt: 0 });
  return { driver, instanceId: driver.start({ processId: 'main', actor }) };
}

function incidentsOf({ driver, instanceId }: Run): string[] {
  const { incidents } = driver.instance(instanceId).state;
  return Object.values(incidents).map(({ incident }) => `${incident.code} ${incident.elementId}`);
}

/** A sub-process with two tasks that take no time. */
function twoTasks(q: ScopeBuilder): ScopeBuilder {
  return q.start('in').task('first').task('second').end('out').flow('in', 'first', 'second', 'out');
}

function onWayBack(loop: LoopOptions): (p: ScopeBuilder) => unknown {
  return (p) =>
    p
      .start('begin')
      .exclusive('again')
      .task('work', { loop })
      .exclusive('which', { default: 'onward' })
      .end('done')
      .flow('begin', 'again', 'work', 'which')
      .flowIf('which', 'again', { condition: 'true' })
      .flowIf('which', 'done', { id: 'onward' });
}

describe('the bound of tokens in one step', () => {
  it.each([false, true])(
    'does not stop ten thousand sub-processes (sequential: %s)',
    async (isSequential) => {
      // when
      const { driver, instanceId } = await run((p) =>
        p
          .start('begin')
          .subProcess('work', twoTasks, {
            loop: { cardinality: '10000', isSequential, results: ['all', 'loopCounter'] },
          })
          .end('done')
          .flow('begin', 'work', 'done'),
      );

      // then
      const { outcome, variables } = driver.instance(instanceId);
      expect(outcome).toEqual({ type: 'completed' });
      expect(variables?.['all']).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1));
    },
  );

  it('does not stop loops inside a loop', async () => {
    // when
    const { driver, instanceId } = await run((p) =>
      p
        .start('begin')
        .subProcess(
          'outer',
          (q) =>
            q
              .start('outer-in')
              .subProcess('inner', twoTasks, { loop: { cardinality: '100' } })
              .end('outer-out')
              .flow('outer-in', 'inner', 'outer-out'),
          { loop: { cardinality: '100' } },
        )
        .end('done')
        .flow('begin', 'outer', 'done'),
    );

    // then
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
  });

  it.each([
    ['of many items', { cardinality: '5000' }],
    ['of none', { cardinality: '0' }],
  ])('stops a way back around a multi-instance %s', async (_items, loop) => {
    // when
    const stopped = await run(onWayBack(loop));

    // then
    expect(incidentsOf(stopped)).toEqual([expect.stringMatching(/^loopBoundExceeded /)]);
    expect(stopped.driver.instance(stopped.instanceId).facts.length).toBeLessThan(100_000);
  });

  it('stops a way back inside the items soon, however many there are', async () => {
    // when
    const stopped = await run((p) =>
      p
        .start('begin')
        .subProcess(
          'work',
          (q) =>
            q
              .start('in')
              .task('one')
              .task('two')
              .end('out')
              .flow('in', 'one', 'two', 'out')
              .flow('two', 'one'),
          { loop: { cardinality: '1000' } },
        )
        .end('done')
        .flow('begin', 'work', 'done'),
    );

    // then
    expect(incidentsOf(stopped)).toEqual([expect.stringMatching(/^loopBoundExceeded /)]);
    expect(stopped.driver.instance(stopped.instanceId).facts.length).toBeLessThan(60_000);
  });

  it('stops a standard loop that never waits, and lets its condition be mended', async () => {
    // given
    const stopped = await run((p) =>
      p
        .start('begin')
        .script('work', 'if is defined(stop) then stop else false', {
          result: 'stop',
          loop: { condition: 'not(stop)' },
        })
        .end('done')
        .flow('begin', 'work', 'done'),
    );
    const { driver, instanceId } = stopped;
    expect(incidentsOf(stopped)).toEqual(['loopBoundExceeded work']);
    const [incidentId = ''] = Object.keys(driver.instance(instanceId).state.incidents);

    // when
    const variables = { stop: true };
    driver.apply(instanceId, { type: 'incidentRetried', incidentId, variables, actor });

    // then
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
  });
});

describe('a parallel multi-instance', () => {
  it('gives at most 500 jobs at a time, the next one with each that is done', async () => {
    // given
    const given = await run((p) =>
      p
        .start('begin')
        .service('work', { loop: { cardinality: '1200' } })
        .end('done')
        .flow('begin', 'work', 'done'),
    );
    const { driver, instanceId } = given;
    const openJobs = (): string[] =>
      Object.entries(driver.instance(instanceId).state.waits).flatMap(([id, { type }]) =>
        type === 'job' ? [id] : [],
      );

    // when
    const most: number[] = [];
    for (let jobs = openJobs(); jobs.length > 0; jobs = openJobs()) {
      most.push(jobs.length);
      for (const jobId of jobs.slice(0, 300)) {
        driver.apply(instanceId, { type: 'jobCompleted', jobId, variables: {} });
      }
    }

    // then
    expect(most).toEqual([500, 500, 500, 300]);
    expect(driver.instance(instanceId).outcome).toEqual({ type: 'completed' });
  });

  it('opens the tasks of all people at once', async () => {
    // when
    const { driver, instanceId } = await run((p) =>
      p
        .start('begin')
        .user('work', { loop: { cardinality: '2000' } })
        .end('done')
        .flow('begin', 'work', 'done'),
    );

    // then
    expect(Object.values(driver.instance(instanceId).state.waits)).toHaveLength(2000);
  });

  it('of more items than any store takes is an incident', async () => {
    const stopped = await run((p) =>
      p
        .start('begin')
        .user('work', { loop: { cardinality: '100001' } })
        .end('done')
        .flow('begin', 'work', 'done'),
    );
    expect(incidentsOf(stopped)).toEqual(['loopItemsInvalid work']);
  });
});
