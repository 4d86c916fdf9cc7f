import extension from '../../../../engine/extensions/moddle.json';
import { parseBpmn } from '../../../../engine/parser/index.js';
import { compareModels, readModel } from '../../../../engine/tailoring/index.js';
import { fieldGroups } from '../../../../designer/features/modeler/properties/field-groups.js';
import {
  readInputSource,
  writeInputSource,
} from '../../../../designer/features/modeler/properties/io-mappings.js';
import { findStep } from '../../../../designer/features/modeler/properties/find-step.js';
import type { FieldSpec } from '../../../../designer/features/modeler/properties/field-spec.js';
import {
  findPlace,
  isA,
  isWholeNumber,
  listOutgoing,
  readField,
  writeField,
} from '../../../../designer/features/modeler/properties/field-values.js';
import type {
  ModelElement,
  ModelObject,
} from '../../../../designer/features/modeler/modeler-services.js';

const events = (['timer', 'error', 'escalation', 'conditional'] as const)
  .map(
    (kind) =>
      `<bpmn:boundaryEvent id="${kind}" attachedToRef="multi"><bpmn:${kind}EventDefinition id="${kind}-d" /></bpmn:boundaryEvent>`,
  )
  .join('');
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <bpmn:message id="m" name="order" />
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="begin" />
    <bpmn:userTask id="work"><bpmn:outgoing>g</bpmn:outgoing><bpmn:standardLoopCharacteristics id="work-loop" /></bpmn:userTask>
    <bpmn:serviceTask id="multi"><bpmn:multiInstanceLoopCharacteristics id="multi-loop" /></bpmn:serviceTask>
    <bpmn:scriptTask id="script" />
    <bpmn:businessRuleTask id="decide" />
    <bpmn:receiveTask id="receive" messageRef="m" />
    <bpmn:callActivity id="call" />
    <bpmn:adHocSubProcess id="adhoc" />
    <bpmn:exclusiveGateway id="fork"><bpmn:outgoing>f</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:complexGateway id="join" />
    <bpmn:eventBasedGateway id="race" />
    ${events}
    <bpmn:sequenceFlow id="f" sourceRef="fork" targetRef="work" />
    <bpmn:sequenceFlow id="g" sourceRef="work" targetRef="join" />
  </bpmn:process>
</bpmn:definitions>`;

/** What bpmn-js does to the model, without a canvas. */
const writer = {
  modeling: {
    updateProperties: (element: ModelElement, change: object) =>
      void Object.assign(element.businessObject, change),
    updateModdleProperties: (_element: ModelElement, object: ModelObject, change: object) =>
      void Object.assign(object, change),
    removeElements: () => undefined,
    updateLabel: () => undefined,
  },
  bpmnFactory: { create: () => ({}) as ModelObject },
};

async function openModel() {
  const { definitions } = await parseBpmn(xml);
  if (definitions === undefined) return { elements: [], read: () => undefined };
  const root = definitions as unknown as ModelObject & {
    readonly $model: { create(type: string, parts: object): ModelObject };
  };
  const [, process] = root.get('rootElements') as ModelObject[];
  const inner = (process?.get('flowElements') ?? []) as ModelObject[];
  const elements = [process, ...inner].flatMap((businessObject) =>
    businessObject === undefined
      ? []
      : [{ id: businessObject.id ?? '', type: businessObject.$type, businessObject }],
  );
  return {
    elements,
    factory: { create: (type: string, parts?: object) => root.$model.create(type, { ...parts }) },
    read: () => readModel(definitions),
  };
}

function sampleOf({ kind, options }: FieldSpec, element: ModelElement): string | boolean {
  if (kind === 'number') return '7';
  if (kind === 'switch') return true;
  if (kind === 'flow') return listOutgoing(element)[0]?.id ?? '';
  return options?.at(-1) ?? 'x';
}

const fields = fieldGroups.flatMap(({ types, fields: specs }) =>
  specs.map((spec) => ({ name: `${spec.id} of ${types.join(', ')}`, types, spec })),
);

describe('fields of the properties panel', () => {
  it.each(fields)('writes $name where its guideline looks for it', async ({ types, spec }) => {
    // given
    const { elements, factory, read } = await openModel();
    const element = elements.find(
      (one) =>
        isA(one, types) &&
        findPlace(one, spec.place) !== undefined &&
        (spec.kind !== 'flow' || listOutgoing(one).length > 0),
    );
    const before = read();

    if (element === undefined || before === undefined || factory === undefined)
      throw new TypeError(`Expected an element for ${spec.id}`);

    // when
    const sample = sampleOf(spec, element);
    writeField({ ...writer, bpmnFactory: factory }, element, spec, sample);

    // then
    expect(readField(element, spec)).toBe(sample);
    const changed = compareModels(before, read() ?? before).map(({ property }) => property);
    expect(changed).toContain(spec.property);
  });

  it('writes inputs of a step as mappings, and takes an empty one away', async () => {
    // given
    const { elements, factory } = await openModel();
    const element = elements.find(({ id }) => id === 'multi');
    const step = fields.find(({ spec }) => spec.kind === 'step')?.spec;
    if (element === undefined || factory === undefined || step === undefined)
      throw new TypeError('Expected a service task and the field of its step');
    const write = (name: string, source: string) =>
      writeInputSource({ ...writer, bpmnFactory: factory }, element, name, source);

    // when
    writeField({ ...writer, bpmnFactory: factory }, element, step, 'notify');
    write('subject', '=title');
    write('toUsers', 'ann');
    write('subject', 'Hello');
    write('toUsers', '');

    // then
    expect(findStep(element)?.type).toBe('notify');
    expect(readInputSource(element, 'subject')).toBe('Hello');
    expect(readInputSource(element, 'toUsers')).toBeUndefined();
  });

  it('offers every attribute of the extension but those that stand in lists and those of imports', () => {
    // given
    const listed = [
      'Input',
      'Output',
      'Io',
      'Clock',
      'Threshold',
      'Pause',
      'ClockCommand',
      'Listener',
      'Guideline',
    ];
    /** Nobody fills these in: the import of foreign models writes them, and the panel has a list to settle them. */
    const written = ['Original', 'Obstacle', 'ImportMark'];
    const offered = new Set(fields.map(({ spec }) => `${spec.type}.${spec.attribute}`));

    // when
    const missing = extension.types
      .filter(({ name }) => ![...listed, ...written].includes(name))
      .flatMap(({ name, properties }) =>
        properties.map((one) => `lemniscate:${name}.${one.name.replace(/^.*:/, '')}`),
      )
      .filter((name) => !offered.has(name));

    // then
    expect(missing).toEqual([]);
  });

  it('takes only whole numbers where a number is asked for', () => {
    // given
    const typed = ['', '0', '12', '-1', '1.5', 'two', undefined];

    // when
    const accepted = typed.filter(isWholeNumber);

    // then
    expect(accepted).toEqual(['', '0', '12', undefined]);
  });
});
