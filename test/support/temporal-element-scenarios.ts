import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { addDecisions } from '../../engine/in-memory-driver/index.js';
import type { Program } from '../../engine/index.js';
import {
  completeAdHocUpdate,
  completeJobUpdate,
  deliverMessageSignal,
  retryIncidentUpdate,
  setVariablesUpdate,
  startActivitiesUpdate,
} from '../../workflows/messages.js';
import { compileDecisions } from './compile-decisions.js';
import type { TemporalEnv } from './temporal-env.js';
import { completeTask, startInstance, tester } from './temporal-instances.js';
import { waitUntil } from './temporal-quiet.js';
import { flow, flows, job, process, type Scenario } from './temporal-scenario.js';

const news =
  '<message id="m" name="news"><extensionElements><lemniscate:correlation key="=&quot;k&quot;" /></extensionElements></message>';
const onNews = '<messageEventDefinition id="med" messageRef="m" />';

async function hear({ ports }: TemporalEnv, handle: WorkflowHandle): Promise<void> {
  const { subscriptionId } = await waitUntil('a subscription', () =>
    ports.recordsOf(handle.workflowId, 'subscriptionOpened').at(0),
  );
  await handle.signal(deliverMessageSignal, { messageId: 'news-1', subscriptionId, variables: {} });
}

const script = (id: string, format: string, text: string): string =>
  `<scriptTask id="${id}" ${format}><extensionElements><lemniscate:result variable="${id}" /></extensionElements><script>${text}</script></scriptTask>`;

const scripts: Scenario = {
  name: 'scripts-in-both-languages',
  content: process(
    'reckoning',
    `${script('sum', '', '1 + 2')}${script('twice', 'scriptFormat="javascript"', 'sum * 2')}${script('text', 'scriptFormat="javascript"', 'String(twice)')}
     ${flows('start', 'sum', 'twice', 'text', 'end')}`,
  ),
  carryOut: async (_env, handle) => void (await handle.result()),
};

const rules = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="rules" name="rules" namespace="urn:test:rules">
  <inputData id="size" name="size"><variable name="size" typeRef="number" /></inputData>
  <decision id="price" name="price"><variable name="price" typeRef="number" />
    <informationRequirement id="needs-size"><requiredInput href="#size" /></informationRequirement>
    <literalExpression id="reckoning"><text>size * 2</text></literalExpression></decision>
