import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  DecisionDefinition,
  DecisionInstance,
  DeploymentResult,
  Incident,
  ProblemDetails,
  ProcessDefinition,
  ProcessInstance,
  Variable,
} from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';

const cases = fileURLToPath(new URL('../conformance/business-rule-task/', import.meta.url));
const readCase = (file: string): string => readFileSync(`${cases}${file}`, 'utf8');

/** Decides as soon as it begins, and waits for a person before it does so once more. */
const pricing = (id: string, called: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1" id="d" targetNamespace="t">
  <bpmn:process id="${id}" name="Pricing" isExecutable="true">
    <bpmn:extensionElements><lemniscate:start roles="agent" /></bpmn:extensionElements>
    <bpmn:startEvent id="begin" />
    <bpmn:businessRuleTask id="decide" name="Find the price">
      <bpmn:extensionElements><lemniscate:calledDecision resultVariable="price" ${called} /></bpmn:extensionElements>
    </bpmn:businessRuleTask>
    <bpmn:userTask id="check" />
    <bpmn:endEvent id="done" />
    <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="decide" />
    <bpmn:sequenceFlow id="b" sourceRef="decide" targetRef="check" />
    <bpmn:sequenceFlow id="c" sourceRef="check" targetRef="done" />
  </bpmn:process>
</bpmn:definitions>`;

interface Page<Item> {
  readonly items: Item[];
}

describe('decisions in processes', () => {
  let app: TestApp;
  let anna: TestClient;
  let paula: TestClient;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    anna = await app.logIn('anna');
    paula = await app.logIn('paula');
  });

  afterAll(() => app.stop());

  const deploy = (files: Record<string, string>, more: object = {}) =>
    paula.post<DeploymentResult & ProblemDetails>('/v2/deployments', {
      resources: Object.entries(files).map(([name, content]) => ({ name, content })),
      ...more,
    });

  async function start(processDefinitionId: string, variables: object): Promise<string> {
    const body = { processDefinitionId, variables };
    const answer = await anna.post<{ processInstanceKey: string }>('/v2/process-instances', body);
    expect(answer.status).toBe(201);
    return answer.body.processInstanceKey;
  }

  async function decisionsOf(processInstanceKey: string): Promise<DecisionInstance[]> {
    const body = { filter: { processInstanceKey } };
    return (await anna.post<Page<DecisionInstance>>('/v2/decision-instances/search', body)).body
      .items;
  }

  const decisionsMade = (processInstanceKey: string): Promise<DecisionInstance[]> =>
    eventually(async () => {
      const found = await decisionsOf(processInstanceKey);
      return found.length === 0 ? undefined : found;
    });

  async function variableOf(processInstanceKey: string, name: string): Promise<unknown> {
    const path = `/v2/process-instances/${processInstanceKey}/variables`;
    const { items } = (await anna.get<Page<Variable>>(path)).body;
    return items.find((one) => one.name === name)?.value;
  }

  const incidentsOf = async (processInstanceKey: string): Promise<Incident[]> =>
    (
      await paula.post<Page<Incident>>('/v2/incidents/search', {
        filter: { processInstanceKey, state: 'open' },
      })
    ).body.items;

  it('are deployed beside the process, made by it, and tell which rules fired', async () => {
    // given
    const { status, body } = await deploy({
      'pricing.bpmn': pricing('pricing', 'decisionId="price"'),
      'rates.dmn': readCase('rates.dmn'),
    });
    expect(status).toBe(201);
    expect(body.decisionDefinitions).toMatchObject([
      { decisionDefinitionId: 'rate', version: 1, isUnchanged: false },
      { decisionDefinitionId: 'price', version: 1, isUnchanged: false },
    ]);

    // when
    const key = await start('pricing', { kind: 'tape', size: 8 });

    // then
    const made = await decisionsMade(key);
    expect(made[0]).toMatchObject({
      decisionDefinitionId: 'price',
      decisionDefinitionVersion: 1,
      elementId: 'decide',
      elementName: 'Find the price',
      processInstanceKey: key,
      result: 4,
      warnings: [],
      evaluatedDecisions: [
        {
          decisionDefinitionId: 'rate',
          output: 0.5,
          tables: [
            {
              tableId: 'rate-table',
              hitPolicy: 'UNIQUE',
              evaluatedInputs: [{ inputName: 'kind', inputValue: 'tape' }],
              matchedRules: [{ ruleId: 'rate-table-rule-2', ruleIndex: 2 }],
            },
          ],
        },
        { decisionDefinitionId: 'price', output: 4 },
      ],
    });
    expect(await variableOf(key, 'price')).toBe(4);
    const one = await anna.get<DecisionInstance>(
      `/v2/decision-instances/${made[0]?.decisionInstanceKey ?? ''}`,
    );
    expect(one.body).toEqual(made[0]);
    const definition = made[0]?.decisionDefinitionKey ?? '';
    const xml = await anna.get<{ xml: string }>(`/v2/decision-definitions/${definition}/xml`);
    expect(xml.body.xml).toBe(readCase('rates.dmn'));
  });

  it('are versioned on their own, and count for running instances from then on', async () => {
    // given
    await deploy({
      'late.bpmn': pricing('late', 'decisionId="late-price"'),
      'late.dmn': readCase('rates.dmn').replaceAll('"price"', '"late-price"'),
    });
    await app.stopWorker();
    const key = await start('late', { kind: 'disk', size: 10 });

    // when
    const later = readCase('rates-later.dmn').replaceAll('"price"', '"late-price"');
    const { body } = await deploy({ 'late.dmn': later });
    const again = await deploy({ 'late.dmn': later });
    await app.startWorker();

    // then
    expect(body.processDefinitions).toEqual([]);
    expect(body.decisionDefinitions).toContainEqual(
      expect.objectContaining({ decisionDefinitionId: 'late-price', version: 2 }),
    );
    expect(again.body.decisionDefinitions.every(({ isUnchanged }) => isUnchanged)).toBe(true);
    expect(await decisionsMade(key)).toMatchObject([{ decisionDefinitionVersion: 2, result: 30 }]);
    const search = { filter: { decisionDefinitionId: 'late-price' } };
    const { items } = (
      await paula.post<Page<DecisionDefinition>>('/v2/decision-definitions/search', search)
    ).body;
    expect(items.map(({ version, isLatest }) => [version, isLatest])).toEqual([
      [2, true],
      [1, false],
    ]);
    const actions = await app.services.store.auditLogs.distinct('action').exec();
    expect(actions).toContain('decisionDeployed');
  });

  it('that cannot be made are incidents, until a retry by mended rules', async () => {
    // given
    const named = (file: string) => readCase(file).replaceAll('"price"', '"endless-price"');
    await deploy({
      'endless.bpmn': pricing('endless', 'decisionId="endless-price"'),
      'endless.dmn': named('endless.dmn'),
    });

    // when
    const key = await start('endless', { size: 6 });

    // then
    const incident = await eventually(async () => (await incidentsOf(key))[0]);
    expect(incident).toMatchObject({ code: 'decisionFailed', elementId: 'decide' });
    expect(incident.details).toMatchObject({
      decisionId: 'endless-price',
      expression: 'sum(for each in 1..1000000000 return each * size)',
    });

    // when
    await deploy({ 'endless.dmn': named('endless-mended.dmn') });
    await paula.post(`/v2/incidents/${incident.incidentKey}/resolution`, {});

    // then
    expect(await decisionsMade(key)).toMatchObject([{ decisionDefinitionVersion: 2 }]);
    expect(await variableOf(key, 'price')).toBe(42);
  });

  it('are told again from the facts alone', async () => {
    // given
    const key = await start('pricing', { kind: 'disk', size: 'many' });
    const before = await decisionsMade(key);

    // when
    await app.stopWorker();
    await app.startWorker();
    const instance = await anna.get<ProcessInstance>(`/v2/process-instances/${key}`);

    // then
    expect(before[0]).toMatchObject({ result: null });
    expect(before[0]?.warnings.length).toBeGreaterThan(0);
    expect(instance.body).toMatchObject({ state: 'active', hasIncident: false });
    expect(await decisionsOf(key)).toEqual(before);
    const facts = await anna.get<Page<{ type: string; data: object }>>(
      `/v2/process-instances/${key}/facts`,
    );
    const fact = facts.body.items.find(({ type }) => type === 'decisionEvaluated');
    expect(fact?.data).toMatchObject({ decision: { name: 'Price' }, evaluation: { value: null } });
  });

  it('refuse to be deployed with what is wrong in them, by file, element and position', async () => {
    // given
    const broken = readCase('rates.dmn').replace('Rate * size', 'Rate * (size');

    // when
    const { status, body } = await deploy({
      'broken.bpmn': pricing('broken', 'decisionId="price"'),
      'broken.dmn': broken,
    });
    const alone = await deploy({ 'broken.dmn': broken });

    // then
    expect([status, alone.status]).toEqual([422, 422]);
    for (const { errors = [] } of [body, alone.body]) {
      expect(errors[0]?.path).toContain('broken.dmn#');
      expect(errors[0]?.message).toMatch(/position|line|\d/);
    }
  });

  it('must be there when a process that calls them is deployed', async () => {
    // when
    const unknown = await deploy({ 'x.bpmn': pricing('lonely', 'decisionId="nobody-knows"') });
    const bound = await deploy({
      'y.bpmn': pricing('bound', 'decisionId="price" binding="deployment"'),
    });

    // then
    for (const { status, body } of [unknown, bound]) {
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ path: 'decide', rule: 'calledDecisionMissing' }]);
    }
  });

  it('of a tailored process are judged by the guidelines of its standard', async () => {
    // given
    const search = { filter: { processDefinitionId: 'incident-escalation', isLatest: true } };
    const { items } = (
      await paula.post<Page<ProcessDefinition>>('/v2/process-definitions/search', search)
    ).body;
    const standard = items.find(({ isTailored }) => !isTailored);
    const baseKey = standard?.processDefinitionKey ?? '';
    const { xml } = (await paula.get<{ xml: string }>(`/v2/process-definitions/${baseKey}/xml`))
      .body;
    const [decision] = (
      await paula.post<Page<DecisionDefinition>>('/v2/decision-definitions/search', {
        filter: { decisionDefinitionId: 'incident-commitment' },
      })
    ).body.items;
    const own = (
      await paula.get<{ xml: string }>(
        `/v2/decision-definitions/${decision?.decisionDefinitionKey ?? ''}/xml`,
      )
    ).body.xml.replace('"PT4H"', '"PT1H"');

    // when
    const { status, body } = await deploy(
      { 'process.bpmn': xml, 'incident-priority.dmn': own },
      { scope: { serviceId: 'mail' }, baseProcessDefinitionKey: baseKey },
    );

    // then
    expect(status).toBe(422);
    expect(body.code).toBe('differencesBlocked');
    expect(body.errors?.map(({ path }) => path)).toEqual(['changed:set-priority:decision.rules']);
  });
});
