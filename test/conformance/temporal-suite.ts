import type { ProcessWorkflowLimits } from '../../workflows/messages.js';
import { freeClock } from '../support/temporal-clock.js';
import { createTemporalDriver } from '../support/temporal-driver.js';
import {
  createTimeSkippingEnv,
  type TemporalEnv,
  type WorkerChoices,
} from '../support/temporal-env.js';
import { createJobBoard, type JobBoard } from '../support/temporal-job-board.js';
import { type ConformanceCase, listCases, readCalendars } from './cases.js';
import { compileCase } from './compile-case.js';
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

/**
 * A case that says why this driver can't run it is left out. Those that need a clock come first: the others leave the
 * server's clock as it may be.
 */
function casesOnTemporal(): ConformanceCase[] {
  const cases = listCases().filter((each) => each.readScript().skip?.['temporal'] === undefined);
  const isClocked = new Set(cases.filter((each) => each.needsClock()));
  return [...isClocked, ...cases.filter((each) => !isClocked.has(each))];
}

/** Runs every case on a time-skipping Temporal server. */
export function describeOnTemporal({ name, mode, worker, limits }: Stress): void {
  describe(`on Temporal, ${name}`, () => {
    let env: TemporalEnv | undefined;
    let board: JobBoard;

    async function driverFor(needsClock: boolean): Promise<ConformanceDriver> {
      if (!env || (needsClock && !(await freeClock(env)))) {
        await env?.stop();
        env = await createTimeSkippingEnv();
        await env.startWorker(worker);
        board = createJobBoard(env);
      }
      const choices = { isClockStill: !needsClock, ...(limits && { limits }) };
      return createTemporalDriver({ name: 'temporal', env, board, ...choices });
    }

    afterAll(async () => {
      await env?.stop();
    });

    describe.each(casesOnTemporal().map((each) => [each.name, each] as const))(
      '%s',
      (_name, each) => {
        const script = each.readScript();
        let driver: ConformanceDriver;

        beforeEach(async () => {
          driver = await driverFor(each.needsClock());
        });

        it(script.title, async () => {
          // given
          const deployable = await compileCase(each);

          // when
          const { trace, instances, works } = await runCase(
            driver,
            mode,
            script,
            deployable,
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
