import { createInMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { compileOne } from '../support/compile-one.js';
import { buildProcess } from '../support/process-builder.js';

const actor = { type: 'user', id: 'tester' } as const;

async function callItself() {
  const xml = buildProcess('main', (p) =>
    p.start('begin').call('again', 'main').end('done').flow('begin', 'again', 'done'),
  );
  const driver = createInMemoryDriver({ programs: [await compileOne(xml)], startAt: 0 });
  driver.start({ processId: 'main', actor });
  return driver;
}

function incidentsOf({ state }: { state: { incidents: object } }) {
  return Object.values(state.incidents) as { incident: { incidentId: string; code: string } }[];
}

describe('a process that calls itself without end', () => {
  it('stops with an incident at the fifty-first call inside the others', async () => {
    // when
    const driver = await callItself();

    // then
    const instances = driver.instances();
    expect(instances).toHaveLength(51);
    const stopped = instances.filter((instance) => incidentsOf(instance).length > 0);
    expect(stopped).toEqual([instances[50]]);
    expect(incidentsOf(instances[50]!)[0]?.incident).toMatchObject({
      code: 'callTooDeep',
      elementId: 'again',
      message: expect.stringContaining('at most 50 calls') as string,
    });
  });

  it('stops there again after a retry, and ends as a whole when it is canceled', async () => {
    // given
    const driver = await callItself();
    const last = driver.instances()[50]!;

    // when
    const [open] = incidentsOf(last);
    driver.apply(last.instanceId, {
      type: 'incidentRetried',
      incidentId: open?.incident.incidentId ?? '',
      actor,
    });

    // then
    expect(driver.instances()).toHaveLength(51);
    expect(incidentsOf(last)).toHaveLength(1);
    driver.apply(driver.instances()[0]!.instanceId, {
      type: 'instanceCancelRequested',
      reason: 'a mistake',
      actor,
    });
    expect(driver.instances().every(({ outcome }) => outcome?.type === 'canceled')).toBe(true);
  });
});
