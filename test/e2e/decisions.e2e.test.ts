import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { capture, send, startProduct, type Product } from '../support/browser.js';

const cases = fileURLToPath(new URL('../conformance/business-rule-task/', import.meta.url));

const task = (id: string, name: string, size: string): string => `
  <bpmn:businessRuleTask id="${id}" name="${name}"><bpmn:extensionElements>
    <lemniscate:calledDecision decisionId="price" resultVariable="${id}" />
    <lemniscate:io>
      <lemniscate:input target="kind" source="=kind" />
      <lemniscate:input target="size" source="=${size}" />
    </lemniscate:io>
  </bpmn:extensionElements></bpmn:businessRuleTask>`;

/** Two decisions, of which the second comes to nothing. */
const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:lemniscate="urn:lemniscate:bpmn:1" id="d" targetNamespace="t">
  <bpmn:process id="pricing" name="Pricing" isExecutable="true">
    <bpmn:startEvent id="begin" />
    ${task('price', 'Find the price', 'size')}
    ${task('forecast', 'Guess next year&#39;s price', '&quot;many&quot;')}
    <bpmn:userTask id="check" name="Check" />
    <bpmn:endEvent id="done" />
    <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="price" />
    <bpmn:sequenceFlow id="b" sourceRef="price" targetRef="forecast" />
    <bpmn:sequenceFlow id="c" sourceRef="forecast" targetRef="check" />
    <bpmn:sequenceFlow id="e" sourceRef="check" targetRef="done" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="pricing">
    <bpmndi:BPMNShape id="check_di" bpmnElement="check"><dc:Bounds x="100" y="80" width="100" height="80" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

describe('looking at the decisions of an instance', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  }, 150_000);

  afterAll(() => product.stop(), 60_000);

  it('shows versions, inputs, fired rules and warnings, by keyboard too', async () => {
    // given
    const admin = await product.open('admin', '/operations');
    const rates = readFileSync(`${cases}rates.dmn`, 'utf8');
    await send(admin, '/v2/deployments', {
      resources: [
        { name: 'pricing.bpmn', content: model },
        { name: 'rates.dmn', content: rates },
      ],
    });
    const { processInstanceKey = '' } = await send<Record<string, string>>(
      admin,
      '/v2/process-instances',
      {
        processDefinitionId: 'pricing',
        variables: { kind: 'disk', size: 12 },
      },
    );

    // when
    await admin.goto(
      new URL(`/operations/instances/${processInstanceKey}`, admin.url()).toString(),
    );
    await admin.getByRole('tab', { name: 'Tasks' }).focus();
    await admin.keyboard.press('ArrowRight');

    // then
    await admin.getByRole('heading', { name: 'Price v1' }).first().waitFor();
    await admin.getByText('at “Find the price”', { exact: false }).waitFor();
    expect(await admin.getByRole('table', { name: '1 rule fired' }).count()).toBe(2);
    await admin.getByText(/warnings?: something came out as null/).waitFor();
    expect(await capture(admin, 'operations-decisions')).toEqual([]);
    await admin.getByRole('table', { name: '1 rule fired' }).last().scrollIntoViewIfNeeded();
    expect(await capture(admin, 'operations-fired-rules')).toEqual([]);
    await admin.getByRole('tab', { name: 'Timeline' }).click();
    await admin.getByText('Decision made at “Find the price”:').waitFor();
  });
});
