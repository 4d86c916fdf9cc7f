import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Fact, ProcessInstance, UserTask } from '../../server/contract/index.js';
import { logIn, type TestClient } from '../support/create-test-app.js';
import {
  CRASH_PROCESS_ID,
  CRASH_TASK_QUEUE,
  crashProcess,
  type CrashKind,
} from '../support/crash-process.js';
import { startEmbeddedApp, type AppProcess, type EmbeddedApp } from '../support/embedded-app.js';
import { WaitedTooLongError } from '../support/temporal-errors.js';

jest.setTimeout(180_000);

/** What the client was promised: an instance by key, and completions that were answered. */
interface PromisedInstance {
  readonly kind: CrashKind;
  readonly commandId: string;
  readonly key: string;
  completion?: { readonly taskKey: string; readonly commandId: string };
}

const kinds: readonly CrashKind[] = ['task', 'timer', 'job', 'update'];
const SLOW_JOB_MS = 2_500;
const TIMER_MS = 6_000;
const INSTANCES = 50;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until there is an answer: what a browser or a caller's script does while the product is down. */
async function insist<Value>(
  what: string,
  attempt: () => Promise<Value | undefined>,
): Promise<Value> {
  const giveUpAt = Date.now() + 90_000;
  for (;;) {
    const value = await attempt().catch(() => undefined);
    if (value !== undefined) return value;
    if (Date.now() > giveUpAt) throw new WaitedTooLongError(what);
    await pause(250);
  }
}

