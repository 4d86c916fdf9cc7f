import { createInMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { compileOne } from '../support/compile-one.js';
import type { LoopOptions } from '../support/process-builder-loops.js';
import { buildProcess } from '../support/process-builder.js';

const actor = { type: 'user', id: 'tester' } as const;

/** What the state of an instance keeps of a loop that has begun. */
async function loopKept(loop: LoopOptions) {
  const xml = buildProcess('main', (scope) =>
    scope.start('begin').user('work', { loop }).end('done').flow('begin', 'work', 'done'),
  );
  const driver = createInMemoryDriver({ programs: [await compileOne(xml)], startAt: 0 });
  const variables = { people: ['ann', 'bob'] };
  const instanceId = driver.start({ processId: 'main', actor, variables });
  const instances = Object.values(driver.instance(instanceId).state.instances);
  return instances.find((instance) => instance.loop !== undefined)?.loop;
}

describe('the state of a multi-instance', () => {
  it('keeps the items until the last one has begun', async () => {
    const items = { collection: 'people', item: 'person' };
    expect(await loopKept({ ...items, isSequential: true })).toStrictEqual({
      begun: 1,
      completed: 0,
      total: 2,
      items: ['ann', 'bob'],
    });
    expect(await loopKept(items)).toStrictEqual({ begun: 2, completed: 0, total: 2 });
  });

  it('keeps no items that nobody reads', async () => {
    const kept = { begun: 1, completed: 0, total: 2 };
    expect(await loopKept({ collection: 'people', isSequential: true })).toStrictEqual(kept);
    expect(await loopKept({ cardinality: '2', isSequential: true })).toStrictEqual(kept);
  });

  it('keeps a place for each result that it collects', async () => {
    const kept = { begun: 2, completed: 0, total: 2, results: [null, null] };
    expect(await loopKept({ cardinality: '2', results: ['all', 'vote'] })).toStrictEqual(kept);
  });
});
