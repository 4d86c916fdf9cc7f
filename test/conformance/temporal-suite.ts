import { compileBpmn } from '../../engine/parser/index.js';
import type { ProcessWorkflowLimits } from '../../workflows/messages.js';
import { freeClock } from '../support/temporal-clock.js';
import { createTemporalDriver } from '../support/temporal-driver.js';
import {
  createTimeSkippingEnv,
  type TemporalEnv,
  type WorkerChoices,
} from '../support/temporal-env.js';
import { createJobBoard } from '../support/temporal-job-board.js';
import { type ConformanceCase, listCases, readCalendars } from './cases.js';
import type { ConformanceDriver, ConformanceMode } from './driver.js';
import { demandedStanding, standingOf } from './expectation.js';
import { runCase } from './run-case.js';

const calendars = readCalendars();

/** Hardship under which the cases must give the same traces. */
export interface Stress {
  readonly name: string;
  readonly mode: ConformanceMode;
  readonly worker?: WorkerChoices;
  readonly limits?: ProcessWorkflowLimits;
}

/** A case that says why this driver can't run it is left out. */
function casesOnTemporal(): ConformanceCase[] {
  return listCases().filter((each) => each.readScript().skip?.['temporal'] === undefined);
}

/** Runs every case on a time-skipping Temporal server. */
export function describeOnTemporal({ name, mode, worker, limits }: Stress): void {
  describe(`on Temporal, ${name}`, () => {
    let env: TemporalEnv | undefined;
    let driver: ConformanceDriver;

    beforeEach(async () => {
      if (env && (await freeClock(env))) return;
      await env?.stop();
      env = await createTimeSkippingEnv();
      await env.startWorker(worker);
      const board = createJobBoard(env);
      driver = createTemporalDriver({ name: 'temporal', env, board, ...(limits && { limits }) });
    });

    afterAll(async () => {
      await env?.stop();
    });

    describe.each(casesOnTemporal().map((each) => [each.name, each] as const))(
      '%s',
      (_name, each) => {
        const script = each.readScript();

        it(script.title, async () => {
          // given
          const { programs } = await compileBpmn(each.readXml());

          // when
          const { trace, instances, works } = await runCase(
            driver,
            mode,
            script,
            programs,
            calendars,
          );

          // then
          const standing = standingOf(script.expect, instances, works);
          expect(standing).toEqual(demandedStanding(script.expect));
          expect(trace).toEqual(each.readTrace());
        });
      },
    );
  });
}