describe('after a part is killed', () => {
  let app: EmbeddedApp;
  let anna: TestClient;
  let jobWorker: ChildProcess | undefined;
  let isOver = false;

  /** Runs until the tests end, whatever befalls it: a team's own worker is supervised too. */
  function startJobWorker(): void {
    jobWorker = spawn(
      process.execPath,
      [
        path.join(__dirname, '../support/slow-job-worker.mjs'),
        app.temporalAddress,
        CRASH_TASK_QUEUE,
        String(SLOW_JOB_MS),
      ],
      { stdio: 'ignore' },
    );
    jobWorker.once('exit', () => {
      if (!isOver) setTimeout(startJobWorker, 500);
    });
  }

  beforeAll(async () => {
    app = await startEmbeddedApp();
    const paula = await logIn(app.baseUrl, 'paula', 'paula-demo-1');
    const deployed = await paula.post('/v2/deployments', {
      resources: [{ name: 'crash-recovery.bpmn', content: crashProcess }],
    });
    expect(deployed).toMatchObject({ status: 201 });
    anna = await logIn(app.baseUrl, 'anna', 'anna-demo-1');
    startJobWorker();
  });

  afterAll(async () => {
    isOver = true;
    jobWorker?.kill('SIGKILL');
    await app.stop();
  });

  async function start(kind: CrashKind, number: number): Promise<PromisedInstance> {
    const commandId = randomUUID();
    const key = await insist('an instance', async () => {
      const { status, body } = await anna.post<{ processInstanceKey: string }>(
        '/v2/process-instances',
        {
          processDefinitionId: CRASH_PROCESS_ID,
          variables: { kind, number, wait: `PT${TIMER_MS / 1_000}S` },
          commandId,
        },
      );
      return status === 201 || status === 200 ? body.processInstanceKey : undefined;
    });
    return { kind, commandId, key };
  }

  const openTask = (instance: PromisedInstance): Promise<UserTask> =>
    insist('an open task', async () => {
      const { body } = await anna.post<{ items: UserTask[] }>('/v2/user-tasks/search', {
        filter: { processInstanceKey: instance.key, state: ['created'] },
      });
      return body.items[0];
    });

  async function complete(instance: PromisedInstance, task: UserTask): Promise<void> {
    const commandId = randomUUID();
    await insist('an answer to a completion', async () => {
      const { status, body } = await anna.post<{ state: string }>(
        `/v2/user-tasks/${task.userTaskKey}/completion`,
        { commandId, assignmentEpoch: task.assignmentEpoch, variables: { doneBy: commandId } },
      );
      return status === 200 || status === 202 ? body.state : undefined;
    });
    instance.completion = { taskKey: task.userTaskKey, commandId };
  }

  const ofKind = (ledger: readonly PromisedInstance[], kind: CrashKind): PromisedInstance[] =>
    ledger.filter((instance) => instance.kind === kind);

  const completeAll = (instances: readonly PromisedInstance[]): Promise<void[]> =>
    Promise.all(instances.map(async (instance) => complete(instance, await openTask(instance))));

  async function kill(victim: AppProcess): Promise<void> {
    if (victim === 'worker') jobWorker?.kill('SIGKILL');
    await app.kill(victim);
  }

  const readFacts = async (key: string): Promise<readonly Fact[]> =>
    (await anna.get<{ items: Fact[] }>(`/v2/process-instances/${key}/facts?limit=500`)).body.items;

  const waitForEnd = (instance: PromisedInstance): Promise<ProcessInstance> =>
    insist(`the end of a '${instance.kind}' instance`, async () => {
      const { body } = await anna.get<ProcessInstance>(`/v2/process-instances/${instance.key}`);
      return body.state === 'completed' ? body : undefined;
    });

  const countOf = (facts: readonly Fact[], type: string): number =>
    facts.filter((fact) => fact.type === type).length;

  async function checkStory(instance: PromisedInstance): Promise<void> {
    const facts = await readFacts(instance.key);
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_fact, index) => index + 1));
    expect(countOf(facts, 'instanceStarted')).toBe(1);
    expect(countOf(facts, 'instanceCompleted')).toBe(1);
    expect(countOf(facts, 'incidentRaised')).toBe(0);
    const isTask = instance.kind === 'task' || instance.kind === 'update';
    expect(countOf(facts, 'taskCompleted')).toBe(isTask ? 1 : 0);
    expect(countOf(facts, 'timerFired')).toBe(instance.kind === 'timer' ? 1 : 0);
    expect(countOf(facts, 'jobCompleted')).toBe(instance.kind === 'job' ? 1 : 0);
    if (instance.completion) {
      const written = facts.filter(
        ({ type, data }) =>
          type === 'variablesChanged' &&
          JSON.stringify(data).includes(instance.completion?.commandId ?? ''),
      );
      expect(written).toHaveLength(1);
    }
  }

  /** Strikes while 50 instances wait in different ways and updates are under way; then all must end well. */
  async function strike(blow: () => Promise<void>): Promise<void> {
    // given
    const before = await countInstances();
    const ledger = await Promise.all(
      Array.from({ length: INSTANCES }, (_each, index) =>
        start(kinds[index % kinds.length] ?? 'task', index),
      ),
    );
    const updating = await Promise.all(
      ofKind(ledger, 'update').map(async (instance) => ({
        instance,
        task: await openTask(instance),
      })),
    );

    // when
    const updates = Promise.all(updating.map(({ instance, task }) => complete(instance, task)));
    await pause(15);
    await blow();
    await updates;
    await completeAll(ofKind(ledger, 'task'));

    // then
    await Promise.all(ledger.map(waitForEnd));
    for (const instance of ledger) await checkStory(instance);
    expect((await countInstances()) - before).toBe(INSTANCES);
  }

  it.each<AppProcess>(['worker', 'server', 'temporal', 'mongod'])(
    'loses and doubles nothing when the %s is killed amid 50 instances',
    async (victim) => {
      const pid = await app.pidOf(victim);
      await strike(() => kill(victim));
      expect(await app.pidOf(victim)).not.toBe(pid);
    },
  );

  it('loses and doubles nothing when all is killed and stays down until timers are due', async () => {
    await strike(async () => {
      for (const part of ['supervisor', 'worker', 'server', 'temporal', 'mongod'] as const) {
        await kill(part);
      }
      await pause(TIMER_MS);
      await app.start();
    });
  });

  async function countInstances(): Promise<number> {
    return insist('the number of instances', async () => {
      const { body } = await anna.post<{ page: { totalItems: number } }>(
        '/v2/process-instances/search',
        {
          filter: { processDefinitionId: CRASH_PROCESS_ID },
          page: { from: 0, limit: 1 },
        },
      );
      return body.page.totalItems;
    });
  }
});
