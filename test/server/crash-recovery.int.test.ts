import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Fact, ProcessInstance, UserTask } from '../../server/contract/index.js';
import { logIn, type TestClient } from '../support/create-test-app.js';
import {
  CRASH_CLOCK_ID,
  CRASH_MESSAGE,
  CRASH_PEOPLE,
  CRASH_PERIOD_MS,
  CRASH_PROCESS_ID,
  CRASH_TASK_QUEUE,
  crashKinds,
  crashProcess,
  crashStories,
  type CrashKind,
} from '../support/crash-process.js';
import { startEmbeddedApp, type AppProcess, type EmbeddedApp } from '../support/embedded-app.js';
import { WaitedTooLongError } from '../support/temporal-errors.js';

jest.setTimeout(300_000);

/** What the client was promised: an instance by key, and completions that were answered. */
interface PromisedInstance {
  readonly kind: CrashKind;
  readonly commandId: string;
  readonly key: string;
  completion?: { readonly taskKey: string; readonly commandId: string };
}

const SLOW_JOB_MS = 2_500;
const TIMER_MS = 6_000;
const INSTANCES = 50;
/** What was reserved by a part that is gone is taken up after a while. */
const PATIENCE_MS = 150_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until there is an answer: what a browser or a caller's script does while the product is down. */
async function insist<Value>(
  what: string,
  attempt: () => Promise<Value | undefined>,
): Promise<Value> {
  const giveUpAt = Date.now() + PATIENCE_MS;
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
  let dirk: TestClient;
  /** When the clock was deployed: not before the first instant and not after the second. */
  let deployed: { readonly from: number; readonly to: number };
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
    const from = Date.now();
    const answer = await paula.post('/v2/deployments', {
      resources: [{ name: 'crash-recovery.bpmn', content: crashProcess }],
    });
    deployed = { from, to: Date.now() };
    expect(answer).toMatchObject({ status: 201 });
    dirk = await logIn(app.baseUrl, 'dirk', 'dirk-demo-1');
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
          variables: { kind, number, parcel: commandId, wait: `PT${TIMER_MS / 1_000}S` },
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

  /** A message that its sender sends again until it is answered. */
  const publish = ({ commandId }: PromisedInstance): Promise<true> =>
    insist('an answer to a message', async () => {
      const { status } = await dirk.post('/v2/messages/publication', {
        name: CRASH_MESSAGE,
        correlationKey: commandId,
        messageId: `parcel-${commandId}`,
        timeToLive: 'PT1H',
        variables: {},
      });
      return status === 200 ? true : undefined;
    });

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

  const storied = new Set(Object.values(crashStories).flatMap((each) => Object.keys(each)));

  async function checkStory(instance: PromisedInstance): Promise<void> {
    const facts = await readFacts(instance.key);
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_fact, index) => index + 1));
    expect(countOf(facts, 'instanceStarted')).toBe(1);
    expect(countOf(facts, 'instanceCompleted')).toBe(1);
    expect(countOf(facts, 'incidentRaised')).toBe(0);
    const told = { ...crashStories[instance.kind] };
    for (const type of storied)
      expect({ type, count: countOf(facts, type) }).toEqual({ type, count: told[type] ?? 0 });
    if (instance.completion) {
      const written = facts.filter(
        ({ type, data }) =>
          type === 'variablesChanged' &&
          JSON.stringify(data).includes(instance.completion?.commandId ?? ''),
      );
      expect(written).toHaveLength(1);
    }
  }

  /** Strikes while 50 instances wait in different ways, updates and messages are under way; then all must end well. */
  async function strike(blow: () => Promise<void>): Promise<void> {
    // given
    const before = await countInstances();
    const ledger = await Promise.all(
      Array.from({ length: INSTANCES }, (_each, index) =>
        start(crashKinds[index % crashKinds.length] ?? 'task', index),
      ),
    );
    const updating = await Promise.all(
      ofKind(ledger, 'update').map(async (instance) => ({
        instance,
        task: await openTask(instance),
      })),
    );

    const people = ofKind(ledger, 'people');
    await completeAll(people);

    // when
    const underWay = Promise.all([
      ...updating.map(({ instance, task }) => complete(instance, task)),
      ...ofKind(ledger, 'message').map(publish),
    ]);
    await pause(15);
    await blow();
    await underWay;
    await completeAll(ofKind(ledger, 'task'));
    for (let left = CRASH_PEOPLE - 1; left > 0; left -= 1) await completeAll(people);

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

  it('begins one instance for each instant of a timer start, through all that', async () => {
    // given
    const due = (since: number): number => Math.floor((Date.now() - since) / CRASH_PERIOD_MS);
    const atLeast = due(deployed.to);

    // when
    const begun = await insist('the instances that were due', async () => {
      const count = await countInstances(CRASH_CLOCK_ID);
      return count >= atLeast ? count : undefined;
    });

    // then
    expect(atLeast).toBeGreaterThan(5);
    expect(begun).toBeLessThanOrEqual(due(deployed.from));
  });

  async function countInstances(processDefinitionId = CRASH_PROCESS_ID): Promise<number> {
    return insist('the number of instances', async () => {
      const { body } = await anna.post<{ page: { totalItems: number } }>(
        '/v2/process-instances/search',
        {
          filter: { processDefinitionId },
          page: { from: 0, limit: 1 },
        },
      );
      return body.page.totalItems;
    });
  }
});
