import { importModel } from '../../engine/foreign/index.js';
import { demandedStanding, standingOf } from '../conformance/expectation.js';
import { runCase } from '../conformance/run-case.js';
import { createTemporalDriver } from '../support/temporal-driver.js';
import { createTimeSkippingEnv, type TemporalEnv } from '../support/temporal-env.js';
import { createJobBoard } from '../support/temporal-job-board.js';
import { listForeignModels } from './foreign-models.js';

/** One of each sort: code and errors, decisions, calls, mappings, forms. All others run in memory. */
const chosen = [
  'camunda-7/server-provisioning',
  'camunda-7/license-check',
  'camunda-8/release-pipeline',
  'camunda-8/workplace-move',
  'activiti/leave-approval',
];

describe('imported models on Temporal', () => {
  const models = listForeignModels().filter(({ name }) => chosen.includes(name));
  let env: TemporalEnv;

  beforeAll(async () => {
    env = await createTimeSkippingEnv();
    await env.startWorker();
  }, 120_000);

  afterAll(() => env.stop());

  it.each(models.map((model) => [model.name, model] as const))('run: %s', async (_, model) => {
    // given
    const { script } = model;
    if (script === undefined) throw new TypeError(`Expected a script of ${model.name}`);
    const { programs, decisions } = await importModel(model.files);
    const board = createJobBoard(env);
    const driver = createTemporalDriver({ name: 'temporal', env, board, isClockStill: true });

    // when
    const deployable = { programs, decisions };
    const { instances, works } = await runCase(driver, 'plain', script, deployable, []);

    // then
    expect(standingOf(script.expect, instances, works)).toEqual(demandedStanding(script.expect));
  });
});
