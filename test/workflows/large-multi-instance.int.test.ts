import type { Program } from '../../engine/index.js';
import { createDevTemporalEnv, type TemporalEnv } from '../support/temporal-env.js';
import { deploy, startInstance } from '../support/temporal-instances.js';
import { readRuns } from '../support/temporal-runs.js';
import { flows, job, process } from '../support/temporal-scenario.js';

jest.setTimeout(180_000);

/** As the compiler sets it: so much work of one loop is given out at a time. */
const MOST = 500;
const ITEMS = 2_000;
const CALLS = 60;
const MOST_CALLS = 20;

const repeated = (times: number): string =>
  `<multiInstanceLoopCharacteristics><loopCardinality>${times}</loopCardinality></multiInstanceLoopCharacteristics>`;

const jobs = process(
  'jobs',
  `${job('work', 'count', 1, repeated(ITEMS))}${flows('start', 'work', 'end')}`,
);
const calls =
  process(
    'caller',
    `<callActivity id="call" calledElement="called">${repeated(CALLS)}</callActivity>${flows('start', 'call', 'end')}`,
  ) + process('called', `${job('inner', 'count')}${flows('start', 'inner', 'end')}`);

/** The program with another limit for what its loops may have under way. */
function limit(program: Program, most: number): Program {
  const elements = program.elements.map((element) =>
    'most' in element.attributes
      ? { ...element, attributes: { ...element.attributes, most } }
      : element,
  );
  return { ...program, elements };
}

describe('a large multi-instance', () => {
  let env: TemporalEnv;

  beforeAll(async () => {
    env = await createDevTemporalEnv();
    await env.startWorker({ jobWorkers: { count: () => Promise.resolve({ count: 1 }) } });
  });

  afterAll(() => env.stop());

  const completedOf = (instanceId: string, elementId: string): number =>
    env.ports
      .recordsOf(instanceId, 'elementCompleted')
      .filter((each) => each.elementId === elementId).length;

  it('has at most 500 of its 2,000 jobs under way, over several runs, and does each once', async () => {
    // given
    const program = await deploy(env, jobs);

    // when
    const handle = await startInstance(env, program, { limits: { historyEvents: 2_500 } });
    await handle.result();

    // then
    const runs = await readRuns(env.client, handle.workflowId);
    const activities = runs.map(({ events }) =>
      peakOf(
        events.map((event) => {
          if (event.activityTaskScheduledEventAttributes) return 1;
          return event.activityTaskCompletedEventAttributes ? -1 : 0;
        }),
      ),
    );
    expect(runs.length).toBeGreaterThan(1);
    expect(Math.max(...activities.map(({ most }) => most))).toBe(MOST);
    expect(activities.map(({ left }) => left)).toEqual(runs.map(() => 0));
    expect(activities.reduce((sum, { begun }) => sum + begun, 0)).toBe(ITEMS);
    // The loop is an element of the same name as what it repeats.
    expect(completedOf(handle.workflowId, 'work')).toBe(ITEMS + 1);
  });

  it('has at most as many called processes under way as its program says', async () => {
    // given
    const program = limit(await deploy(env, calls), MOST_CALLS);

    // when
    const handle = await startInstance(env, program);
    await handle.result();

    // then
    const [run] = await readRuns(env.client, handle.workflowId);
    const children = peakOf(
      (run?.events ?? []).map((event) => {
        if (event.startChildWorkflowExecutionInitiatedEventAttributes) return 1;
        return event.childWorkflowExecutionCompletedEventAttributes ? -1 : 0;
      }),
    );
    expect(children).toEqual({ most: MOST_CALLS, left: 0, begun: CALLS });
    expect(completedOf(handle.workflowId, 'call')).toBe(CALLS + 1);
  });
});

/** The most that was under way at a time, what was so at the end, and all that has begun. */
function peakOf(changes: readonly number[]): { most: number; left: number; begun: number } {
  let most = 0;
  let left = 0;
  let begun = 0;
  for (const change of changes) {
    left += change;
    if (change > 0) begun += change;
    most = Math.max(most, left);
  }
  return { most, left, begun };
}
