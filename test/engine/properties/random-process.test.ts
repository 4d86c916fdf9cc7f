import fc from 'fast-check';
import {
  createInstance,
  step,
  type Input,
  type InstanceState,
  type Program,
} from '../../../engine/index.js';
import { compileBpmn } from '../../../engine/parser/index.js';
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

/** Messages and escalations may come more than once; that none is delivered twice is seen to outside of the engine. */
function isStillExpected({ waits }: InstanceState, input: Input): boolean {
  if (input.type === 'messageReceived') return waits[input.subscriptionId] !== undefined;
  return input.type === 'childEscalated' && waits[input.childId] !== undefined;
}

describe('any process made of nested blocks', () => {
  it('ends without a token, a wait or an incident left', async () => {
    await fc.assert(
      fc.asyncProperty(eventfulBlocks, choices, async (block, told) => {
        // when
        const { driver } = await run(block, told);

        // then
        for (const { state, outcome } of driver.instances()) {
          expect(['completed', 'canceled']).toContain(outcome?.type);
          expect({ ...state.instances, ...state.waits, ...state.incidents }).toEqual({});
          expect(state.held).toEqual([]);
        }
        expect(driver.instances()[0]?.outcome).toEqual({ type: 'completed' });
        expect(driver.nextDueAt()).toBeUndefined();
      }),
      { numRuns: 100 },
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
      { numRuns: 200 },
    );
  });

  it('stops in declared incidents only', async () => {
    await fc.assert(
      fc.asyncProperty(eventfulBlocks, choices, async (block, told) => {
        // when
        const { incidents } = await run(block, told);

        // then
        for (const incident of incidents)
          expect(incident).toMatch(/^(jobFailed|unhandledError) main.*-service-\d+$/);
      }),
      { numRuns: 100 },
    );
  });

  it('comes to the same state and trace when its inputs are replayed, stored in between or not', async () => {
    await fc.assert(
      fc.asyncProperty(eventfulBlocks, choices, fc.boolean(), async (block, told, isStored) => {
        // given
        const programs = await compile(writeRandomProcess(block));
        const { driver, inputs } = driveRandomly(programs, told);

        for (const { instanceId, programHash, state, facts } of driver.instances()) {
          // when
          const program = programs.find(({ hash }) => hash === programHash) as Program;
          let replayed = createInstance(program);
          const trace = (inputs.get(instanceId) ?? []).flatMap((input) => {
            const result = step(program, replayed, input);
            replayed = isStored ? structuredClone(result.state) : result.state;
            return result.trace;
          });

          // then
          expect(replayed).toEqual(state);
          expect(trace).toEqual(facts.map(({ record }) => record));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('changes nothing when it is told again what it was told before', async () => {
    await fc.assert(
      fc.asyncProperty(eventfulBlocks, choices, seeds, async (block, told, seed) => {
        // given
        const programs = await compile(writeRandomProcess(block));
        const { driver, inputs } = driveRandomly(programs, told);

        for (const { instanceId, programHash, state } of driver.instances()) {
          const program = programs.find(({ hash }) => hash === programHash) as Program;
          const replayed = createInstance(program);
          const all = inputs.get(instanceId) ?? [];

          all.forEach((input, position) => {
            step(program, replayed, input);
            const earlier = all[seed % (position + 1)] as Input;
            if (isStillExpected(replayed, earlier)) return;

            // when
            const again = step(program, replayed, { ...earlier, at: input.at });

            // then
            expect(again.trace).toEqual([]);
            expect(again.commands).toEqual([]);
          });
          expect(replayed).toEqual(state);
        }
      }),
      { numRuns: 100 },
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
      { numRuns: 100 },
    );
  });
});
