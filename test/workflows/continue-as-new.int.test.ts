import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import {
  completeJobUpdate,
  completeTaskUpdate,
  deliverBpmnSignalSignal,
  deliverMessageSignal,
  setVariablesUpdate,
} from '../../workflows/messages.js';
import { createDevTemporalEnv, type TemporalEnv } from '../support/temporal-env.js';
import {
  completeTask,
  deploy,
  findTask,
  insist,
  startInstance,
  tester,
} from '../support/temporal-instances.js';
import { waitUntil } from '../support/temporal-quiet.js';
import { readRuns } from '../support/temporal-runs.js';

const limits = { historyEvents: 1 };

const flow = (source: string, target: string): string =>
  `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}" />`;

const calling = `
  <process id="caller" isExecutable="true">
    <startEvent id="start" /><parallelGateway id="fork" />
    <callActivity id="call" calledElement="called" /><userTask id="beside" />
    <parallelGateway id="join" /><endEvent id="end" />
    ${flow('start', 'fork')}${flow('fork', 'call')}${flow('fork', 'beside')}
    ${flow('call', 'join')}${flow('beside', 'join')}${flow('join', 'end')}
  </process>
  <process id="called" isExecutable="true">
    <startEvent id="begin" /><userTask id="inner" /><endEvent id="finish" />
    ${flow('begin', 'inner')}${flow('inner', 'finish')}
  </process>`;

const loop = `
  <process id="loop" isExecutable="true">
    <startEvent id="start" /><exclusiveGateway id="again" /><userTask id="step" />
    <exclusiveGateway id="enough" default="enough-again" /><endEvent id="end" />
    ${flow('start', 'again')}${flow('again', 'step')}${flow('step', 'enough')}${flow('enough', 'again')}
    <sequenceFlow id="enough-end" sourceRef="enough" targetRef="end">
      <conditionExpression xsi:type="tFormalExpression">round &gt;= 12</conditionExpression>
    </sequenceFlow>
  </process>`;

/** A called process and a job of days are under way while messages and signals come in. */
const busy = `
  <message id="m" name="parcel" /><signal id="s" name="bell" />
  <process id="busy" isExecutable="true">
    <startEvent id="start" /><parallelGateway id="fork" />
    <callActivity id="call" calledElement="called" /><userTask id="work" />
    <serviceTask id="errand"><extensionElements><lemniscate:job type="errand" worker="external" /></extensionElements></serviceTask>
    <boundaryEvent id="arrived" attachedToRef="work" cancelActivity="false"><messageEventDefinition id="md" messageRef="m" /></boundaryEvent>
    <boundaryEvent id="rang" attachedToRef="work" cancelActivity="false"><signalEventDefinition id="sd" signalRef="s" /></boundaryEvent>
    <endEvent id="noted" /><endEvent id="heard" /><parallelGateway id="join" /><endEvent id="end" />
    ${['call', 'work', 'errand'].map((id) => flow('fork', id) + flow(id, 'join')).join('')}
    ${flow('start', 'fork')}${flow('join', 'end')}${flow('arrived', 'noted')}${flow('rang', 'heard')}
  </process>
  <process id="called" isExecutable="true">
    <startEvent id="begin" /><userTask id="inner" /><endEvent id="finish" />
    ${flow('begin', 'inner')}${flow('inner', 'finish')}
  </process>`;

