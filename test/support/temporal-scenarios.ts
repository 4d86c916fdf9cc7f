import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import {
  cancelInstanceUpdate,
  deliverMessageSignal,
  recallMessageUpdate,
  retryIncidentUpdate,
  suspendInstanceUpdate,
  type ProcessWorkflowLimits,
} from '../../workflows/messages.js';
import {
  changeTimerSignal,
  TIMER_STARTER_TYPE,
  type TimerOrder,
} from '../../workflows/timer-starter-messages.js';
import { completeTask, tester } from './temporal-instances.js';
import { elementScenarios } from './temporal-element-scenarios.js';
import { waitUntil } from './temporal-quiet.js';
import { flow, job, process, type Scenario } from './temporal-scenario.js';

/** Job workers that the scenarios need; the second try of `moody` succeeds. */
export function createScenarioJobs(): Record<string, () => Promise<Record<string, number>>> {
  let tries = 0;
  return {
    count: () => Promise.resolve({ count: 1 }),
    moody: () =>
      (tries += 1) === 1 ? Promise.reject(new TypeError('not now')) : Promise.resolve({}),
  };
}

const people: Scenario = {
  name: 'people-in-a-row',
  content: process(
    'people',
    `<userTask id="first" /><userTask id="second" />${flow('start', 'first')}${flow('first', 'second')}${flow('second', 'end')}`,
  ),
  async carryOut(env, handle) {
    await completeTask(env, handle, 'first', { done: true });
    await completeTask(env, handle, 'second');
    await handle.result();
  },
};

const fork: Scenario = {
  name: 'jobs-beside-each-other',
  content: process(
    'jobs',
    `<parallelGateway id="fork" />${job('left', 'count')}${job('right', 'count')}<parallelGateway id="join" />
     ${flow('start', 'fork')}${flow('fork', 'left')}${flow('fork', 'right')}${flow('left', 'join')}${flow('right', 'join')}${flow('join', 'end')}`,
  ),
  carryOut: async (_env, handle) => void (await handle.result()),
};

const incident: Scenario = {
  name: 'incident-retried',
  content: process(
    'moody',
    `${job('work', 'moody')}${flow('start', 'work')}${flow('work', 'end')}`,
  ),
  async carryOut({ ports }, handle) {
    const { incident: raised } = await waitUntil('an incident', () =>
      ports.recordsOf(handle.workflowId, 'incidentRaised').at(0),
    );
    const command = { commandId: randomUUID(), incidentId: raised.incidentId, actor: tester };
    await handle.executeUpdate(retryIncidentUpdate, { args: [command] });
    await handle.result();
  },
};

const message: Scenario = {
  name: 'timer-and-message',
  content: `<message id="m" name="paid"><extensionElements><lemniscate:correlation key="=&quot;k&quot;" /></extensionElements></message>
    ${process(
      'order',
      `<intermediateCatchEvent id="pause"><timerEventDefinition id="t"><timeDuration>PT0.2S</timeDuration></timerEventDefinition></intermediateCatchEvent>
       <intermediateCatchEvent id="wait"><messageEventDefinition id="med" messageRef="m" /></intermediateCatchEvent>
       ${flow('start', 'pause')}${flow('pause', 'wait')}${flow('wait', 'end')}`,
    )}`,
  async carryOut({ ports }, handle) {
    const { subscriptionId } = await waitUntil('a subscription', () =>
      ports.recordsOf(handle.workflowId, 'subscriptionOpened').at(0),
    );
    await handle.signal(deliverMessageSignal, { messageId: 'm', subscriptionId, variables: {} });
    await handle.result();
  },
};

const calls = (name: string, limits?: ProcessWorkflowLimits): Scenario => ({
  name,
  content:
    process(
      'caller',
      `<callActivity id="call" calledElement="called" />${flow('start', 'call')}<userTask id="after" />${flow('call', 'after')}${flow('after', 'end')}`,
    ) +
    process('called', `<userTask id="inner" />${flow('start', 'inner')}${flow('inner', 'end')}`),
  ...(limits && { limits }),
  async carryOut(env, handle) {
    const child = await waitUntil('a called instance', () =>
      env.ports.instancesOf(handle.workflowId).find((each) => each.parentInstanceId !== undefined),
    );
    await completeTask(env, env.client.workflow.getHandle(child.instanceId), 'inner');
    await completeTask(env, handle, 'after');
    await handle.result();
  },
});

const canceled: Scenario = {
  name: 'canceled-with-a-timer-running',
  content: process(
    'patient',
    `<userTask id="wait" /><boundaryEvent id="late" attachedToRef="wait" cancelActivity="false"><timerEventDefinition id="t"><timeDuration>P30D</timeDuration></timerEventDefinition></boundaryEvent>
     <endEvent id="told" />${flow('start', 'wait')}${flow('wait', 'end')}${flow('late', 'told')}`,
  ),
  async carryOut({ ports }, handle) {
    await waitUntil('a timer', () => ports.recordsOf(handle.workflowId, 'timerStarted').at(0));
    const command = { commandId: randomUUID(), reason: 'no longer needed', actor: tester };
    await handle.executeUpdate(cancelInstanceUpdate, { args: [command] });
    await handle.result();
  },
};