</definitions>`;

/** The decision is missing at first. */
const decisions: Scenario = {
  name: 'decisions-made-and-missing',
  content: process(
    'pricing',
    `<businessRuleTask id="decide"><extensionElements><lemniscate:calledDecision decisionId="price" resultVariable="price" /></extensionElements></businessRuleTask>${flows('start', 'decide', 'end')}`,
  ),
  begin: (env, program) => startInstance(env, program, { variables: { size: 4 } }),
  async carryOut({ ports }, handle) {
    const { incident } = await waitUntil('an incident', () =>
      ports.recordsOf(handle.workflowId, 'incidentRaised').at(0),
    );
    const models = await compileDecisions([{ name: 'rules.dmn', xml: rules }]);
    addDecisions(ports.decisions, { programs: [], decisions: models });
    const { incidentId } = incident;
    const command = { commandId: randomUUID(), incidentId, actor: tester };
    await handle.executeUpdate(retryIncidentUpdate, { args: [command] });
    await handle.result();
  },
};

const adHoc: Scenario = {
  name: 'ad-hoc-desk',
  content: process(
    'desk',
    `<adHocSubProcess id="help">${job('look', 'count')}<userTask id="call" /></adHocSubProcess>${flows('start', 'help', 'end')}`,
  ),
  async carryOut(env, handle) {
    const { elementInstanceId } = await waitUntil('an ad-hoc sub-process', () =>
      env.ports.recordsOf(handle.workflowId, 'adHocOpened').at(0),
    );
    const command = () => ({ commandId: randomUUID(), elementInstanceId, actor: tester });
    const activities = ['look', 'call', 'look'].map((elementId) => ({ elementId, variables: {} }));
    await handle.executeUpdate(startActivitiesUpdate, { args: [{ ...command(), activities }] });
    await completeTask(env, handle, 'call');
    await handle.executeUpdate(completeAdHocUpdate, { args: [command()] });
    await handle.result();
  },
};

/** One job is answered by a worker from outside; another is no longer wanted when it is asked for. */
const externalJobs: Scenario = {
  name: 'external-jobs',
  content: `${news}${process(
    'errand',
    `<parallelGateway id="fork" />
     ${['fetch', 'wait'].map((id) => `<serviceTask id="${id}"><extensionElements><lemniscate:job type="${id}" worker="external" /></extensionElements></serviceTask>`).join('')}
     <boundaryEvent id="stop" attachedToRef="wait">${onNews}</boundaryEvent><endEvent id="waited" /><endEvent id="stopped" />
     ${flows('start', 'fork', 'fetch', 'end')}${flows('fork', 'wait', 'waited')}${flow('stop', 'stopped')}`,
  )}`,
  async carryOut(env, handle) {
    const { jobId } = await waitUntil('an external job', () =>
      [...env.ports.externalJobs.values()].find(
        ({ elementId, instance }) =>
          elementId === 'fetch' && instance.instanceId === handle.workflowId,
      ),
    );
    const outcome = { type: 'completed', variables: { fetched: 1 } } as const;
    await handle.executeUpdate(completeJobUpdate, {
      args: [{ commandId: randomUUID(), jobId, outcome }],
    });
    await hear(env, handle);
    await handle.result();
  },
};

const conditions: Scenario = {
  name: 'conditional-events',
  content: process(
    'patience',
    `<userTask id="watch" /><boundaryEvent id="alarm" attachedToRef="watch" cancelActivity="false"><conditionalEventDefinition><condition>level &gt; 3</condition></conditionalEventDefinition></boundaryEvent>
     <endEvent id="noted" /><intermediateCatchEvent id="calm"><conditionalEventDefinition><condition>level = 0</condition></conditionalEventDefinition></intermediateCatchEvent>
     ${flows('start', 'watch', 'calm', 'end')}${flow('alarm', 'noted')}`,
  ),
  begin: (env, program) => startInstance(env, program, { variables: { level: 1 } }),
  async carryOut(env, handle) {
    for (const level of [5, 2, 6]) await setLevel(handle, level);
    await completeTask(env, handle, 'watch');
    await setLevel(handle, 0);
    await handle.result();
  },
};

async function setLevel(handle: WorkflowHandle, level: number): Promise<void> {
  const command = { commandId: randomUUID(), variables: { level }, actor: tester };
  await handle.executeUpdate(setVariablesUpdate, { args: [command] });
}

const undoable = (id: string): string =>
  `${job(id, 'count')}<boundaryEvent id="regret-${id}" attachedToRef="${id}"><compensateEventDefinition /></boundaryEvent>
   <serviceTask id="undo-${id}" isForCompensation="true"><extensionElements><lemniscate:job type="count" /></extensionElements></serviceTask>
   <association id="a-${id}" associationDirection="One" sourceRef="regret-${id}" targetRef="undo-${id}" />`;

const compensation: Scenario = {
  name: 'compensation-over-many-runs',
  content: process(
    'trip',
    `<subProcess id="booking"><startEvent id="begin" />${undoable('flight')}${undoable('hotel')}<endEvent id="booked" />${flows('begin', 'flight', 'hotel', 'booked')}</subProcess>
     <userTask id="decide" /><intermediateThrowEvent id="regret"><compensateEventDefinition /></intermediateThrowEvent>
     ${flows('start', 'booking', 'decide', 'regret', 'end')}`,
  ),
  limits: { historyEvents: 1 },
  async carryOut(env, handle) {
    await completeTask(env, handle, 'decide');
    await handle.result();
  },
};

const eventSubProcess: Scenario = {
  name: 'event-sub-process',
  content: `${news}${process(
    'order',
    `<userTask id="work" />
     <subProcess id="told" triggeredByEvent="true"><startEvent id="hear" isInterrupting="false">${onNews}</startEvent>${job('note', 'count')}<endEvent id="noted" />${flows('hear', 'note', 'noted')}</subProcess>
     <subProcess id="late" triggeredByEvent="true"><startEvent id="ring"><timerEventDefinition id="t"><timeDuration>PT1S</timeDuration></timerEventDefinition></startEvent><userTask id="excuse" /><endEvent id="excused" />${flows('ring', 'excuse', 'excused')}</subProcess>
     ${flows('start', 'work', 'end')}`,
  )}`,
  async carryOut(env, handle) {
    await hear(env, handle);
    await completeTask(env, handle, 'excuse');
    await handle.result();
  },
};

const repeated = (content: string): string =>
  `<multiInstanceLoopCharacteristics ${content}</multiInstanceLoopCharacteristics>`;

/** Jobs and people beside each other, called processes one after the other, each run as short as can be. */
const multiInstance: Scenario = {
  name: 'multi-instance-over-many-runs',
  content:
    process(
      'crowd',
      `${job('many', 'count', 1, repeated('><loopCardinality>5</loopCardinality>'))}
       <userTask id="ask">${repeated('><loopCardinality>3</loopCardinality><completionCondition>numberOfCompletedInstances = 2</completionCondition>')}</userTask>
       <callActivity id="call" calledElement="single">${repeated('isSequential="true"><loopCardinality>2</loopCardinality>')}</callActivity>
       ${flows('start', 'many', 'ask', 'call', 'end')}`,
    ) + process('single', `${job('work', 'count')}${flows('start', 'work', 'end')}`),
  limits: { historyEvents: 1 },
  async carryOut(env, handle) {
    await completeTask(env, handle, 'ask');
    await completeTask(env, handle, 'ask');
    await handle.result();
  },
};

/** What an instance sends leaves by the router and comes back by it. */
const router: Scenario = {
  name: 'messages-and-signals-sent',
  content: `${news}<signal id="s" name="bell" />${process(
    'sender',
    `<parallelGateway id="fork" /><intermediateCatchEvent id="hear">${onNews}</intermediateCatchEvent>
     <intermediateCatchEvent id="listen"><signalEventDefinition signalRef="s" /></intermediateCatchEvent>
     <userTask id="write" /><intermediateThrowEvent id="send"><messageEventDefinition messageRef="m" /></intermediateThrowEvent>
     <intermediateThrowEvent id="ring"><signalEventDefinition signalRef="s" /></intermediateThrowEvent>
     <endEvent id="heard" /><endEvent id="listened" />
     ${flows('start', 'fork', 'write', 'send', 'ring', 'end')}${flows('fork', 'hear', 'heard')}${flows('fork', 'listen', 'listened')}`,
  )}`,
  async carryOut(env, handle) {
    await completeTask(env, handle, 'write');
    await handle.result();
  },
};

/** As the server begins an instance for a message that nobody waits for. */
const messageStart: Scenario = {
  name: 'begun-by-a-message',
  content: `${news}<process id="begun" isExecutable="true"><startEvent id="by-hand" /><startEvent id="by-news">${onNews}</startEvent>${job('work', 'count')}<endEvent id="done" />${flows('by-hand', 'work', 'done')}${flow('by-news', 'work')}</process>`,
  begin: (env, program: Program) =>
    startInstance(env, program, { startElementId: 'by-news', startDefinition: 0 }),
  carryOut: async (_env, handle) => void (await handle.result()),
};

export const elementScenarios: readonly Scenario[] = [
  scripts,
  decisions,
  adHoc,
  externalJobs,
  conditions,
  compensation,
  eventSubProcess,
  multiInstance,
  router,
  messageStart,
];
