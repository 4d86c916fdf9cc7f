import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import {
  cancelInstanceUpdate,
  completeTaskUpdate,
  deliverMessageSignal,
  retryIncidentUpdate,
  setVariablesUpdate,
} from '../../workflows/messages.js';
import { createDevTemporalEnv, type TemporalEnv } from '../support/temporal-env.js';
import {
  completeTask,
  deploy,
  findTask,
  startInstance,
  tester,
} from '../support/temporal-instances.js';
import { waitUntil } from '../support/temporal-quiet.js';

const approval = `
  <process id="approval" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="approve" />
    <userTask id="approve" /><sequenceFlow id="f2" sourceRef="approve" targetRef="file" />
    <userTask id="file" /><sequenceFlow id="f3" sourceRef="file" targetRef="end" /><endEvent id="end" />
  </process>`;

const job = (type: string, retries: number): string => `
  <process id="jobs" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="work" />
    <serviceTask id="work"><extensionElements>
      <lemniscate:job type="${type}" retries="${retries}" retryBackoff="PT0.01S" />
    </extensionElements></serviceTask>
    <sequenceFlow id="f2" sourceRef="work" targetRef="end" /><endEvent id="end" />
  </process>`;

const waiting = `
  <message id="m" name="paid"><extensionElements><lemniscate:correlation key="=order" /></extensionElements></message>
  <process id="waiting" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="catch" />
    <intermediateCatchEvent id="catch"><messageEventDefinition id="med" messageRef="m" /></intermediateCatchEvent>
    <sequenceFlow id="f2" sourceRef="catch" targetRef="next" /><userTask id="next" />
    <sequenceFlow id="f3" sourceRef="next" targetRef="end" /><endEvent id="end" />
  </process>`;

const approvedThenWaiting = `
  <message id="m" name="paid"><extensionElements><lemniscate:correlation key="=order" /></extensionElements></message>
  <process id="approved" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="approve" />
    <userTask id="approve" /><sequenceFlow id="f2" sourceRef="approve" targetRef="catch" />
    <intermediateCatchEvent id="catch"><messageEventDefinition id="med" messageRef="m" /></intermediateCatchEvent>
    <sequenceFlow id="f3" sourceRef="catch" targetRef="end" /><endEvent id="end" />
  </process>`;

