import fc from 'fast-check';
import {
  createInstance,
  type Input,
  type InstanceState,
  type Program,
  type RunScriptNow,
  step,
} from '../../../engine/index.js';
import { loadScriptRunner } from '../../../engine/javascript/index.mjs';
import { compileBpmn } from '../../../engine/parser/index.js';
import { runsOf } from '../../support/property-runs.js';
import { driveModel, type ModelRun } from '../../support/random-model/drive-model.js';
import type { Order } from '../../support/random-model/ground.js';
import {
  calmModels,
  models,
  type RandomModel,
  writeModel,
} from '../../support/random-model/random-model.js';
import { shuffledBy } from '../../support/random-process.js';

const choices = fc.array(fc.nat(10_000), { maxLength: 20 });
const seeds = fc.nat();

/** Of a test, on a busy machine, with as many runs as somebody asks for. */
const patience = runsOf(60_000);

let runScript: RunScriptNow;

beforeAll(async () => {
  runScript = await loadScriptRunner();
});

async function compile(model: RandomModel, order?: Order): Promise<readonly Program[]> {
  const { programs, problems } = await compileBpmn(writeModel(model, order));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return programs;
}

/** What was reached, without ids, the order in which it was, and what only says which of several events has come. */
function endOf({ driver }: ModelRun): unknown {
  return driver
    .instances()
    .map(({ processId, outcome, variables, facts }) => {
      const completed = facts.flatMap(({ record }) =>
        record.type === 'elementCompleted' ? [record.elementId] : [],
      );
      const kept = Object.entries(variables ?? {}).filter(([name]) => !name.startsWith('is_'));
      const reached = { processId, outcome, variables: Object.fromEntries(kept) };
      return { ...reached, completed: completed.sort() };
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Everything that comes of the inputs, as text. */
function replay(program: Program, inputs: readonly Input[], isStored: boolean) {
  let state = createInstance(program);
  const [trace, commands]: [unknown[], unknown[]] = [[], []];
  for (const input of inputs) {
    const result = step(program, state, input);
    state = isStored ? (JSON.parse(JSON.stringify(result.state)) as InstanceState) : result.state;
    trace.push(...result.trace);
    commands.push(...result.commands);
  }
  return {
    state: JSON.stringify(state),
    trace: JSON.stringify(trace),
    commands: JSON.stringify(commands),
  };
}

/** That nothing of this kind is told twice is seen to outside of the engine. */
function canComeAgain({ waits, instances, status }: InstanceState, input: Input): boolean {
  switch (input.type) {
    case 'messageReceived':
      return waits[input.subscriptionId] !== undefined;
    case 'childEscalated':
      return waits[input.childId] !== undefined;
    case 'signalReceived':
    case 'variablesSet':
      return status === 'running';
    case 'adHocActivitiesStarted':
    case 'adHocCompleted':
      return instances[input.elementInstanceId.split(':').at(-1) ?? ''] !== undefined;
    default:
      return false;
  }
}

const declaredIncidents =
  /^(jobFailed (service|send|rule|.*task)|unhandledError (service|send|rule|.*task)|expressionFailed (faulty|rule))/;

describe('models with every element', () => {
  it(
    'end, or stop in declared incidents until these are mended, with every token accounted for',
    async () => {
      await fc.assert(
        fc.asyncProperty(models, choices, async (model, told) => {
          // when
          const { driver, incidents } = driveModel({
            ...{ programs: await compile(model), runScript, choices: told },
          });

          // then
          for (const incident of incidents) expect(incident).toMatch(declaredIncidents);
          expect(driver.instances()[0]?.outcome).toBeDefined();
          for (const { outcome } of driver.instances())
            expect(['completed', 'canceled', 'error']).toContain(outcome?.type);
          expect(driver.nextDueAt()).toBeUndefined();
        }),
        { numRuns: runsOf(45) },
      );
    },
    patience,
  );

  it(
    'come to the same bytes when their inputs are replayed, stored in between or not',
    async () => {
      await fc.assert(
        fc.asyncProperty(models, choices, fc.boolean(), async (model, told, isStoring) => {
          // given
          const programs = await compile(model);
          const { driver, inputs } = driveModel({ programs, runScript, choices: told, isStoring });

          for (const { instanceId, programHash, state, facts } of driver.instances()) {
            // when
            const program = programs.find(({ hash }) => hash === programHash) as Program;
            const told = inputs.get(instanceId) ?? [];
            const [inPlace, stored] = [replay(program, told, false), replay(program, told, true)];

            // then
            expect(inPlace.state).toBe(JSON.stringify(state));
            expect(inPlace.trace).toBe(JSON.stringify(facts.map(({ record }) => record)));
            expect(stored).toEqual(inPlace);
          }
        }),
        { numRuns: runsOf(30) },
      );
    },
    patience,
  );

  it(
    'are not moved by what has come before and comes again',
    async () => {
      await fc.assert(
        fc.asyncProperty(models, choices, seeds, async (model, told, seed) => {
          // given
          const programs = await compile(model);
          const { driver, inputs } = driveModel({ programs, runScript, choices: told });

          for (const { instanceId, programHash, state } of driver.instances()) {
            const program = programs.find(({ hash }) => hash === programHash) as Program;
            const replayed = createInstance(program);
            const all = inputs.get(instanceId) ?? [];

            all.forEach((input, position) => {
              step(program, replayed, input);
              const earlier = all[seed % (position + 1)] as Input;
              if (canComeAgain(replayed, earlier)) return;

              // when
              const again = step(program, replayed, { ...earlier, at: input.at });

              // then
              expect([...again.trace, ...again.commands]).toEqual([]);
            });
            expect(JSON.stringify(replayed)).toBe(JSON.stringify(state));
          }
        }),
        { numRuns: runsOf(30) },
      );
    },
    patience,
  );

  it(
    'come to the same end in whatever order their XML tells of elements and flows',
    async () => {
      await fc.assert(
        fc.asyncProperty(calmModels, choices, seeds, async (model, told, seed) => {
          // when
          const drive = (programs: readonly Program[]): ModelRun =>
            driveModel({ programs, runScript, choices: told });
          const asDrawn = drive(await compile(model));
          const shuffled = drive(await compile(model, shuffledBy(seed)));

          // then
          expect(endOf(shuffled)).toEqual(endOf(asDrawn));
        }),
        { numRuns: runsOf(30) },
      );
    },
    patience,
  );

  it(
    'come to the same end in whatever order people and events do what they wait for',
    async () => {
      const turns = fc.array(fc.nat(50), { minLength: 20, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(calmModels, turns, async (model, order) => {
          // given
          const programs = await compile(model);

          // when
          const inTurn = driveModel({ programs, runScript, choices: [] });
          const inOrder = driveModel({ programs, runScript, choices: [], turns: order });

          // then
          expect(endOf(inOrder)).toEqual(endOf(inTurn));
        }),
        { numRuns: runsOf(30) },
      );
    },
    patience,
  );
});
