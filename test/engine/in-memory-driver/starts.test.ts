import {
  createInMemoryDriver,
  type InMemoryDriver,
} from '../../../engine/in-memory-driver/index.js';
import type { Program } from '../../../engine/index.js';
import { compileOne } from '../../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

const hourMs = 3_600_000;

const version = (content: (scope: ScopeBuilder) => ScopeBuilder): Promise<Program> =>
  compileOne(buildProcess('main', (scope) => content(scope).end('done').flow('start', 'done')));

const everyHour = () => version((scope) => scope.start('start', { timer: { cycle: 'R/PT1H' } }));
const everyTwoHours = () =>
  version((scope) => scope.start('start', { timer: { cycle: 'R/PT2H' } }));
const bySignal = () => version((scope) => scope.start('start', { signal: 'go' }));

function drive(programs: readonly Program[], startsByEvents = true): InMemoryDriver {
  return createInMemoryDriver({ programs, startAt: 0, startsByEvents });
}

/** When each instance began, in hours. */
function beginnings(driver: InMemoryDriver): number[] {
  return driver.instances().map(({ facts }) => (facts[0]?.occurredAt ?? NaN) / hourMs);
}

describe('the starts of the in-memory driver', () => {
  it('are nobody but the caller, unless it is asked for', async () => {
    const driver = drive([await everyHour(), await bySignal()], false);
    driver.advanceTo(5 * hourMs);
    driver.broadcastSignal('go', {});
    expect(driver.instances()).toEqual([]);
  });

  it('move to a new version: its times take the place of those before', async () => {
    // given
    const driver = drive([await everyHour()]);
    driver.advanceTo(2.5 * hourMs);

    // when
    driver.deploy([await everyTwoHours()]);
    driver.advanceTo(7 * hourMs);

    // then
    expect(beginnings(driver)).toEqual([1, 2, 4.5, 6.5]);
  });

  it('end when the new version begins in another way', async () => {
    // given
    const driver = drive([await everyHour()]);

    // when
    driver.deploy([await bySignal()]);
    driver.advanceTo(3 * hourMs);
    driver.broadcastSignal('go', {});

    // then
    expect(beginnings(driver)).toEqual([3]);
    expect(driver.nextDueAt()).toBeUndefined();
  });

  it('go on from a snapshot', async () => {
    // given
    const programs = [await everyHour()];
    const before = drive(programs);
    before.advanceTo(1.5 * hourMs);

    // when
    const options = { programs, startAt: 0, startsByEvents: true };
    const driver = createInMemoryDriver(options, before.snapshot());
    driver.advanceTo(3 * hourMs);

    // then
    expect(beginnings(driver)).toEqual([1, 2, 3]);
  });

  it('name the start event in the first fact of the instance', async () => {
    const driver = drive([await bySignal()]);
    driver.broadcastSignal('go', { a: 1 });
    expect(driver.instances()[0]?.facts[0]?.record).toMatchObject({
      type: 'instanceStarted',
      startElementId: 'start',
      variables: { a: 1 },
    });
  });

  it('begin by a message one instance in all, of the process deployed first', async () => {
    // given
    const begunBy = (id: string) =>
      compileOne(
        buildProcess(id, (scope) =>
          scope
            .start('start', { message: { name: 'order' } })
            .end('done')
            .flow('start', 'done'),
        ),
      );
    const driver = drive([await begunBy('second-by-name')]);
    driver.deploy([await begunBy('added-later')]);

    // when
    driver.publishMessage({ ...order, correlationKey: '' });

    // then
    expect(driver.instances().map(({ processId }) => processId)).toEqual(['second-by-name']);
  });

  it('keep a message for the process whose key is taken', async () => {
    // given
    const waiting = (id: string) =>
      compileOne(
        buildProcess(id, (scope) =>
          scope
            .start('start', { message: { name: 'order' } })
            .user('work')
            .end('done')
            .flow('start', 'work', 'done'),
        ),
      );
    const driver = drive([await waiting('first'), await waiting('second')]);

    // when
    driver.publishMessage({ ...order, correlationKey: 'A-1' });
    driver.publishMessage({ ...order, messageId: 'm2', correlationKey: 'A-1' });

    // then
    expect(driver.instances().map(({ processId }) => processId)).toEqual(['first']);
  });
});

const order = { name: 'order', messageId: 'm1', timeToLiveMs: hourMs, variables: {} };
