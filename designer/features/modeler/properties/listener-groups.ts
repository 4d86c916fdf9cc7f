import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import {
  addExtension,
  findExtensions,
  readObject,
  readObjects,
  readText,
  removeExtension,
} from './extension-values.js';
import { isA } from './field-values.js';
import type { PanelGroup } from './lock-groups.js';
import { toObjectListGroup } from './object-list-group.js';
import type { PanelWords } from './panel-words.js';

interface ListenerContext {
  readonly writer: { readonly modeling: Modeling; readonly bpmnFactory: BpmnFactory };
  readonly words: PanelWords;
  readonly guide: TailoringGuide;
}

const lists = {
  inputs: { type: 'lemniscate:Input', label: 'listenerInputsGroup', name: 'input' },
  outputs: { type: 'lemniscate:Output', label: 'listenerOutputsGroup', name: 'output' },
} as const;
type ListName = keyof typeof lists;

const jobAttributes = ['type', 'worker', 'taskQueue', 'retries', 'retryBackoff', 'timeout'];

/** When listeners of an element can run, as the compiler has it. */
function listMoments(element: ModelElement): readonly string[] {
  if (isA(element, ['bpmn:UserTask'])) return ['start', 'create', 'complete', 'end'];
  if (isA(element, ['bpmn:StartEvent'])) return ['end'];
  if (isA(element, ['bpmn:BoundaryEvent'])) return isCompensation(element) ? [] : ['end'];
  if (isA(element, ['bpmn:EndEvent'])) return ['start'];
  if (isA(element, ['bpmn:ComplexGateway'])) return [];
  if (isA(element, ['bpmn:Gateway'])) return ['start'];
  return isA(element, ['bpmn:Process', 'bpmn:Activity', 'bpmn:Event']) ? ['start', 'end'] : [];
}

function isCompensation({ businessObject }: ModelElement): boolean {
  return readObjects(businessObject, 'eventDefinitions').some(
    ({ $type }) => $type === 'bpmn:CompensateEventDefinition',
  );
}

/** The jobs around the work of an element, and for each what it gets and what is kept of its answer. */
export function toListenerGroups(element: ModelElement, context: ListenerContext): PanelGroup[] {
  const { writer, words, guide } = context;
  const moments = listMoments(element);
  if (moments.length === 0) return [];
  const owner = element.businessObject;
  const listeners = findExtensions(owner, 'lemniscate:Listener');
  const isFree = guide.findFreedom(element.id, 'listener').type !== 'locked';
  const create = (): void => {
    const created = writer.bpmnFactory.create('lemniscate:Listener', {
      event: moments[0],
      type: 'notify',
    });
    addExtension(writer, element, owner, created);
  };
  const objects = listeners.map((object) => ({
    object,
    label: describeListener(object, words),
    fields: [
      {
        attribute: 'event',
        label: 'listener_event',
        property: 'listener',
        options: withValue(moments, readText(object, 'event') ?? ''),
      },
      ...jobAttributes.map((attribute) => ({ attribute, label: attribute, property: 'listener' })),
    ],
    ...(isFree ? { remove: () => removeExtension(writer, element, owner, object) } : {}),
  }));
  const label = words.label('listenerGroup');
  const group = { id: 'listeners', label, objects, ...(isFree ? { add: create } : {}) };
  return [
    toObjectListGroup(element, group),
    ...listeners.flatMap((listener, index) =>
      (['inputs', 'outputs'] as const).map((list) =>
        toMappingGroup(element, listener, { ...context, list, index, isFree }),
      ),
    ),
  ];
}

const withValue = (options: readonly string[], value: string): readonly string[] =>
  options.includes(value) ? options : [...options, value];

function describeListener(listener: ModelObject, words: PanelWords): string {
  const type = readText(listener, 'type') ?? '';
  return `${words.label(readText(listener, 'event') ?? '')} · ${type}`;
}

interface MappingContext extends ListenerContext {
  readonly list: ListName;
  readonly index: number;
  readonly isFree: boolean;
}

function toMappingGroup(
  element: ModelElement,
  listener: ModelObject,
  { writer, words, list, index, isFree }: MappingContext,
): PanelGroup {
  const { type, label, name } = lists[list];
  const objects = readObjects(readObject(listener, 'io'), list);
  const write = (next: readonly ModelObject[]): void =>
    writeMappings(writer, element, listener, list, next);
  const add = (): void => {
    const target = `${name}${objects.length + 1}`;
    write([...objects, writer.bpmnFactory.create(type, { target, source: 'null' })]);
  };
  return toObjectListGroup(element, {
    id: `listener-${index}-${list}`,
    label: words.label(label, { name: describeListener(listener, words) }),
    objects: objects.map((object) => ({
      object,
      label: `${readText(object, 'target') ?? ''} ← ${readText(object, 'source') ?? ''}`,
      fields: [
        { attribute: 'target', label: 'ioTarget', property: 'listener' },
        { attribute: 'source', label: 'ioSource', property: 'listener' },
      ],
      ...(isFree ? { remove: () => write(objects.filter((one) => one !== object)) } : {}),
    })),
    ...(isFree ? { add } : {}),
  });
}

function writeMappings(
  { modeling, bpmnFactory }: ListenerContext['writer'],
  element: ModelElement,
  listener: ModelObject,
  list: ListName,
  objects: readonly ModelObject[],
): void {
  const io = readObject(listener, 'io');
  if (io === undefined) {
    const created = bpmnFactory.create('lemniscate:Io', { [list]: objects });
    for (const object of objects) Object.assign(object, { $parent: created });
    Object.assign(created, { $parent: listener });
    modeling.updateModdleProperties(element, listener, { io: created });
    return;
  }
  const others = readObjects(io, list === 'inputs' ? 'outputs' : 'inputs');
  if (objects.length + others.length === 0) {
    modeling.updateModdleProperties(element, listener, { io: undefined });
    return;
  }
  for (const object of objects) Object.assign(object, { $parent: io });
  modeling.updateModdleProperties(element, io, { [list]: objects });
}
