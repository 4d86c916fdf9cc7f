import fc from 'fast-check';
import type { Program } from '../../../engine/index.js';
import { compileBpmn } from '../../../engine/parser/index.js';
import { runsOf } from '../../support/property-runs.js';
import { driveRandomly, type RandomRun } from '../../support/drive-randomly.js';
import {
  blocks,
  eventfulBlocks,
  gatewayBlocks,
  shuffledBy,
  writeRandomProcess,
  type Block,
} from '../../support/random-process.js';

const choices = fc.array(fc.nat(10_000), { maxLength: 25 });
const seeds = fc.nat();

async function compile(xml: string): Promise<readonly Program[]> {
  const { programs, problems } = await compileBpmn(xml);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return programs;
}

async function run(block: Block, told: readonly number[], seed?: number): Promise<RandomRun> {
  const order = seed === undefined ? undefined : shuffledBy(seed);
  return driveRandomly(await compile(writeRandomProcess(block, order)), told);
}

/** What was reached, without the order in which it was. */
function endOf({ driver, incidents }: RandomRun): unknown {
  return {
    incidents: [...incidents].sort(),
    instances: driver
      .instances()
      .map(({ processId, outcome, variables, facts }) => {
        const completed = facts.flatMap(({ record }) =>
          record.type === 'elementCompleted' ? [record.elementId] : [],
        );
        return { processId, outcome, variables, completed: completed.sort() };
      })
      .sort((a, b) => (a.processId < b.processId ? -1 : 1)),
  };
}

describe('any process made of nested blocks', () => {
  it('ends without a token, a wait or an incident left, and stops on its way in declared ones only', async () => {
    await fc.assert(
      fc.asyncProperty(eventfulBlocks, choices, async (block, told) => {
        // when
        const { driver, incidents } = await run(block, told);

        // then
        for (const incident of incidents)
          expect(incident).toMatch(/^(jobFailed|unhandledError) main.*-service-\d+$/);
        for (const { state, outcome } of driver.instances()) {
          expect(['completed', 'canceled']).toContain(outcome?.type);
          expect({ ...state.instances, ...state.waits, ...state.incidents }).toEqual({});
          expect(state.held).toEqual([]);
        }
        expect(driver.instances()[0]?.outcome).toEqual({ type: 'completed' });
        expect(driver.nextDueAt()).toBeUndefined();
      }),
      { numRuns: runsOf(40) },
    );
  });

  it('joins by an inclusive gateway exactly once for each inclusive split', async () => {
    await fc.assert(
      fc.asyncProperty(gatewayBlocks, choices, async (block, told) => {
        // when
        const { driver } = await run(block, told);

        // then
        const activated = driver
          .instances()
          .flatMap(({ facts }) =>
            facts.flatMap(({ record }) =>
              record.type === 'elementActivated' ? [record.elementId] : [],
            ),
          );
        const splits = activated.filter((id) => /-some-\d+$/.test(id)).sort();
        const joins = activated.filter((id) => id.endsWith('-joined')).sort();
        expect(joins).toEqual(splits.map((id) => `${id}-joined`).sort());
        expect(driver.instances()[0]?.outcome).toEqual({ type: 'completed' });
      }),
      { numRuns: runsOf(70) },
    );
  });

  it('comes to the same end in whatever order the XML tells its elements and flows', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, choices, seeds, async (block, told, seed) => {
        // when
        const asDrawn = await run(block, told);
        const shuffled = await run(block, told, seed);

        // then
        expect(endOf(shuffled)).toEqual(endOf(asDrawn));
      }),
      { numRuns: runsOf(40) },
    );
  });
});
