import { compileBpmn } from '../../engine/parser/index.js';
import type { ProcessWorkflowLimits } from '../../workflows/messages.js';
import { freeClock } from '../support/temporal-clock.js';
import { createTemporalDriver } from '../support/temporal-driver.js';
import { ChildEndLostError } from '../support/temporal-errors.js';
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
/** The test server loses the end of one of several called instances in up to a third of the runs. */
const mostAttempts = 10;

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

    async function prepare(): Promise<void> {
      if (env && (await freeClock(env))) return;
      await env?.stop();
      env = await createTimeSkippingEnv();
      await env.startWorker(worker);
      const board = createJobBoard(env);
      driver = createTemporalDriver({ name: 'temporal', env, board, ...(limits && { limits }) });
    }

    /** Begins anew what the server itself has broken; everything else is for the case to judge. */
    async function untilServerLosesNothing<Result>(
      attempt: () => Promise<Result>,
    ): Promise<Result> {
      for (let left = mostAttempts; ; left -= 1) {
        try {
          return await attempt();
        } catch (error) {
          if (!(error instanceof ChildEndLostError) || left <= 1) throw error;
          await prepare();
        }
      }
    }

    beforeEach(prepare);

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
          const { trace, instances, works } = await untilServerLosesNothing(() =>
            runCase(driver, mode, script, programs, calendars),
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
