import type {
  DeploymentResult,
  ProblemDetails,
  ProcessDefinition,
} from '../../server/contract/index.js';
import { findCalledProcess } from '../../server/features/definitions/find-called-process.js';
import type { InstanceIdentity } from '../../workflows/activities/ports.js';
import { definitionsXml, flowXml, processXml } from '../support/bpmn-text.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';

interface Page<Item> {
  readonly items: Item[];
}

const task = (id: string, name: string) => `<bpmn:manualTask id="${id}" name="${name}" />`;

/** Two executable processes with a pool each, a drawn one, and a global task. */
function shop(orderStep: string, deliveryStep = 'Pack'): string {
  const pools = ['order', 'delivery', 'customer']
    .map((id) => `<bpmn:participant id="${id}-pool" processRef="${id}" />`)
    .join('');
  const order = `${task('enter', orderStep)}<bpmn:callActivity id="deliver" calledElement="delivery" />${flowXml('order-begin', 'enter', 'deliver', 'order-done')}`;
  return definitionsXml(
    [
      `<bpmn:collaboration id="shop">${pools}</bpmn:collaboration>`,
      processXml(order, 'order'),
      processXml(
        `${task('pack', deliveryStep)}${flowXml('delivery-begin', 'pack', 'delivery-done')}`,
        'delivery',
      ),
      processXml('', 'customer', false),
      '<bpmn:globalManualTask id="carry" name="Carry" />',
    ].join(''),
  );
}

function lonely(id: string, step: string, tag?: string): string {
  const mark =
    tag === undefined
      ? ''
      : `<bpmn:extensionElements><lemniscate:versionTag value="${tag}" /></bpmn:extensionElements>`;
  return definitionsXml(
    `<bpmn:process id="${id}" isExecutable="true">${mark}<bpmn:startEvent id="${id}-begin" /><bpmn:endEvent id="${id}-done" />${task(`${id}-step`, step)}${flowXml(`${id}-begin`, `${id}-step`, `${id}-done`)}</bpmn:process>`,
  );
}

