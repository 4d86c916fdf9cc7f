export const CRASH_PROCESS_ID = 'crash-recovery';
export const CRASH_CLOCK_ID = 'crash-clock';
export const CRASH_TASK_QUEUE = 'crash-recovery-jobs';
export const CRASH_MESSAGE = 'crash-parcel';
/** How often time begins an instance of the clock. */
export const CRASH_PERIOD_MS = 5_000;
/** So many people are asked at once. */
export const CRASH_PEOPLE = 3;

export const crashKinds = [
  'task',
  'timer',
  'job',
  'update',
  'message',
  'people',
  'compensation',
] as const;
export type CrashKind = (typeof crashKinds)[number];

/** How often each of these is told of an instance; left out, never. */
export const crashStories: Readonly<Record<CrashKind, Readonly<Record<string, number>>>> = {
  task: { taskCompleted: 1 },
  timer: { timerFired: 1 },
  job: { jobCompleted: 1 },
  update: { taskCompleted: 1 },
  message: { messageCorrelated: 1 },
  people: { taskCompleted: CRASH_PEOPLE },
  compensation: { compensationThrown: 1, jobCompleted: 1 },
};

const flow = (source: string, target: string): string =>
  `<bpmn:sequenceFlow id="${source}-to-${target}" sourceRef="${source}" targetRef="${target}" />`;

const branch = (kind: CrashKind, steps: string, last: string = kind): string => `
    <bpmn:sequenceFlow id="to-${kind}" sourceRef="which" targetRef="${kind}">
      <bpmn:conditionExpression>kind = "${kind}"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    ${steps}
    ${flow(last, `end-${kind}`)}
    <bpmn:endEvent id="end-${kind}" />`;

const userTask = (id: CrashKind, loop = ''): string => `
    <bpmn:userTask id="${id}" name="Work">
      <bpmn:extensionElements><lemniscate:assignment candidateRoles="agent" /></bpmn:extensionElements>${loop}
    </bpmn:userTask>`;

const slowJob = (id: string, attributes = ''): string => `
    <bpmn:serviceTask id="${id}" name="Slow answer" ${attributes}>
      <bpmn:extensionElements>
        <lemniscate:job type="slow-answer" taskQueue="${CRASH_TASK_QUEUE}" retries="20" retryBackoff="PT1S" timeout="PT8S" />
      </bpmn:extensionElements>
    </bpmn:serviceTask>`;

const wait = (id: CrashKind, definition: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}">${definition}</bpmn:intermediateCatchEvent>`;

/** A booking that is regretted at once; undoing it takes a while. */
const regretted = `
    <bpmn:manualTask id="compensation" />
    <bpmn:boundaryEvent id="undone" attachedToRef="compensation"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>
    ${slowJob('undo', 'isForCompensation="true"')}
    <bpmn:association id="undone-by" associationDirection="One" sourceRef="undone" targetRef="undo" />
    ${flow('compensation', 'regret')}
    <bpmn:intermediateThrowEvent id="regret"><bpmn:compensateEventDefinition /></bpmn:intermediateThrowEvent>`;

/** One instance waits for a person, a timer, a worker, a message and so on, as `kind` says; others are begun by time. */
export const crashProcess = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1" id="definitions" targetNamespace="urn:lemniscate:test">
  <bpmn:message id="parcel" name="${CRASH_MESSAGE}">
    <bpmn:extensionElements><lemniscate:correlation key="=parcel" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:process id="${CRASH_PROCESS_ID}" name="Crash recovery" isExecutable="true">
    <bpmn:extensionElements><lemniscate:start roles="agent" businessKey="CRASH" /></bpmn:extensionElements>
    <bpmn:startEvent id="begin" />
    ${flow('begin', 'which')}
    <bpmn:exclusiveGateway id="which" />
    ${branch('task', userTask('task'))}
    ${branch('update', userTask('update'))}
    ${branch('timer', wait('timer', '<bpmn:timerEventDefinition><bpmn:timeDuration>duration(wait)</bpmn:timeDuration></bpmn:timerEventDefinition>'))}
    ${branch('job', slowJob('job'))}
    ${branch('message', wait('message', '<bpmn:messageEventDefinition messageRef="parcel" />'))}
    ${branch('people', userTask('people', `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>${CRASH_PEOPLE}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`))}
    ${branch('compensation', regretted, 'regret')}
  </bpmn:process>
  <bpmn:process id="${CRASH_CLOCK_ID}" name="Crash clock" isExecutable="true">
    <bpmn:extensionElements><lemniscate:start roles="agent" businessKey="CLOCK" /></bpmn:extensionElements>
    <bpmn:startEvent id="ring"><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT${CRASH_PERIOD_MS / 1_000}S</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
    ${flow('ring', 'over')}
    <bpmn:endEvent id="over" />
  </bpmn:process>
</bpmn:definitions>`;