describe('process workflow', () => {
  let env: TemporalEnv;
  let calls = 0;

  beforeAll(async () => {
    env = await createDevTemporalEnv();
    await env.startWorker({
      jobWorkers: {
        fails: () => Promise.reject(new TypeError('no connection')),
        mended: () =>
          (calls += 1) > 2 ? Promise.resolve({ calls }) : Promise.reject(new TypeError('not yet')),
      },
    });
  });

  afterAll(async () => {
    await env.stop();
  });

  it('answers a completion after its facts are stored', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, approval));

    // when
    const { seq } = await completeTask(env, handle, 'approve', { agreed: true });

    // then
    expect(env.ports.factsOf(handle.workflowId).at(-1)?.seq).toBe(seq);
    expect(env.ports.recordsOf(handle.workflowId, 'taskOpened').at(-1)?.elementId).toBe('file');
    await completeTask(env, handle, 'file');
    expect(await handle.result()).toEqual({ outcome: { type: 'completed' } });
  });

  it('numbers facts without gaps', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, approval));

    // when
    await completeTask(env, handle, 'approve');
    await completeTask(env, handle, 'file');
    await handle.result();

    // then
    const seqs = env.ports.factsOf(handle.workflowId).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  it('applies a command once however often it is sent', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, approval));
    const taskId = await findTask(env, handle.workflowId, 'approve');
    const command = {
      commandId: randomUUID(),
      taskId,
      assignmentEpoch: 1,
      variables: {},
      actor: tester,
    };

    // when
    const send = () => handle.executeUpdate(completeTaskUpdate, { args: [command] });
    const answers = [...(await Promise.all([send(), send(), send()])), await send()];

    // then
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    expect(env.ports.recordsOf(handle.workflowId, 'taskCompleted')).toHaveLength(1);
    await cancel(handle);
  });

  it('refuses a second completion, an unknown task and a stale assignment, without a trace in the history', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, approval));
    const taskId = await findTask(env, handle.workflowId, 'approve');
    await completeTask(env, handle, 'approve');
    const next = await findTask(env, handle.workflowId, 'file');
    const before = (await handle.describe()).historyLength;

    // when
    const refusals = [
      await refusalOf(send(handle, taskId, 1)),
      await refusalOf(send(handle, 'nothing', 1)),
      await refusalOf(send(handle, next, 7)),
    ];

    // then
    expect(refusals).toEqual(['unknownTask', 'unknownTask', 'staleAssignment']);
    expect((await handle.describe()).historyLength).toBe(before);
    await cancel(handle);
  });

  it('lets one of two people complete a task when both try at once', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, approval));
    const taskId = await findTask(env, handle.workflowId, 'approve');

    // when
    const refusals = await Promise.all([
      refusalOf(send(handle, taskId, 1)),
      refusalOf(send(handle, taskId, 1)),
    ]);

    // then
    expect(refusals.sort()).toEqual(['unknownTask', undefined]);
    expect(env.ports.recordsOf(handle.workflowId, 'taskCompleted')).toHaveLength(1);
    await cancel(handle);
  });

  it('refuses more variables than the limit', async () => {
    // given
    const limits = { variableBytes: 2_000 };
    const handle = await startInstance(env, await deploy(env, approval), { limits });
    const taskId = await findTask(env, handle.workflowId, 'approve');

    // when
    const refusal = await refusalOf(send(handle, taskId, 1, { text: 'x'.repeat(3_000) }));

    // then
    expect(refusal).toBe('variablesTooLarge');
    await cancel(handle);
  });

  it('raises an incident when the attempts of a job are used up, and goes on after a retry', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, job('mended', 2)));
    const { incident } = await waitUntil('an incident', () =>
      env.ports.recordsOf(handle.workflowId, 'incidentRaised').at(0),
    );

    // when
    const { incidentId } = incident;
    await handle.executeUpdate(retryIncidentUpdate, {
      args: [{ commandId: randomUUID(), incidentId, actor: tester }],
    });

    // then
    expect(incident).toMatchObject({ code: 'jobFailed', message: 'not yet' });
    expect(await handle.result()).toEqual({ outcome: { type: 'completed' } });
    expect(calls).toBe(3);
  });

  it('raises an incident at once for a job that no worker serves', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, job('unheard-of', 3)));

    // when
    const { incident } = await waitUntil('an incident', () =>
      env.ports.recordsOf(handle.workflowId, 'incidentRaised').at(0),
    );

    // then
    expect(incident.message).toBe(
      "Expected a worker for jobs of type 'unheard-of' but none is registered",
    );
    await cancel(handle);
  });

  it('keeps a model from calling what only workflows may call', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, job('lemniscate.recordFacts', 1)));

    // when
    const { incident } = await waitUntil('an incident', () =>
      env.ports.recordsOf(handle.workflowId, 'incidentRaised').at(0),
    );

    // then
    expect(incident.message).toContain('reserved');
    await cancel(handle);
  });

  it('takes a message once however often it is delivered', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, waiting), {
      variables: { order: 'o-1' },
    });
    const { subscriptionId } = await waitUntil('a subscription', () =>
      env.ports.recordsOf(handle.workflowId, 'subscriptionOpened').at(0),
    );
    const message = { messageId: 'm-1', subscriptionId, variables: { amount: 5 } };

    // when
    await handle.signal(deliverMessageSignal, message);
    await handle.signal(deliverMessageSignal, message);
    await findTask(env, handle.workflowId, 'next');

    // then
    expect(env.ports.recordsOf(handle.workflowId, 'messageCorrelated')).toHaveLength(1);
    await cancel(handle);
  });

  it('takes a message that came before it knew of waiting for it when that comes again', async () => {
    // given
    const program = await deploy(env, approvedThenWaiting);
    const begin = () => startInstance(env, program, { variables: { order: 'o-1' } });
    const [first, second] = [await begin(), await begin()];
    const subscriptionOf = ({ workflowId }: WorkflowHandle): Promise<string> =>
      waitUntil(
        'a subscription',
        () => env.ports.recordsOf(workflowId, 'subscriptionOpened').at(0)?.subscriptionId,
      );
    await completeTask(env, first, 'approve', {});
    const subscriptionId = (await subscriptionOf(first)).replace(
      first.workflowId,
      second.workflowId,
    );
    const message = { messageId: 'm-1', subscriptionId, variables: {} };

    // when
    await second.signal(deliverMessageSignal, message);
    await completeTask(env, second, 'approve', {});
    expect(await subscriptionOf(second)).toBe(subscriptionId);
    await second.signal(deliverMessageSignal, message);
    await second.signal(deliverMessageSignal, message);

    // then
    expect(await second.result()).toMatchObject({ outcome: { type: 'completed' } });
    expect(env.ports.recordsOf(second.workflowId, 'messageCorrelated')).toHaveLength(1);
    await cancel(first);
  });

  it("takes Temporal's own cancellation as the instance's", async () => {
    // given
    const handle = await startInstance(env, await deploy(env, approval));
    await findTask(env, handle.workflowId, 'approve');

    // when
    await handle.cancel();

    // then
    expect(await handle.result()).toMatchObject({ outcome: { type: 'canceled' } });
    expect(env.ports.recordsOf(handle.workflowId, 'taskCanceled')).toHaveLength(1);
    expect(env.ports.recordsOf(handle.workflowId, 'instanceCanceled')).toHaveLength(1);
  });

  it('sends large variables by hash', async () => {
    // given
    const handle = await startInstance(env, await deploy(env, approval));
    const text = 'x'.repeat(100_000);

    // when
    const command = { commandId: randomUUID(), variables: { text }, actor: tester };
    await handle.executeUpdate(setVariablesUpdate, { args: [command] });

    // then
    const { raw } = await handle.describe();
    expect(Number(raw.workflowExecutionInfo?.historySizeBytes)).toBeLessThan(20_000);
    expect(env.ports.recordsOf(handle.workflowId, 'variablesChanged').at(-1)?.variables).toEqual({
      text,
    });
    await cancel(handle);
  });

  it('fails an instance that cannot begin, so that whoever started it knows', async () => {
    // given
    const program = await deploy(env, approval);

    // when
    const handle = await startInstance(env, program, { startElementId: 'nowhere' });

    // then
    await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'unknownStartElement' } });
    expect(env.ports.factsOf(handle.workflowId)).toEqual([]);
  });

  it('goes on when the store has refused the facts for a while', async () => {
    // given
    const program = await deploy(env, approval);
    env.ports.refuseFacts(ApplicationFailure.nonRetryable('the store has a bug'), 2);

    // when
    const handle = await startInstance(env, program);
    await completeTask(env, handle, 'approve');

    // then
    const seqs = env.ports.factsOf(handle.workflowId).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    await cancel(handle);
  });

  function send(
    handle: WorkflowHandle,
    taskId: string,
    assignmentEpoch: number,
    variables = {},
  ): Promise<unknown> {
    const command = { commandId: randomUUID(), taskId, assignmentEpoch, variables, actor: tester };
    return handle.executeUpdate(completeTaskUpdate, { args: [command] });
  }

  async function cancel(handle: WorkflowHandle): Promise<void> {
    const command = { commandId: randomUUID(), reason: 'the test is over', actor: tester };
    await handle.executeUpdate(cancelInstanceUpdate, { args: [command] });
  }
});

async function refusalOf(sending: Promise<unknown>): Promise<string | null | undefined> {
  try {
    await sending;
    return undefined;
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (cause instanceof ApplicationFailure) return cause.type;
    throw error;
  }
}
