import { createInMemoryDriver, type InMemoryDriver } from '../../engine/in-memory-driver/index.js';
import { compileOne } from '../support/compile-one.js';

const actor = { type: 'user', id: 'ann' } as const;

interface Desk {
  readonly attributes?: string;
  readonly rule?: string;
  readonly condition?: string;
}

interface Begun {
  readonly driver: InMemoryDriver;
  readonly instanceId: string;
  readonly elementInstanceId: string;
}

/** A process that is one ad-hoc sub-process `desk` with the tasks `call` and `mail`, and `reply` that a flow leads to. */
async function begin({ attributes = '', rule, condition }: Desk = {}): Promise<Begun> {
  const extension =
    rule === undefined
      ? ''
      : `<bpmn:extensionElements><lemniscate:adHoc activeElements='${rule}'/></bpmn:extensionElements>`;
  const completion =
    condition === undefined
      ? ''
      : `<bpmn:completionCondition>${condition}</bpmn:completionCondition>`;
  const tasks = ['call', 'mail', 'reply'].map(
    (id) =>
      `<bpmn:userTask id="${id}"><bpmn:extensionElements><lemniscate:assignment candidateRoles="agent"/></bpmn:extensionElements></bpmn:userTask>`,
  );
  const program =
    await compileOne(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:lemniscate="urn:lemniscate:bpmn:1" id="definitions" targetNamespace="urn:lemniscate:test">
    <bpmn:process id="main" isExecutable="true"><bpmn:startEvent id="begin"/>
    <bpmn:adHocSubProcess id="desk" ${attributes}>${extension}${tasks.join('')}
    <bpmn:sequenceFlow id="mail-to-reply" sourceRef="mail" targetRef="reply"/>${completion}</bpmn:adHocSubProcess>
    <bpmn:endEvent id="done"/><bpmn:sequenceFlow id="to-desk" sourceRef="begin" targetRef="desk"/>
    <bpmn:sequenceFlow id="to-done" sourceRef="desk" targetRef="done"/></bpmn:process></bpmn:definitions>`);
  const driver = createInMemoryDriver({ programs: [program], startAt: 0 });
  const instanceId = driver.start({ processId: 'main', actor, variables: { number: 5 } });
  const opened = driver
    .instance(instanceId)
    .facts.find(({ record }) => record.type === 'adHocOpened');
  const elementInstanceId =
    opened?.record.type === 'adHocOpened' ? opened.record.elementInstanceId : '';
  return { driver, instanceId, elementInstanceId };
}

function start({ driver, instanceId, elementInstanceId }: Begun, ...elementIds: string[]) {
  const activities = elementIds.map((elementId) => ({ elementId, variables: {} }));
  const input = { type: 'adHocActivitiesStarted', elementInstanceId, activities, actor } as const;
  return driver.apply(instanceId, input);
}

function finish({ driver, instanceId, elementInstanceId }: Begun) {
  return driver.apply(instanceId, { type: 'adHocCompleted', elementInstanceId, actor });
}

function complete({ driver, instanceId }: Begun) {
  const [taskId] = Object.keys(driver.instance(instanceId).state.waits);
  return driver.apply(instanceId, {
    type: 'taskCompleted',
    taskId: taskId ?? '',
    variables: {},
    actor,
  });
}

function closings({ driver, instanceId }: Begun) {
  const records = driver.instance(instanceId).facts.map(({ record }) => record);
  return records.filter((record) => record.type === 'adHocClosed');
}

describe('an ad-hoc sub-process refuses', () => {
  it('what is no activity of it, or has a flow that leads to it', async () => {
    const desk = await begin();
    expect(start(desk, 'call', 'reply')).toStrictEqual({
      code: 'activityNotStartable',
      message: "Expected activities of 'desk' that no flow leads to but got 'reply'",
      params: { elementId: 'desk', activityId: 'reply' },
    });
  });

  it('to begin nothing', async () => {
    expect(start(await begin())).toStrictEqual({
      code: 'activityNotStartable',
      message: "Expected activities of 'desk' that no flow leads to but got none",
      params: { elementId: 'desk', activityId: null },
    });
  });

  it('a second activity if it is sequential', async () => {
    const desk = await begin({ attributes: 'ordering="Sequential"' });
    expect(start(desk, 'call', 'mail')).toStrictEqual({
      code: 'adHocBusy',
      message: "Expected one activity at a time in 'desk' but there would be more",
      params: { elementId: 'desk' },
    });
  });

  it('every activity once somebody has closed it', async () => {
    const desk = await begin({ attributes: 'cancelRemainingInstances="false"' });
    start(desk, 'call');
    finish(desk);
    const refusal = {
      code: 'adHocClosed',
      message: "Expected 'desk' to be open but no activity is started in it any more",
      params: { elementId: 'desk' },
    };
    expect(start(desk, 'mail')).toStrictEqual(refusal);
    expect(finish(desk)).toStrictEqual(refusal);
  });

  it('to be closed by a person if a condition decides', async () => {
    expect(finish(await begin({ condition: 'false' }))).toStrictEqual({
      code: 'adHocNotCompletable',
      message: "Expected an ad-hoc sub-process without a completion condition but 'desk' has one",
      params: { elementId: 'desk' },
    });
  });
});

describe('an incident of an ad-hoc sub-process', () => {
  const incidentOf = ({ driver, instanceId }: Begun) =>
    Object.values(driver.instance(instanceId).state.incidents).map(({ incident }) => incident);

  it('says what is wrong with what its rule gives', async () => {
    const desk = await begin({ rule: '=number' });
    const message = "Expected a list of ids of activities in 'desk' but got 5";
    expect(incidentOf(desk)).toMatchObject([{ message, details: { expression: 'number' } }]);
  });

  it('says what its rule must not choose', async () => {
    const desk = await begin({ rule: '=["call", "reply"]' });
    const message = `Expected ids of activities in 'desk' that no flow leads to but got "reply"`;
    const details = { expression: '["call", "reply"]' };
    expect(incidentOf(desk)).toMatchObject([{ message, details }]);
  });

  it('says what is wrong with its condition', async () => {
    const desk = await begin({ rule: '="call"', condition: 'number' });
    complete(desk);
    const message = "Expected true or false from the completion condition of 'desk' but got 5";
    expect(incidentOf(desk)).toMatchObject([{ message, details: { expression: 'number' } }]);
  });
});

describe('the end of an ad-hoc sub-process', () => {
  it('tells who has closed it', async () => {
    const desk = await begin();
    finish(desk);
    expect(closings(desk)).toMatchObject([{ type: 'adHocClosed', elementId: 'desk', actor }]);
  });

  it('tells of nobody if its condition has closed it', async () => {
    const desk = await begin({ rule: '="call"', condition: 'true' });
    complete(desk);
    const [closed] = closings(desk);
    expect(closed).toMatchObject({ elementId: 'desk' });
    expect(closed).not.toHaveProperty('actor');
  });
});
