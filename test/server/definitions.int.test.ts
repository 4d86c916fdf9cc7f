import type {
  CheckResult,
  Draft,
  DraftHead,
  DeploymentResult,
  ProblemDetails,
  ProcessDefinition,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { buildProcess } from '../support/process-builder.js';

interface Page<Item> {
  readonly items: Item[];
}

const incident = 'incident-escalation';

describe('process definitions', () => {
  let app: TestApp;
  let paula: TestClient;

  beforeAll(async () => {
    app = await createTestApp();
    paula = await app.logIn('paula');
  });

  afterAll(() => app.stop());

  async function search(filter: object): Promise<ProcessDefinition[]> {
    return (await paula.post<Page<ProcessDefinition>>('/v2/process-definitions/search', { filter }))
      .body.items;
  }

  async function standard(): Promise<ProcessDefinition> {
    const [found] = await search({
      processDefinitionId: incident,
      isTailored: false,
      isLatest: true,
    });
    if (!found) throw new RangeError('Expected the standard process to be deployed');
    return found;
  }

  async function openDraft(request: object): Promise<Draft> {
    const answer = await paula.post<Draft>('/v2/drafts', request);
    expect(answer.status).toBe(201);
    return answer.body;
  }

  const save = (draft: DraftHead, change: object, version = draft.version) =>
    paula.send<DraftHead & ProblemDetails>('put', `/v2/drafts/${draft.draftKey}`, change, {
      'if-match': `"${version}"`,
    });

  const deployFiles = (files: Record<string, string>) =>
    paula.post<DeploymentResult & ProblemDetails>('/v2/deployments', {
      resources: Object.entries(files).map(([name, content]) => ({ name, content })),
    });

  it('come with the library: the standard and an example for one service', async () => {
    // when
    const found = await search({ processDefinitionId: incident });

    // then
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({ isTailored: false, version: 1, scope: {} }),
    );
    const tailored = found.find((one) => one.isTailored);
    expect(tailored).toMatchObject({ version: 1, scope: { serviceId: 'payroll' } });
    expect(tailored?.basedOn?.processDefinitionKey).toBe(
      found.find((one) => !one.isTailored)?.processDefinitionKey,
    );
    expect(tailored?.differenceCount).toBeGreaterThan(1);
  });

  it('are not deployed again at the next start', async () => {
    // given
    const before = await app.services.store.processDefinitions.countDocuments();
    const { seed } = await import('../../server/seed/seed.js');

    // when
    await seed(app.services);

    // then
    expect(await app.services.store.processDefinitions.countDocuments()).toBe(before);
  });

  it('get a next version from a draft, and the version before stays as it was', async () => {
    // given
    const first = await standard();
    const draft = await openDraft({ processDefinitionKey: first.processDefinitionKey });
    const saved = await save(draft, {
      xml: draft.xml.replace('name="Classify and prioritise"', 'name="Classify"'),
    });

    // when
    const deployed = await paula.send<DeploymentResult>(
      'post',
      `/v2/drafts/${draft.draftKey}/deployment`,
      undefined,
      {
        'if-match': `"${saved.body.version}"`,
      },
    );

    // then
    expect(deployed.status).toBe(201);
    expect(deployed.body.processDefinitions).toEqual([
      expect.objectContaining({ processDefinitionId: incident, version: 2, isUnchanged: false }),
    ]);
    expect((await standard()).version).toBe(2);
    const old = await paula.get<{ xml: string }>(
      `/v2/process-definitions/${first.processDefinitionKey}/xml`,
    );
    expect(old.body.xml).toContain('Classify and prioritise');
  });

  it('keep a stale save out and lose nothing', async () => {
    // given
    const draft = await openDraft({
      processDefinitionKey: (await standard()).processDefinitionKey,
    });
    await save(draft, { name: 'Saved first' });

    // when
    const stale = await save(draft, { name: 'Saved on an old version' }, draft.version);
    const blind = await paula.send('put', `/v2/drafts/${draft.draftKey}`, {
      name: 'Saved blindly',
    });

    // then
    expect(stale).toMatchObject({
      status: 412,
      body: { code: 'staleVersion', params: { given: 1, current: 2 } },
    });
    expect(blind).toMatchObject({ status: 428 });
    const now = await paula.get<Draft>(`/v2/drafts/${draft.draftKey}`);
    expect(now.body).toMatchObject({ name: 'Saved first', version: 2 });
    expect(now.headers['etag']).toBe('"2"');
  });

  it('refuse a forbidden difference whatever the client says', async () => {
    // given
    const base = await standard();
    const draft = await openDraft({
      baseProcessDefinitionKey: base.processDefinitionKey,
      scope: { serviceId: 'email' },
    });
    const withoutScript = draft.xml.replace(/if reportedFor = null[^<]*/, 'initiator');
    const saved = await save(draft, {
      xml: withoutScript,
      reasons: { 'changed:register-incident:script': 'We want it so.' },
    });

    // when
    const check = await paula.post<CheckResult>(`/v2/drafts/${draft.draftKey}/check`);
    const deployed = await paula.send<ProblemDetails>(
      'post',
      `/v2/drafts/${draft.draftKey}/deployment`,
      undefined,
      {
        'if-match': `"${saved.body.version}"`,
      },
    );
    const direct = await paula.post<ProblemDetails>('/v2/deployments', {
      resources: [{ name: 'process.bpmn', content: withoutScript }],
      scope: { serviceId: 'email' },
      baseProcessDefinitionKey: base.processDefinitionKey,
    });
    const asStandard = await paula.post<ProblemDetails>('/v2/deployments', {
      resources: [{ name: 'process.bpmn', content: withoutScript }],
      scope: { serviceId: 'email' },
    });

    // then
    expect(check.body).toMatchObject({
      isDeployable: false,
      blockers: ['changed:register-incident:script'],
    });
    expect(check.body.differences).toContainEqual(
      expect.objectContaining({
        elementId: 'register-incident',
        verdict: 'forbidden',
        guidelineId: 'INC-G04',
      }),
    );
    expect(deployed).toMatchObject({ status: 422, body: { code: 'differencesBlocked' } });
    expect(direct).toMatchObject({ status: 422, body: { code: 'differencesBlocked' } });
    expect(asStandard).toMatchObject({ status: 422, body: { code: 'baseRequired' } });
    expect(await search({ serviceId: 'email' })).toEqual([]);
  });

  it('let an allowed tailoring apply to its service only', async () => {
    // given
    const base = await standard();
    const draft = await openDraft({
      baseProcessDefinitionKey: base.processDefinitionKey,
      scope: { serviceId: 'network' },
    });
    const xml = draft.xml.replace(
      'name="First line" target="PT4H"',
      'name="First line" target="PT2H"',
    );
    const saved = await save(draft, { xml });

    // when
    const deployed = await paula.send(
      'post',
      `/v2/drafts/${draft.draftKey}/deployment`,
      undefined,
      {
        'if-match': `"${saved.body.version}"`,
      },
    );

    // then
    const resolve = (serviceId?: string) =>
      app.services.library.resolve('demo', incident, serviceId === undefined ? {} : { serviceId });
    expect(deployed.status).toBe(201);
    expect((await resolve('network'))?.scope).toEqual({ serviceId: 'network' });
    expect((await resolve('email'))?.scope).toEqual({});
    expect((await resolve())?.scope).toEqual({});
    const [row] = await search({ serviceId: 'network' });
    const kept = await paula.get<{ differences: object[] }>(
      `/v2/process-definitions/${row?.processDefinitionKey}/differences`,
    );
    expect(kept.body.differences).toEqual([
      expect.objectContaining({
        property: 'clock.first-line.target',
        verdict: 'allowed',
        guidelineId: 'INC-G12',
      }),
    ]);
  });

  it('name the element that is not supported', async () => {
    // given
    const xml = buildProcess('choosy', (process) =>
      process
        .start('begin')
        .element('complexGateway', 'choose', { name: 'Choose' })
        .end('done')
        .flow('begin', 'choose', 'done'),
    );

    // when
    const answer = await deployFiles({ 'choosy.bpmn': xml });

    // then
    expect(answer).toMatchObject({ status: 422, body: { code: 'modelInvalid' } });
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ path: 'choose' }));
  });

  it('are deployed with a warning if their tokens can wait for ever', async () => {
    // given
    const xml = buildProcess('stuck', (process) =>
      process
        .start('begin')
        .exclusive('either', { default: 'either-to-both' })
        .user('look', { assignment: { candidateRoles: 'agent' } })
        .parallel('both', { name: 'Both are done' })
        .end('done')
        .flow('begin', 'either', 'both', 'done')
        .flowIf('either', 'look', { condition: '=urgent' })
        .flow('look', 'both'),
    );

    // when
    const answer = await deployFiles({ 'stuck.bpmn': xml });

    // then
    expect(answer.status).toBe(201);
    expect(answer.body.processDefinitions).toHaveLength(1);
    expect(answer.body.problems).toContainEqual(
      expect.objectContaining({
        rule: 'deadlock',
        severity: 'warning',
        elementId: 'both',
        elementName: 'Both are done',
      }),
    );
  });

  it('name a form that is not there', async () => {
    // given
    const xml = buildProcess('formless', (process) =>
      process
        .start('begin')
        .user('ask', { formId: 'nowhere', assignment: { candidateRoles: 'agent' } })
        .end('done')
        .flow('begin', 'ask', 'done'),
    );

    // when
    const answer = await deployFiles({ 'formless.bpmn': xml });

    // then
    expect(answer).toMatchObject({ status: 422, body: { code: 'modelInvalid' } });
    expect(JSON.stringify(answer.body.errors)).toContain('nowhere');
  });

  it.each([
    [
      'an entity bomb',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    ],
    ['no XML at all', 'hello'],
    [
      'an unclosed element',
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">',
    ],
    ['another vocabulary', '<html/>'],
  ])('refuse %s', async (_name, xml) => {
    // when
    const answer = await deployFiles({ 'model.bpmn': xml });

    // then
    expect(answer).toMatchObject({ status: 422, body: { code: 'modelInvalid' } });
  });

  it('refuse a model of 50 MB without reading it', async () => {
    // when
    const answer = await deployFiles({ 'model.bpmn': `<a>${'x'.repeat(50_000_000)}</a>` });

    // then
    expect(answer).toMatchObject({ status: 413, body: { code: 'tooLarge' } });
  });

  it('are taken from uploaded files too', async () => {
    // given
    const xml = buildProcess('uploaded', (process) =>
      process.start('begin').end('done').flow('begin', 'done'),
    );

    // when
    const answer = await paula.agent
      .post('/v2/deployments')
      .set('x-csrf-token', paula.session?.csrfToken ?? '')
      .attach('resources', Buffer.from(xml), 'uploaded.bpmn');

    // then
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      processDefinitions: [{ processDefinitionId: 'uploaded', version: 1 }],
    });
  });

  it('leave a trace of who changed what', async () => {
    // when
    const entries = await paula.post<Page<object>>('/v2/audit-logs/search', {
      filter: { action: 'draftDeployed' },
    });

    // then
    expect(entries.body.items).toContainEqual(
      expect.objectContaining({ actor: 'paula', subjectType: 'Draft' }),
    );
  });
});
