import { compileBpmn } from '../../engine/parser/index.js';
import { canSkip, createTemporalDriver } from '../support/temporal-driver.js';
import { createTimeSkippingEnv, type TemporalEnv } from '../support/temporal-env.js';
import { createJobBoard } from '../support/temporal-job-board.js';
import { listCases, readCalendars } from './cases.js';
import type { ConformanceDriver, ConformanceMode } from './driver.js';
import { demandedStanding, standingOf } from './expectation.js';
import { runCase } from './run-case.js';

const calendars = readCalendars();

/** `restarted`: no instance stays in memory, each workflow task replays its whole history. */
describe.each<[ConformanceMode, number | undefined]>([
  ['plain', undefined],
  ['restarted', 0],
])('on Temporal, %s', (mode, maxCachedInstances) => {
  let env: TemporalEnv | undefined;
  let driver: ConformanceDriver;

  beforeEach(async () => {
    if (env && (await canSkip(env, 60_000, 3_000))) return;
    await env?.stop();
    env = await createTimeSkippingEnv();
    await env.startWorker(maxCachedInstances === undefined ? {} : { maxCachedInstances });
    driver = createTemporalDriver({ name: 'temporal', env, board: createJobBoard(env) });
  });

  afterAll(async () => {
    await env?.stop();
  });

  describe.each(listCases().map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const script = each.readScript();

    it(script.title, async () => {
      // given
      const { programs } = await compileBpmn(each.readXml());

      // when
      const { trace, instances, works } = await runCase(driver, mode, script, programs, calendars);

      // then
      const standing = standingOf(script.expect, instances, works);
      expect(standing).toEqual(demandedStanding(script.expect));
      expect(trace).toEqual(each.readTrace());
    });
  });
});
