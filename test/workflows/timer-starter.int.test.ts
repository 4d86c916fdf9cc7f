import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { StartTimerDefinition } from '../../engine/index.js';
import type { $timerStarter } from '../../workflows/timer-starter.js';
import {
  changeTimerSignal,
  TIMER_STARTER_TYPE,
  timerPlanQuery,
  type TimerChange,
  type TimerOrder,
} from '../../workflows/timer-starter-messages.js';
import { createDevTemporalEnv, type TemporalEnv } from '../support/temporal-env.js';
import { waitUntil } from '../support/temporal-quiet.js';

/** The shortest interval that a cycle may have. */
const SECOND_MS = 1_000;

const timer = (kind: StartTimerDefinition['kind'], value: string): StartTimerDefinition => ({
  kind,
  value: { type: 'constant', value },
});

describe('a timer starter', () => {
  let env: TemporalEnv;

  beforeAll(async () => {
    env = await createDevTemporalEnv();
    await env.startWorker();
  });

  afterAll(() => env.stop());

  async function begin(
    definition: StartTimerDefinition,
    choices: { historyEvents?: number; deployedAt?: number } = {},
  ) {
    const { historyEvents, deployedAt = Date.now() } = choices;
    const starterId = randomUUID();
    const order: TimerOrder = {
      version: 1,
      processDefinitionKey: 'v1',
      elementId: 'begin',
      timer: definition,
      zone: 'UTC',
      deployedAt,
    };
    const limit = historyEvents === undefined ? {} : { historyEvents };
    const handle = await env.client.workflow.start<typeof $timerStarter>(TIMER_STARTER_TYPE, {
      workflowId: starterId,
      taskQueue: env.taskQueue,
      args: [{ organisationId: 'test', starterId, order, ...limit }],
    });
    const firings = () => env.ports.firings.filter((each) => each.starterId === starterId);
    const redeploy = (
      version: number,
      at: number,
      next: StartTimerDefinition | null,
    ): Promise<void> => {
      const key = `v${version}`;
      const moved =
        next === null
          ? null
          : { ...order, version, processDefinitionKey: key, timer: next, deployedAt: at };
      const change: TimerChange = { version, deployedAt: at, order: moved };
      return handle.signal(changeTimerSignal, change);
    };
    return { handle, order, firings, redeploy, deployedAt };
  }

  const fired = (starter: Awaited<ReturnType<typeof begin>>, times: number): Promise<true> =>
    waitUntil(`${times} firings`, () => starter.firings().length >= times || undefined);

  const isOver = (handle: WorkflowHandle, version: number): Promise<true> =>
    waitUntil('an end of firings', async () => {
      const plan = await handle.query(timerPlanQuery);
      return (plan.version === version && plan.dueAt === undefined) || undefined;
    });

  it('starts an instance each time its cycle is due, over many runs', async () => {
    // given
    const starter = await begin(timer('cycle', 'R3/PT1S'), { historyEvents: 1 });
    const first = (await starter.handle.describe()).runId;

    // when
    await isOver(starter.handle, 1);

    // then
    const dues = starter.firings().map(({ dueAt }) => dueAt - starter.deployedAt);
    expect(dues).toEqual([SECOND_MS, 2 * SECOND_MS, 3 * SECOND_MS]);
    expect((await starter.handle.describe()).runId).not.toBe(first);
  });

  it('goes on with the same timer in a newer version: nothing twice, nothing missed', async () => {
    // given
    const same = timer('cycle', 'R3/PT1S');
    const starter = await begin(same);
    await fired(starter, 1);

    // when
    await starter.redeploy(2, Date.now(), same);
    await isOver(starter.handle, 2);
    await starter.redeploy(3, Date.now(), same);
    await isOver(starter.handle, 3);

    // then
    const firings = starter.firings();
    expect(firings.map(({ dueAt }) => dueAt - starter.deployedAt)).toEqual([
      SECOND_MS,
      2 * SECOND_MS,
      3 * SECOND_MS,
    ]);
    expect(firings.map(({ processDefinitionKey }) => processDefinitionKey)).toEqual([
      'v1',
      'v2',
      'v2',
    ]);
  });

  it('begins anew with another timer, after the old version has served what was due before', async () => {
    // given
    const now = Date.now();
    const starter = await begin(timer('cycle', 'R/PT1S'), { deployedAt: now - 2.5 * SECOND_MS });

    // when
    await starter.redeploy(2, now, timer('duration', 'PT2S'));
    await isOver(starter.handle, 2);

    // then
    expect(
      starter.firings().map(({ version, dueAt }) => [version, (dueAt - now) / SECOND_MS]),
    ).toEqual([
      [1, -1.5],
      [1, -0.5],
      [2, 2],
    ]);
  });

  it('ends when a version has no such timer, and ignores orders of older versions', async () => {
    // given
    const starter = await begin(timer('cycle', 'R/PT1H'));
    const now = Date.now();

    // when
    await starter.redeploy(3, now, timer('cycle', 'R/PT2H'));
    await starter.redeploy(2, now, timer('cycle', 'R/PT1M'));
    const served = await waitUntil('the third version', async () => {
      const { version } = await starter.handle.query(timerPlanQuery);
      return version === 3 ? version : undefined;
    });
    await starter.redeploy(4, now, null);
    await starter.handle.result();

    // then
    expect(served).toBe(3);
    expect(starter.firings()).toEqual([]);
  });

  it('leaves an instant to the newer version that serves it', async () => {
    // given
    const starter = await begin(timer('duration', 'PT1S'));
    env.ports.answerFiring = ({ version }) => (version === 1 ? 'moved' : 'started');

    // when
    await new Promise((resolve) => setTimeout(resolve, 2 * SECOND_MS));
    const before = starter.firings();
    await starter.redeploy(2, starter.deployedAt + SECOND_MS / 2, timer('duration', 'PT1S'));
    const fired = await waitUntil('a firing', () => starter.firings().at(0));

    // then
    expect(before).toEqual([]);
    expect(fired).toMatchObject({ version: 2, dueAt: starter.deployedAt + SECOND_MS });
  });
});
