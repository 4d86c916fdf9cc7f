import { stepDescriptors, type Incident, type RecordHead } from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const starters = { start: { roles: 'admin' } };

/** A process of one service task. */
function oneStep(processId: string, type: string, inputs: Readonly<Record<string, string>>) {
  return buildProcess(
    processId,
    (scope) =>
      scope
        .start('begin')
        .service('work', { job: { type, retries: '1' }, inputs })
        .user('look', { assignment: { candidateRoles: 'admin' } })
        .end('done')
        .flow('begin', 'work', 'look', 'done'),
    starters,
  );
}

describe('steps of the catalogue', () => {
  let app: TestApp;
  let admin: TestClient;
  let owner: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    admin = await app.logIn('admin');
    owner = await app.logIn('paula');
    inbox = createTestInbox(admin);
  });

  afterAll(() => app.stop());

  const incidentOf = (processInstanceKey: string): Promise<Incident> =>
    eventually(async () => {
      const { body } = await admin.post<{ items: Incident[] }>('/v2/incidents/search', {
        filter: { processInstanceKey },
      });
      return body.items[0];
    });

  it('are listed for whoever is logged in', async () => {
    // when
    const { status, body } = await owner.get<{ items: object[] }>('/v2/steps');

    // then
    expect(status).toBe(200);
    expect(body.items).toEqual(stepDescriptors);
  });

  it('become an incident that names step, element and input, where a value is wrong', async () => {
    // given
    const inputs = { toUsers: 'anna', subject: '=title' };
    await deployProcess(owner, oneStep('wrong-subject', 'notify', inputs));

    // when
    const key = await inbox.start('wrong-subject', { title: { a: 1 } });

    // then
    const incident = await incidentOf(key);
    expect(incident.message).toContain(
      "Step 'notify' at element 'work': expected text for input 'subject', but got a context.",
    );
  });

  it('say that mail is off where the installation sends none', async () => {
    // given
    const inputs = { to: '=reporter', subject: 'We have it' };
    await deployProcess(owner, oneStep('mail-off', 'email', inputs));

    // when
    const key = await inbox.start('mail-off', { reporter: 'someone@example.org' });

    // then
    expect((await incidentOf(key)).message).toContain('this installation sends none');
  });

  it('are refused at the deployment without what they need', async () => {
    // given
    const content = oneStep('no-subject', 'notify', { toUsers: 'anna' });

    // when
    const answer = await owner.post<{ errors: object[] }>('/v2/deployments', {
      resources: [{ name: 'process.bpmn', content }],
    });

    // then
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: 'work', rule: 'jobInputMissing' }]);
  });

  it('keep records, wait for their status and let the model catch what is missing', async () => {
    // given
    const classification = '{category: "software", impact: "low", urgency: "low", priority: 5}';
    const key = '=recordId + " resolved"';
    const message = { name: 'record.reached', key };
    const step = (type: string) => ({ type, retries: '1' });
    const model = buildProcess(
      'recording',
      (scope) =>
        scope
          .start('begin')
          .service('create', {
            job: step('record.create'),
            inputs: { recordType: 'incident', fields: '={title: title, description: "It stops."}' },
          })
          .service('classify', {
            job: step('record.transition'),
            inputs: { record: '=recordId', to: 'classified' },
          })
          .boundary('incomplete', 'classify', { error: 'recordIncomplete' })
          .service('complete', {
            job: step('record.update'),
            inputs: { record: '=recordId', fields: `=${classification}`, reason: 'told by phone' },
          })
          .service('link', {
            job: step('record.link'),
            inputs: { record: '=recordId', relation: 'affects', toRecords: 'CI-1' },
          })
          .catch('resolved', { message })
          .catch('still', { message })
          .user('look', { assignment: { candidateRoles: 'admin' } })
          .end('done')
          .end('odd')
          .flow('begin', 'create', 'classify', 'odd')
          .flow('incomplete', 'complete', 'link', 'resolved', 'still', 'look', 'done'),
      { start: { roles: 'admin', businessKey: 'INC' } },
    );
    await deployProcess(owner, model);

    // when
    const instance = await inbox.start('recording', { title: 'No salaries' });
    const record = await eventually(async () => {
      const filter = { processInstanceKey: instance };
      const { body } = await admin.post<{ items: RecordHead[] }>('/v2/records/search', { filter });
      return body.items.find(({ version }) => version === 3);
    });
    const resolution = { transitionId: 'resolve', fields: { resolution: 'Restarted' } };
    const path = `/v2/records/${record.recordKey}`;
    await admin.send('post', `${path}/transition`, resolution, { 'if-match': '"3"' });

    // then
    const task = await inbox.open(instance, 'look');
    expect(record.recordKey).toBe(task.businessKey);
    const history = await admin.get<{ items: object[] }>(`${path}/history`);
    expect(history.body.items).toMatchObject([
      { change: 'transitioned', by: 'admin', status: 'resolved' },
      { change: 'linked', source: { elementId: 'link', processInstanceKey: instance } },
      { change: 'updated', reason: 'told by phone', source: { elementId: 'complete' } },
      { change: 'created', by: record.recordKey },
    ]);
  });

  it('tell the fields of a record that nothing in the model catches', async () => {
    // given
    const inputs = { recordType: 'incident', fields: '={title: "x", priority: 9}' };
    await deployProcess(owner, oneStep('wrong-record', 'record.create', inputs));

    // when
    const incident = await incidentOf(await inbox.start('wrong-record'));

    // then
    expect(incident.message).toContain("'priority': Expected at most 5.");
    expect(incident.message).toContain("'description': Expected a value");
  });
});
