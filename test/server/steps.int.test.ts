import { stepDescriptors, type Incident } from '../../server/contract/index.js';
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
});
