export const CRASH_PROCESS_ID = 'crash-recovery';
export const CRASH_TASK_QUEUE = 'crash-recovery-jobs';

export type CrashKind = 'task' | 'timer' | 'job' | 'update';

const branch = (kind: CrashKind, step: string): string => `
    <bpmn:sequenceFlow id="to-${kind}" sourceRef="which" targetRef="${kind}">
      <bpmn:conditionExpression>kind = "${kind}"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    ${step}
    <bpmn:sequenceFlow id="from-${kind}" sourceRef="${kind}" targetRef="end-${kind}" />
    <bpmn:endEvent id="end-${kind}" />`;

const userTask = (id: CrashKind): string => `
    <bpmn:userTask id="${id}" name="Work">
      <bpmn:extensionElements><lemniscate:assignment candidateRoles="agent" /></bpmn:extensionElements>
    </bpmn:userTask>`;

/** One instance waits for a person, a timer, a worker, or a person who is just completing, as `kind` says. */
export const crashProcess = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1" id="definitions" targetNamespace="urn:lemniscate:test">
  <bpmn:process id="${CRASH_PROCESS_ID}" name="Crash recovery" isExecutable="true">
    <bpmn:extensionElements><lemniscate:start roles="agent" businessKey="CRASH" /></bpmn:extensionElements>
    <bpmn:startEvent id="begin" />
    <bpmn:sequenceFlow id="to-which" sourceRef="begin" targetRef="which" />
    <bpmn:exclusiveGateway id="which" />
    ${branch('task', userTask('task'))}
    ${branch('update', userTask('update'))}
    ${branch(
      'timer',
      `<bpmn:intermediateCatchEvent id="timer">
      <bpmn:timerEventDefinition><bpmn:timeDuration>duration(wait)</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>`,
    )}
    ${branch(
      'job',
      `<bpmn:serviceTask id="job" name="Slow answer">
      <bpmn:extensionElements>
        <lemniscate:job type="slow-answer" taskQueue="${CRASH_TASK_QUEUE}" retries="20" retryBackoff="PT1S" timeout="PT8S" />
      </bpmn:extensionElements>
    </bpmn:serviceTask>`,
    )}
  </bpmn:process>
</bpmn:definitions>`;
