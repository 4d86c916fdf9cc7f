import type {
  Clock,
  ElementInstances,
  Fact,
  Incident,
  Notification,
  ProblemDetails,
  ProcessInstance,
  StartableProcess,
  Variable,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';
import { buildProcess } from '../support/process-builder.js';
import { createTestInbox, deployProcess, type TestInbox } from '../support/test-inbox.js';

const fragile = buildProcess(
  'fragile',
  (scope) =>
    scope
      .start('begin')
      .script('divide', 'total / parts', { name: 'Divide', result: 'share' })
      .user('look', { name: 'Look', assignment: { candidateRoles: 'agent' } })
      .end('done')
      .flow('begin', 'divide', 'look', 'done'),
  { name: 'Fragile', start: { roles: 'agent', businessKey: 'FRG' } },
);

const timed = buildProcess(
  'timed',
  (scope) =>
    scope
      .start('begin')
      .user('work', {
        assignment: { candidateRoles: 'agent' },
        clocks: [
          {
            id: 'response',
            target: 'PT4H',
            calendar: 'around-the-clock',
            thresholds: [{ kind: 'atRisk', share: '0.5', escalationCode: 'late' }],
          },
        ],
      })
      .end('done')
      .flow('begin', 'work', 'done'),
  { start: { roles: 'agent' } },
);

const report = {
  title: 'Printer does not print',
  description: 'Nothing comes out.',
  observedAt: '2026-03-02T09:00:00+01:00',
  contact: '1234',
};

describe('process instances', () => {
  let app: TestApp;
  let anna: TestClient;
  let admin: TestClient;
  let paula: TestClient;
  let inbox: TestInbox;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    anna = await app.logIn('anna');
    admin = await app.logIn('admin');
    paula = await app.logIn('paula');
    inbox = createTestInbox(anna);
    for (const xml of [fragile, timed]) await deployProcess(paula, xml);
  });

  afterAll(() => app.stop());

  const get = async (key: string, client = anna): Promise<ProcessInstance> =>
    (await client.get<ProcessInstance>(`/v2/process-instances/${key}`)).body;

  it('follow the variant of their service, and all others the standard', async () => {
    // when
    const payroll = await get(
      await inbox.start('incident-escalation', report, { serviceId: 'payroll' }),
    );
    const email = await get(
      await inbox.start('incident-escalation', report, { serviceId: 'email' }),
    );

    // then
    const definitionOf = (instance: ProcessInstance) =>
      paula.get(`/v2/process-definitions/${instance.processDefinitionKey}`);
    expect((await definitionOf(payroll)).body).toMatchObject({
      isTailored: true,
      scope: { serviceId: 'payroll' },
    });
    expect((await definitionOf(email)).body).toMatchObject({ isTailored: false, scope: {} });
    expect(payroll.scope).toEqual({ serviceId: 'payroll' });
  });

  it('get numbers of their kind, each once', async () => {
    // when
    const keys = await Promise.all(Array.from({ length: 5 }, () => inbox.start('timed')));

    // then
    const businessKeys = await Promise.all(keys.map(async (key) => (await get(key)).businessKey));
    expect(new Set(businessKeys).size).toBe(5);
  });

  it('start once for one command, however often it is sent', async () => {
    // given
    const body = { processDefinitionId: 'timed', commandId: 'start-exactly-once' };

    // when
    const answers = await Promise.all(
      [1, 2, 3].map(() => anna.post<{ processInstanceKey: string }>('/v2/process-instances', body)),
    );

    // then
    expect(new Set(answers.map((answer) => answer.body.processInstanceKey)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('are refused to people whose role may not start them, and for unknown processes and services', async () => {
    // given
    const rita = await app.logIn('rita');
    const start = (body: object) => rita.post<ProblemDetails>('/v2/process-instances', body);

    // then
    expect(await start({ processDefinitionId: 'timed' })).toMatchObject({
      status: 403,
      body: { code: 'mayNotStart' },
    });
    expect(await start({ processDefinitionId: 'nothing' })).toMatchObject({ status: 404 });
    expect(
      await start({ processDefinitionId: 'incident-escalation', scope: { serviceId: 'no' } }),
    ).toMatchObject({ status: 404 });
  });

  it('are refused when the start form is not filled in', async () => {
    // when
    const answer = await anna.post<ProblemDetails>('/v2/process-instances', {
      processDefinitionId: 'incident-escalation',
      variables: { title: 'No' },
    });

    // then
    expect(answer).toMatchObject({ status: 422, body: { code: 'formInvalid' } });
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['title', 'description', 'contact']),
    );
  });

  it.each(['constructor', 'prototype', '$where'])(
    'refuse the variable name %s, which would mean something else elsewhere',
    async (name) => {
      // when
      const answer = await anna.post<ProblemDetails>('/v2/process-instances', {
        processDefinitionId: 'timed',
        variables: { [name]: { isAdmin: true } },
      });

      // then
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalidRequest' } });
    },
  );

  it('never let a variable reach a prototype', async () => {
    // given
    const body = '{"processDefinitionId":"timed","variables":{"__proto__":{"isAdmin":true}}}';

    // when
    const key = await anna.post<{ processInstanceKey: string }>(
      '/v2/process-instances',
      JSON.parse(body) as object,
    );

    // then
    const { body: listed } = await anna.get<{ items: Variable[] }>(
      `/v2/process-instances/${key.body.processInstanceKey}/variables`,
    );
    expect(listed.items).toEqual([]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('are listed per person with the variants they may start', async () => {
    // given
    const list = async (client: TestClient) =>
      (await client.get<{ items: StartableProcess[] }>('/v2/startable-processes')).body.items;

    // when
    const [forRita, forAnna] = [await list(await app.logIn('rita')), await list(anna)];

    // then
    expect(forRita.map((process) => process.processDefinitionId)).toEqual(['incident-escalation']);
    expect(forRita[0]?.variants.map((variant) => variant.scope)).toEqual([
      {},
      { serviceId: 'payroll' },
    ]);
    expect(forRita[0]?.variants[0]?.form?.formId).toBe('incident-report');
    expect(forAnna.map((process) => process.processDefinitionId)).toEqual(
      expect.arrayContaining(['timed', 'fragile']),
    );
  });

  it('stop at an incident until an operator mends it', async () => {
    // given
    const key = await inbox.start('fragile', { total: 10 });
    const incident = await eventually(async () => {
      const found = await paula.post<{ items: Incident[] }>('/v2/incidents/search', {
        filter: { processInstanceKey: key, state: 'open' },
      });
      return found.body.items[0];
    });

    // when
    const retried = await paula.post(`/v2/incidents/${incident.incidentKey}/resolution`, {
      variables: { parts: 4 },
    });

    // then
    expect(incident).toMatchObject({
      code: 'expressionFailed',
      elementId: 'divide',
      elementName: 'Divide',
    });
    expect(retried.status).toBe(204);
    await inbox.open(key, 'look');
    expect(await get(key)).toMatchObject({ hasIncident: false, state: 'active' });
    const { body } = await anna.get<{ items: Variable[] }>(
      `/v2/process-instances/${key}/variables`,
    );
    expect(body.items).toContainEqual(expect.objectContaining({ name: 'share', value: 2.5 }));
    const again = await paula.post<ProblemDetails>(
      `/v2/incidents/${incident.incidentKey}/resolution`,
    );
    expect(again).toMatchObject({ status: 409, body: { code: 'incidentResolved' } });
  });

  it('tell their story, their tokens and their clocks', async () => {
    // given
    const key = await inbox.start('timed');
    await inbox.open(key, 'work');
    const clock = await eventually(async () => {
      const { body } = await anna.get<{ items: Clock[] }>(`/v2/process-instances/${key}/clocks`);
      return body.items.find((one) => one.deadlines.length > 0);
    });

    // when
    const facts = await anna.get<{ items: Fact[]; page: object }>(
      `/v2/process-instances/${key}/facts?limit=500`,
    );
    const last = await anna.get<{ items: Fact[] }>(
      `/v2/process-instances/${key}/facts?order=desc&limit=1`,
    );
    const tokens = await anna.get<ElementInstances>(
      `/v2/process-instances/${key}/element-instances`,
    );

    // then
    const types = facts.body.items.map((fact) => fact.type);
    expect(types[0]).toBe('instanceStarted');
    expect(types).toEqual(expect.arrayContaining(['taskOpened', 'clockChanged', 'flowTaken']));
    expect(facts.body.items.map((fact) => fact.seq)).toEqual(types.map((_, index) => index + 1));
    expect(last.body.items[0]?.seq).toBe(types.length);
    expect(tokens.body.elements).toContainEqual({
      elementId: 'work',
      active: 1,
      completed: 0,
      canceled: 0,
      incidents: 0,
    });
    expect(tokens.body.takenFlows).toContainEqual({ flowId: 'begin-to-work', count: 1 });
    expect(clock).toMatchObject({
      clockId: 'response',
      state: 'running',
      risk: 'none',
      targetMs: 4 * 3_600_000,
      elementId: 'work',
    });
  });

  it('can be canceled by a service delivery manager, with a reason', async () => {
    // given
    const key = await inbox.start('timed');
    const dirk = await app.logIn('dirk');
    await inbox.open(key, 'work');

    // when
    const byAgent = await anna.post(`/v2/process-instances/${key}/cancellation`, { reason: 'No.' });
    const canceled = await dirk.post(`/v2/process-instances/${key}/cancellation`, {
      reason: 'Reported twice.',
    });

    // then
    expect(byAgent.status).toBe(403);
    expect(canceled.status).toBe(204);
    expect(await get(key)).toMatchObject({
      state: 'canceled',
      endReason: 'Reported twice.',
      activeElements: [],
    });
  });

  it('link admins, and only them, to their workflow', async () => {
    // given
    const key = await inbox.start('timed');

    // then
    expect((await get(key, admin)).temporalUiUrl).toBe(
      `http://temporal.example/namespaces/default/workflows/${key}`,
    );
    expect(await get(key)).not.toHaveProperty('temporalUiUrl');
  });

  it('are counted per element of a version', async () => {
    // given
    const instance = await get(await inbox.start('timed'));

    // when
    const { body } = await anna.get<{ items: { elementId: string; active: number }[] }>(
      `/v2/process-definitions/${instance.processDefinitionKey}/statistics/element-instances`,
    );

    // then
    expect(body.items.find((item) => item.elementId === 'work')?.active).toBeGreaterThan(0);
  });

  it('tell people what happens, each once', async () => {
    // given
    const rita = await app.logIn('rita');
    const key = await createTestInbox(rita).start('incident-escalation', report, {
      serviceId: 'email',
    });

    // when
    const told = await eventually(async () => {
      const { body } = await rita.post<{ items: Notification[] }>('/v2/notifications/search', {
        filter: { isRead: false },
      });
      return body.items.find((one) => one.processInstanceKey === key);
    });
    const read = await rita.post(`/v2/notifications/${told.notificationKey}/read`);
    const byAnna = await anna.post(`/v2/notifications/${told.notificationKey}/read`);

    // then
    expect(told.subject).toMatch(/^Incident INC-\d+ is registered$/);
    expect(read.status).toBe(204);
    expect(byAnna.status).toBe(404);
  });
});
