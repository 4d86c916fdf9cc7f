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
import { createTimeSkippingEnv, type TemporalEnv } from '../support/temporal-env.js';
import { waitUntil } from '../support/temporal-quiet.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const timer = (kind: StartTimerDefinition['kind'], value: string): StartTimerDefinition => ({
  kind,
  value: { type: 'constant', value },
});

describe('a timer starter', () => {
  let env: TemporalEnv;

  beforeAll(async () => {
    env = await createTimeSkippingEnv();
    await env.startWorker();
  });

  afterAll(() => env.stop());

  async function begin(
    definition: StartTimerDefinition,
    choices: { historyEvents?: number; deployedAt?: number } = {},
  ) {
    const { historyEvents, deployedAt = await env.testEnv.currentTimeMs() } = choices;
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

  /** The server's clock must not run ahead of a workflow task, so it stops at each firing. */
  async function sleepPast(at: number, { handle }: { handle: WorkflowHandle }): Promise<void> {
    const sleepUntil = async (instant: number): Promise<void> => {
      const now = await env.testEnv.currentTimeMs();
      if (instant > now) await env.testEnv.sleep(instant - now);
    };
    const readDue = async (): Promise<number> =>
      (await handle.query(timerPlanQuery)).dueAt ?? Infinity;
    for (let due = await readDue(); due <= at; due = await readDue()) {
      const before = due;
      await sleepUntil(before);
      await waitUntil('the timer to fire', async () =>
        (await readDue()) === before ? undefined : true,
      );
    }
  }

  it('starts an instance each time its cycle is due, over many runs', async () => {
    // given
    const starter = await begin(timer('cycle', 'R3/PT1H'), { historyEvents: 1 });
    const first = (await starter.handle.describe()).runId;

    // when
    await sleepPast(starter.deployedAt + 5 * HOUR_MS, starter);

    // then
    const dues = starter.firings().map(({ dueAt }) => dueAt - starter.deployedAt);
    expect(dues).toEqual([HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS]);
    expect((await starter.handle.describe()).runId).not.toBe(first);
  });

  it('goes on with the same timer in a newer version: nothing twice, nothing missed', async () => {
    // given
    const same = timer('cycle', 'R3/PT1H');
    const starter = await begin(same);
    await sleepPast(starter.deployedAt + HOUR_MS, starter);

    // when
    await starter.redeploy(2, await env.testEnv.currentTimeMs(), same);
    await sleepPast(starter.deployedAt + 9 * HOUR_MS, starter);
    await starter.redeploy(3, await env.testEnv.currentTimeMs(), same);

    // then
    await waitUntil('the third version', async () => {
      const plan = await starter.handle.query(timerPlanQuery);
      return plan.version === 3 && plan.dueAt === undefined ? plan : undefined;
    });
    const firings = starter.firings();
    expect(firings.map(({ dueAt }) => dueAt - starter.deployedAt)).toEqual([
      HOUR_MS,
      2 * HOUR_MS,
      3 * HOUR_MS,
    ]);
    expect(firings.map(({ processDefinitionKey }) => processDefinitionKey)).toEqual([
      'v1',
      'v2',
      'v2',
    ]);
  });

  it('begins anew with another timer, after the old version has served what was due before', async () => {
    // given
    const worker = await env.testEnv.currentTimeMs();
    const starter = await begin(timer('cycle', 'R/PT1H'), { deployedAt: worker - 2.5 * HOUR_MS });

    // when
    await starter.redeploy(2, worker, timer('duration', 'PT10H'));
    await sleepPast(worker + DAY_MS, starter);

    // then
    expect(
      starter.firings().map(({ version, dueAt }) => [version, (dueAt - worker) / HOUR_MS]),
    ).toEqual([
      [1, -1.5],
      [1, -0.5],
      [2, 10],
    ]);
  });

  it('ends when a version has no such timer, and ignores orders of older versions', async () => {
    // given
    const starter = await begin(timer('cycle', 'R/PT1H'));
    const now = await env.testEnv.currentTimeMs();

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
    const starter = await begin(timer('duration', 'PT1H'));
    env.ports.answerFiring = ({ version }) => (version === 1 ? 'moved' : 'started');

    // when
    await env.testEnv.sleep(HOUR_MS + 1_000);
    const before = starter.firings();
    await starter.redeploy(2, starter.deployedAt + HOUR_MS / 2, timer('duration', 'PT1H'));
    const fired = await waitUntil('a firing', () => starter.firings().at(0));

    // then
    expect(before).toEqual([]);
    expect(fired).toMatchObject({ version: 2, dueAt: starter.deployedAt + HOUR_MS });
  });
});
