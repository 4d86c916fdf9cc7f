import type {
  AdHocSubProcess,
  AuditEntry,
  ProblemDetails,
  ProcessInstance,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

/** A desk whose work people choose; `condition` says when it is done. */
function deskOf(processId: string, attributes: string, condition = ''): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:lemniscate="urn:lemniscate:bpmn:1" id="d" targetNamespace="urn:test">
    <bpmn:process id="${processId}" name="Desk" isExecutable="true">
      <bpmn:extensionElements><lemniscate:start roles="agent"/></bpmn:extensionElements>
      <bpmn:startEvent id="begin"/>
      <bpmn:adHocSubProcess id="desk" name="At the desk" ${attributes}>
        <bpmn:userTask id="call" name="Call the customer"><bpmn:extensionElements>
          <lemniscate:assignment candidateRoles="agent"/></bpmn:extensionElements></bpmn:userTask>
        <bpmn:scriptTask id="note" name="Note" scriptFormat="javascript"><bpmn:extensionElements>
          <lemniscate:result variable="noted"/></bpmn:extensionElements>
          <bpmn:script>text.toUpperCase()</bpmn:script></bpmn:scriptTask>
        ${condition}
      </bpmn:adHocSubProcess>
      <bpmn:endEvent id="done"/>
      <bpmn:sequenceFlow id="f" sourceRef="begin" targetRef="desk"/>
      <bpmn:sequenceFlow id="g" sourceRef="desk" targetRef="done"/>
    </bpmn:process></bpmn:definitions>`;
}

describe('ad-hoc activities', () => {
  let app: TestApp;
  let anna: TestClient;
  let rita: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    anna = await app.logIn('anna');
    rita = await app.logIn('rita');
    inbox = createTestInbox(anna);
    const paula = await app.logIn('paula');
    const condition = '<bpmn:completionCondition>solved = true</bpmn:completionCondition>';
    await deployProcess(paula, deskOf('open-desk', ''));
    await deployProcess(paula, deskOf('one-by-one', 'ordering="Sequential"', condition));
  });

  afterAll(() => app.stop());

  const list = async (instanceKey: string): Promise<AdHocSubProcess[]> => {
    const path = `/v2/process-instances/${instanceKey}/ad-hoc-sub-processes`;
    return (await anna.get<{ items: AdHocSubProcess[] }>(path)).body.items;
  };
  const begun = (instanceKey: string): Promise<AdHocSubProcess> =>
    eventually(async () => (await list(instanceKey))[0]);
  const activate = (key: string, elements: object[], client = anna) =>
    client.post<ProblemDetails>(`/v2/element-instances/ad-hoc-activities/${key}/activation`, {
      elements,
    });
  const complete = (key: string, client = anna) =>
    client.post<ProblemDetails>(`/v2/element-instances/ad-hoc-activities/${key}/completion`, {});
  const ended = (instanceKey: string): Promise<ProcessInstance> =>
    eventually(async () => {
      const { body } = await anna.get<ProcessInstance>(`/v2/process-instances/${instanceKey}`);
      return body.state === 'completed' ? body : undefined;
    });

  it('are listed, started with variables of their own, and completed by a person', async () => {
    // given
    const instanceKey = await inbox.start('open-desk');
    const desk = await begun(instanceKey);
    expect(desk).toMatchObject({
      elementId: 'desk',
      elementName: 'At the desk',
      isSequential: false,
      isCompletable: true,
      activities: [
        { elementId: 'call', name: 'Call the customer' },
        { elementId: 'note', name: 'Note' },
      ],
      activeElements: [],
    });

    // when
    const key = desk.elementInstanceKey;
    const started = await activate(key, [
      { elementId: 'call' },
      { elementId: 'note', variables: { text: 'reached' } },
    ]);

    // then
    expect(started.status).toBe(204);
    await inbox.open(instanceKey, 'call');
    const [now] = await list(instanceKey);
    expect(now?.activeElements.map(({ elementId }) => elementId)).toEqual(['call']);
    const variables = await anna.get<{ items: { name: string; value: unknown }[] }>(
      `/v2/process-instances/${instanceKey}/variables`,
    );
    expect(variables.body.items).toContainEqual(
      expect.objectContaining({ name: 'noted', value: 'REACHED' }),
    );

    // when
    expect((await complete(key)).status).toBe(204);

    // then
    await ended(instanceKey);
    expect(await list(instanceKey)).toEqual([]);
    const admin = await app.logIn('admin');
    const audit = await admin.post<{ items: AuditEntry[] }>('/v2/audit-logs/search', {
      filter: { subjectKey: instanceKey },
    });
    const actions = audit.body.items.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['activitiesStarted', 'adHocSubProcessCompleted']),
    );
  });

  it('are refused by the instance with its own words', async () => {
    // given
    const instanceKey = await inbox.start('one-by-one', { solved: false });
    const { elementInstanceKey: key } = await begun(instanceKey);

    // when
    const answers = [
      await activate(key, [{ elementId: 'done' }]),
      await activate(key, [{ elementId: 'call' }, { elementId: 'call' }]),
      await complete(key),
      await activate(`${instanceKey}:e999`, [{ elementId: 'call' }]),
      await activate(key, []),
    ];

    // then
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '409 activityNotStartable',
      '409 adHocBusy',
      '409 adHocNotCompletable',
      '409 unknownElementInstance',
      '400 invalidRequest',
    ]);
  });

  it('are for those who may work on the instance', async () => {
    // given
    const instanceKey = await inbox.start('open-desk');
    const { elementInstanceKey: key } = await begun(instanceKey);

    // when
    const statuses = [
      (await activate(key, [{ elementId: 'call' }], rita)).status,
      (await complete(key, rita)).status,
      (await activate('nowhere', [{ elementId: 'call' }])).status,
      (await activate('unknown:e1', [{ elementId: 'call' }])).status,
    ];

    // then
    expect(statuses).toEqual([403, 403, 404, 404]);
  });
});
