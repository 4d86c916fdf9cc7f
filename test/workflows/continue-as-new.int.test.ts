import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { completeTaskUpdate } from '../../workflows/messages.js';
import { createDevTemporalEnv, type TemporalEnv } from '../support/temporal-env.js';
import {
  completeTask,
  deploy,
  findTask,
  startInstance,
  tester,
} from '../support/temporal-instances.js';
import { waitUntil } from '../support/temporal-quiet.js';

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
});

function newRunAfter(handle: WorkflowHandle, runId: string): Promise<true> {
  return waitUntil('a new run', async () =>
    (await handle.describe()).runId === runId ? undefined : (true as const),
  );
}