describe('models with several processes', () => {
  let app: TestApp;
  let paula: TestClient;

  beforeAll(async () => {
    app = await createTestApp();
    paula = await app.logIn('paula');
  });

  afterAll(() => app.stop());

  const deploy = (files: Readonly<Record<string, string>>, more: object = {}) =>
    paula.post<DeploymentResult & ProblemDetails>('/v2/deployments', {
      resources: Object.entries(files).map(([name, content]) => ({ name, content })),
      ...more,
    });

  async function search(filter: object): Promise<ProcessDefinition[]> {
    const answer = await paula.post<Page<ProcessDefinition>>('/v2/process-definitions/search', {
      filter,
    });
    return answer.body.items;
  }

  function called(
    caller: { readonly key: string; readonly serviceId?: string },
    processId: string,
    binding: 'latest' | 'deployment' | 'versionTag',
    versionTag?: string,
  ) {
    const identity = {
      organisationId: 'demo',
      processDefinitionKey: caller.key,
      ...(caller.serviceId === undefined ? {} : { serviceId: caller.serviceId }),
    } as InstanceIdentity;
    return findCalledProcess(app.services.store, app.services.library, {
      caller: identity,
      processId,
      binding,
      ...(versionTag === undefined ? {} : { versionTag }),
    });
  }

  const keyOf = (result: DeploymentResult, id: string): string =>
    result.processDefinitions.find((one) => one.processDefinitionId === id)?.processDefinitionKey ??
    '';

  it('deploy each executable process and global task as a definition of its own', async () => {
    // when
    const first = await deploy({ 'shop.bpmn': shop('Enter') });
    const again = await deploy({ 'shop.bpmn': shop('Enter') });
    const next = await deploy({ 'shop.bpmn': shop('Type in') });

    // then
    expect(first.status).toBe(201);
    expect(first.body.processDefinitions).toEqual(
      ['order', 'delivery', 'carry'].map((processDefinitionId): unknown =>
        expect.objectContaining({ processDefinitionId, version: 1, isUnchanged: false }),
      ),
    );
    expect(again.body.processDefinitions.map((one) => one.isUnchanged)).toEqual([true, true, true]);
    expect(next.body.processDefinitions.map((one) => one.version)).toEqual([2, 2, 2]);
    expect(await search({ processDefinitionId: 'customer' })).toEqual([]);
  });

  it('refuse one process in two files, whichever would be the later', async () => {
    const answer = await deploy({
      'a.bpmn': lonely('twin', 'One'),
      'b.bpmn': lonely('twin', 'Two'),
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'processTwice' } });
    expect(await search({ processDefinitionId: 'twin' })).toEqual([]);
  });

  it('keep a model that is only drawn, which nobody can start or call', async () => {
    // when
    const deployed = await deploy({
      'drawn.bpmn': definitionsXml(processXml('', 'sketch', false)),
    });

    // then
    expect(deployed.status).toBe(201);
    const [row] = await search({ processDefinitionId: 'sketch' });
    expect(row).toMatchObject({ isExecutable: false, version: 1 });
    const admin = await app.logIn('admin');
    const start = await admin.post<ProblemDetails>('/v2/process-instances', {
      processDefinitionId: 'sketch',
    });
    expect(start).toMatchObject({ status: 422, body: { code: 'notExecutable' } });
    const xml = await paula.get<{ xml: string }>(
      `/v2/process-definitions/${row?.processDefinitionKey ?? ''}/xml`,
    );
    expect(xml.body.xml).toContain('sketch');
  });

  it('offer a global task to nobody', async () => {
    await deploy({ 'shop.bpmn': shop('Enter once more') });
    const admin = await app.logIn('admin');
    const start = await admin.post<ProblemDetails>('/v2/process-instances', {
      processDefinitionId: 'carry',
    });
    expect(start.status).toBe(403);
  });

  it('call what was deployed last together with the caller, changed or not', async () => {
    // given
    const files = (step: string) => ({
      'a.bpmn': lonely('caller', step),
      'b.bpmn': lonely('callee', 'Same'),
    });
    const first = (await deploy(files('One'))).body;
    const second = (await deploy(files('Two'))).body;
    const newer = (await deploy({ 'b.bpmn': lonely('callee', 'Other') })).body;

    // when
    const bound = await called({ key: keyOf(second, 'caller') }, 'callee', 'deployment');
    const latest = await called({ key: keyOf(second, 'caller') }, 'callee', 'latest');
    const none = await called({ key: keyOf(newer, 'callee') }, 'caller', 'deployment');

    // then
    expect(keyOf(second, 'callee')).toBe(keyOf(first, 'callee'));
    expect(bound?._id).toBe(keyOf(first, 'callee'));
    expect(latest?._id).toBe(keyOf(newer, 'callee'));
    expect(none).toBeUndefined();
  });

  it('call the variant for the service of the instance, and no other', async () => {
    // given
    const standard = (await deploy({ 'a.bpmn': lonely('advice', 'Advise', 'spring') })).body;
    const tailored = await deploy(
      { 'a.bpmn': lonely('advice', 'Advise well', 'spring') },
      {
        baseProcessDefinitionKey: keyOf(standard, 'advice'),
        scope: { serviceId: 'payroll' },
      },
    );
    expect(tailored.status).toBe(201);
    const ofService = keyOf(tailored.body, 'advice');
    const ofStandard = keyOf(standard, 'advice');

    // when
    const versions = await Promise.all(
      (['latest', 'versionTag'] as const).flatMap((binding) =>
        ['payroll', 'email', undefined].map((serviceId) =>
          called(
            { key: ofStandard, ...(serviceId === undefined ? {} : { serviceId }) },
            'advice',
            binding,
            'spring',
          ),
        ),
      ),
    );

    // then
    const expected = [ofService, ofStandard, ofStandard];
    expect(versions.map((one) => one?._id)).toEqual([...expected, ...expected]);
    expect(await called({ key: ofStandard }, 'advice', 'versionTag', 'autumn')).toBeUndefined();
  });

  it('tailor one process of a file and leave the others with the standard', async () => {
    // given
    const standard = (await deploy({ 'shop.bpmn': shop('Take down', 'Wrap') })).body;

    // when
    const tailored = await deploy(
      { 'shop.bpmn': shop('Take down', 'Wrap').replace('"Take down"', '"Take down fast"') },
      { baseProcessDefinitionKey: keyOf(standard, 'order'), scope: { serviceId: 'email' } },
    );

    // then
    expect(tailored.body.processDefinitions).toEqual([
      expect.objectContaining({ processDefinitionId: 'order', version: 1 }),
    ]);
    const delivery = await called(
      { key: keyOf(tailored.body, 'order'), serviceId: 'email' },
      'delivery',
      'deployment',
    );
    expect(delivery?._id).toBe(keyOf(standard, 'delivery'));
  });

  it('refuse a tailored file that brings a process the standard does not have', async () => {
    // given
    const standard = (await deploy({ 'a.bpmn': lonely('single', 'Do it') })).body;
    const extra = lonely('single', 'Do it').replace(
      '</bpmn:definitions>',
      `${processXml('', 'sneaked-in')}</bpmn:definitions>`,
    );

    // when
    const answer = await deploy(
      { 'a.bpmn': extra },
      { baseProcessDefinitionKey: keyOf(standard, 'single'), scope: { serviceId: 'email' } },
    );

    // then
    expect(answer).toMatchObject({ status: 422, body: { code: 'differencesBlocked' } });
  });
});