/** One message comes too late, another is taken back before it comes. */
const recalled: Scenario = {
  name: 'message-recalled',
  content: `<message id="m" name="paid" />
    ${process(
      'order',
      `<intermediateCatchEvent id="wait"><messageEventDefinition id="med" messageRef="m" /></intermediateCatchEvent><userTask id="after" />
       ${flow('start', 'wait')}${flow('wait', 'after')}${flow('after', 'end')}`,
    )}`,
  async carryOut(env, handle) {
    const { subscriptionId } = await waitUntil('a subscription', () =>
      env.ports.recordsOf(handle.workflowId, 'subscriptionOpened').at(0),
    );
    const delivery = (messageId: string) => ({ messageId, subscriptionId, variables: {} });
    await handle.executeUpdate(recallMessageUpdate, {
      args: [{ messageId: 'recalled', subscriptionId }],
    });
    await handle.signal(deliverMessageSignal, delivery('recalled'));
    await handle.signal(deliverMessageSignal, delivery('taken'));
    await completeTask(env, handle, 'after');
    await handle.result();
  },
};

/** A timer fires and the called instance ends while their instance is suspended. */
const suspended: Scenario = {
  name: 'suspended-with-called',
  content:
    process(
      'halted',
      `<parallelGateway id="fork" /><callActivity id="call" calledElement="helper" /><userTask id="after" /><endEvent id="told" />
       <intermediateCatchEvent id="pause"><timerEventDefinition id="t"><timeDuration>PT0.2S</timeDuration></timerEventDefinition></intermediateCatchEvent>
       ${flow('start', 'fork')}${flow('fork', 'call')}${flow('call', 'after')}${flow('after', 'end')}${flow('fork', 'pause')}${flow('pause', 'told')}`,
    ) +
    process('helper', `<userTask id="inner" />${flow('start', 'inner')}${flow('inner', 'end')}`),
  async carryOut(env, handle) {
    const change = async (of: WorkflowHandle, isSuspended: boolean): Promise<void> => {
      const command = { commandId: randomUUID(), isSuspended, actor: tester };
      await of.executeUpdate(suspendInstanceUpdate, { args: [command] });
    };
    const told = (instanceId: string, type: 'inputDeferred' | 'instanceSuspended', count: number) =>
      waitUntil(type, () => env.ports.recordsOf(instanceId, type).length >= count || undefined);
    const { instanceId } = await waitUntil('a called instance', () =>
      env.ports.instancesOf(handle.workflowId).find((each) => each.parentInstanceId !== undefined),
    );
    const called = env.client.workflow.getHandle(instanceId);
    await change(handle, true);
    await told(instanceId, 'instanceSuspended', 1);
    await told(handle.workflowId, 'inputDeferred', 1);
    await change(called, false);
    await completeTask(env, called, 'inner');
    await told(handle.workflowId, 'inputDeferred', 2);
    await change(handle, false);
    await completeTask(env, handle, 'after');
    await handle.result();
  },
};

/** A cycle fires, is taken over by a newer version, begins a new run, and is no longer in the model at last. */
const timerStart: Scenario = {
  name: 'timer-start-through-versions',
  content: process(
    'regular',
    `<userTask id="work" />${flow('start', 'work')}${flow('work', 'end')}`,
  ),
  begin: async ({ client, taskQueue }) =>
    client.workflow.start(TIMER_STARTER_TYPE, {
      workflowId: randomUUID(),
      taskQueue,
      args: [
        { organisationId: 'test', starterId: 'regular', order: orderOf(1), historyEvents: 12 },
      ],
    }),
  async carryOut({ ports }, handle) {
    const fired = (times: number) =>
      waitUntil('a firing', () => ports.firings.length >= times || undefined);
    await fired(1);
    const order = orderOf(2);
    await handle.signal(changeTimerSignal, { version: 2, deployedAt: order.deployedAt, order });
    await fired(3);
    const deployedAt = Date.now();
    await handle.signal(changeTimerSignal, { version: 3, deployedAt, order: null });
    await handle.result();
  },
};

function orderOf(version: number): TimerOrder {
  return {
    version,
    processDefinitionKey: `regular:${version}`,
    elementId: 'regular-start',
    timer: { kind: 'cycle', value: { type: 'constant', value: 'R/PT1S' } },
    zone: 'UTC',
    deployedAt: Date.now(),
  };
}

export const scenarios: readonly Scenario[] = [
  people,
  fork,
  incident,
  message,
  calls('called-process'),
  calls('called-process-over-many-runs', { historyEvents: 1 }),
  canceled,
  recalled,
  suspended,
  timerStart,
  ...elementScenarios,
];