describe('continuing as new', () => {
  let env: TemporalEnv;

  beforeAll(async () => {
    env = await createDevTemporalEnv();
    await env.startWorker();
  });

  afterAll(async () => {
    await env.stop();
  });

  it('begins a new run at rest, and no history grows with the instance', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, loop), { limits });
    const runs = new Set<string>();

    // when
    for (let round = 1; round <= 12; round += 1) {
      await completeTask(env, handle, 'step', { round });
      runs.add((await handle.describe()).runId);
    }

    // then
    const { historyLength } = await handle.describe();
    expect(await handle.result()).toEqual({ outcome: { type: 'completed' } });
    expect(runs.size).toBeGreaterThan(5);
    expect(historyLength).toBeLessThan(20);
    const seqs = env.ports.factsOf(handle.workflowId).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  it('remembers in a new run which commands it has applied', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, loop), { limits });
    const taskId = await findTask(env, handle.workflowId, 'step');
    const command = {
      commandId: randomUUID(),
      taskId,
      assignmentEpoch: 1,
      variables: { round: 1 },
      actor: tester,
    };
    await handle.executeUpdate(completeTaskUpdate, { args: [command] });
    const firstRun = (await handle.describe()).runId;
    await completeTask(env, handle, 'step', { round: 2 });
    await newRunAfter(handle, firstRun);

    // when
    await handle.executeUpdate(completeTaskUpdate, { args: [command] });

    // then
    expect(env.ports.recordsOf(handle.workflowId, 'taskCompleted')).toHaveLength(2);
    await handle.terminate();
  });

  it('hears of the end of a called process that outlived the run that called it', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, calling), { limits });
    const firstRun = (await handle.describe()).runId;
    await completeTask(env, handle, 'beside');
    await newRunAfter(handle, firstRun);
    const called = await waitUntil('a called instance', () =>
      env.ports.instancesOf(handle.workflowId).find(({ parentInstanceId }) => parentInstanceId),
    );

    // when
    await completeTask(env, env.client.workflow.getHandle(called.instanceId), 'inner');

    // then
    expect(await handle.result()).toEqual({ outcome: { type: 'completed' } });
    expect(env.ports.recordsOf(handle.workflowId, 'childEnded')).toHaveLength(1);
  });

  it('loses and doubles no message and no signal while a called process and a long job are open', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, busy), { limits });
    const { workflowId } = handle;
    const subscription = await waitUntil('a subscription', () =>
      env.ports.recordsOf(workflowId, 'subscriptionOpened').find(({ kind }) => kind === 'message'),
    );
    const job = await waitUntil('a job', () => openJobOf(workflowId));
    const called = await waitUntil('a called instance', () =>
      env.ports.instancesOf(workflowId).find(({ parentInstanceId }) => parentInstanceId),
    );
    const numbers = Array.from({ length: 12 }, (_each, index) => index + 1);

    // when: each arrives twice, and every few of them meet a new run
    for (const number of numbers) {
      const { subscriptionId } = subscription;
      const message = { messageId: `m-${number}`, subscriptionId, variables: {} };
      const signal = { deliveryId: `s-${number}`, name: 'bell', variables: {} };
      await Promise.all([
        handle.signal(deliverMessageSignal, message),
        handle.signal(deliverBpmnSignalSignal, signal),
        setNumber(handle, number),
        handle.signal(deliverBpmnSignalSignal, signal),
        handle.signal(deliverMessageSignal, message),
      ]);
    }
    const outcome = { type: 'completed', variables: {} } as const;
    const answer = { commandId: randomUUID(), jobId: job.jobId, outcome };
    await insist(() => handle.executeUpdate(completeJobUpdate, { args: [answer] }));
    await completeTask(env, env.client.workflow.getHandle(called.instanceId), 'inner');
    await completeTask(env, handle, 'work');

    // then
    expect(await handle.result()).toEqual({ outcome: { type: 'completed' } });
    const taken = env.ports.recordsOf(workflowId, 'messageCorrelated');
    expect(taken.map(({ messageId }) => messageId).sort()).toEqual(
      numbers.map((number) => `m-${number}`).sort(),
    );
    const counts = ['noted', 'heard', 'errand', 'call', 'end'].map((id) =>
      completionsOf(workflowId, id),
    );
    expect(counts).toEqual([12, 12, 1, 1, 1]);
    expect((await readRuns(env.client, workflowId)).length).toBeGreaterThan(3);
  });

  const openJobOf = (instanceId: string) =>
    [...env.ports.externalJobs.values()].find((each) => each.instance.instanceId === instanceId);

  const completionsOf = (instanceId: string, elementId: string): number =>
    env.ports
      .recordsOf(instanceId, 'elementCompleted')
      .filter((each) => each.elementId === elementId).length;
});

async function setNumber(handle: WorkflowHandle, number: number): Promise<void> {
  const command = { commandId: randomUUID(), variables: { number }, actor: tester };
  await insist(() => handle.executeUpdate(setVariablesUpdate, { args: [command] }));
}

function newRunAfter(handle: WorkflowHandle, runId: string): Promise<true> {
  return waitUntil('a new run', async () =>
    (await handle.describe()).runId === runId ? undefined : (true as const),
  );
}
