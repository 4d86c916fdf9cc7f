import { temporal } from '@temporalio/proto';
import type { WorkflowHandle } from '@temporalio/client';
import { createDevTemporalEnv, type TemporalEnv } from '../support/temporal-env.js';
import { StoreUnavailableError } from '../support/temporal-errors.js';
import { deploy, startInstance } from '../support/temporal-instances.js';
import type { MemoryPorts } from '../support/temporal-memory-ports.js';
import { readRuns } from '../support/temporal-runs.js';
import { flows, job, process } from '../support/temporal-scenario.js';

jest.setTimeout(180_000);

/** How long a store takes that is not in memory. */
const STORE_MS = 20;
const { TIMEOUT_TYPE_START_TO_CLOSE } = temporal.api.enums.v1.TimeoutType;

const work = process(
  'work',
  `${job('first', 'count')}<scriptTask id="reckon" scriptFormat="javascript"><script>1 + 1</script></scriptTask>
   ${flows('start', 'first', 'reckon', 'end')}`,
);
const calling =
  process(
    'calling',
    `<callActivity id="call" calledElement="called" />${flows('start', 'call', 'end')}`,
  ) + process('called', `${job('inner', 'count')}${flows('start', 'inner', 'end')}`);

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, STORE_MS));

describe('a worker that remembers few instances', () => {
  let env: TemporalEnv;
  let slow: MemoryPorts;

  beforeAll(async () => {
    env = await createDevTemporalEnv();
    const { ports } = env;
    slow = { ...ports, recordFacts: (batch) => pause().then(() => ports.recordFacts(batch)) };
  });

  afterAll(() => env.stop());

  /** Begins instances at once and waits until all have ended. */
  async function carryOut(
    content: string,
    maxCachedInstances: number,
    count: number,
  ): Promise<WorkflowHandle[]> {
    const jobWorkers = { count: () => Promise.resolve({ count: 1 }) };
    const worker = await env.startWorker({ jobWorkers, maxCachedInstances, ports: slow });
    const program = await deploy(env, content);
    const handles = await Promise.all(
      Array.from({ length: count }, () => startInstance(env, program)),
    );
    for (const handle of handles) await handle.result();
    await worker.stop();
    return handles;
  }

  /** Workflow tasks that nobody answered. */
  async function countUnanswered(handles: readonly WorkflowHandle[]): Promise<number> {
    const runs = await Promise.all(
      handles.map(({ workflowId }) => readRuns(env.client, workflowId)),
    );
    const types = runs
      .flat()
      .flatMap(({ events }) => events)
      .map((event) => event.workflowTaskTimedOutEventAttributes?.timeoutType);
    return types.filter((type) => type === TIMEOUT_TYPE_START_TO_CLOSE).length;
  }

  it('finishes each of 50 instances, though it drops them in the middle of their work', async () => {
    // when
    const handles = await carryOut(work, 2, 50);

    // then
    for (const { workflowId } of handles) {
      const facts = env.ports.factsOf(workflowId);
      expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_fact, index) => index + 1));
      expect(env.ports.recordsOf(workflowId, 'jobCompleted')).toHaveLength(2);
      expect(env.ports.recordsOf(workflowId, 'incidentRaised')).toEqual([]);
      expect(env.ports.recordsOf(workflowId, 'instanceCompleted')).toHaveLength(1);
    }
  });

  it('drops none in the middle of its work, if it remembers a few for each workflow task at a time', async () => {
    // when
    const handles = await carryOut(work, 12, 30);

    // then
    expect(await countUnanswered(handles)).toBe(0);
  });

  it('takes no dropped question for an answer', async () => {
    // given: each question for a called process is asked in vain at first
    const asked = new Map<string, number>();
    slow.resolveCalledProcess = async (question) => {
      const { instanceId } = question.caller;
      const times = (asked.get(instanceId) ?? 0) + 1;
      asked.set(instanceId, times);
      if (times <= 2) throw new StoreUnavailableError();
      return env.ports.resolveCalledProcess(question);
    };

    // when
    const handles = await carryOut(calling, 2, 15);

    // then
    const told = env.ports.batches.flatMap(({ facts }) => facts.map(({ record }) => record.type));
    expect(told).not.toContain('incidentRaised');
    for (const { workflowId } of handles)
      expect(env.ports.recordsOf(workflowId, 'childEnded')).toHaveLength(1);
  });
});
