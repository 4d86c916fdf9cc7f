import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import {
  addExtension,
  findExtension,
  readObjects,
  readText,
  removeExtension,
} from './extension-values.js';
import { isA } from './field-values.js';
import type { PanelGroup } from './lock-groups.js';
import { toObjectListGroup } from './object-list-group.js';
import type { PanelWords } from './panel-words.js';

interface Writer {
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
}

const lists = {
  inputs: { type: 'lemniscate:Input', property: 'io.input', name: 'input' },
  outputs: { type: 'lemniscate:Output', property: 'io.output', name: 'output' },
} as const;
type ListName = keyof typeof lists;

function writeList(
  writer: Writer,
  element: ModelElement,
  name: ListName,
  objects: readonly ModelObject[],
): void {
  const owner = element.businessObject;
  const io = findExtension(owner, 'lemniscate:Io');
  if (io === undefined) {
    const created = writer.bpmnFactory.create('lemniscate:Io', { [name]: objects });
    for (const object of objects) Object.assign(object, { $parent: created });
    addExtension(writer, element, owner, created);
    return;
  }
  const other = readObjects(io, name === 'inputs' ? 'outputs' : 'inputs');
  if (objects.length === 0 && other.length === 0) {
    removeExtension(writer, element, owner, io);
    return;
  }
  for (const object of objects) Object.assign(object, { $parent: io });
  writer.modeling.updateModdleProperties(element, io, { [name]: objects });
}

function pickFreeTarget(objects: readonly ModelObject[], name: string): string {
  const taken = objects.map((object) => readText(object, 'target'));
  let number = objects.length + 1;
  while (taken.includes(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}

function toListGroup(
  element: ModelElement,
  name: ListName,
  { writer, words, guide }: IoContext,
): PanelGroup {
  const { type, property, name: shortName } = lists[name];
  const io = findExtension(element.businessObject, 'lemniscate:Io');
  const objects = readObjects(io, name);
  const isFree = (of: string): boolean => guide.findFreedom(element.id, of).type !== 'locked';
  const add = (): void => {
    const target = pickFreeTarget(objects, shortName);
    const created = writer.bpmnFactory.create(type, { target, source: 'null' });
    writeList(writer, element, name, [...objects, created]);
  };
  return toObjectListGroup(element, {
    id: name,
    label: words.label(`${name}Group`),
    objects: objects.map((object) => {
      const target = readText(object, 'target') ?? '';
      const own = `${property}.${target}`;
      const remove = (): void =>
        writeList(
          writer,
          element,
          name,
          objects.filter((one) => one !== object),
        );
      return {
        object,
        label: `${target} ← ${readText(object, 'source') ?? ''}`,
        fields: [
          { attribute: 'target', label: 'ioTarget', property: own },
          { attribute: 'source', label: 'ioSource', property: own },
        ],
        ...(isFree(own) ? { remove } : {}),
      };
    }),
    ...(isFree('io') ? { add } : {}),
  });
}

interface IoContext {
  readonly writer: Writer;
  readonly words: PanelWords;
  readonly guide: TailoringGuide;
}

/** What goes from the variables around an element into it, and back; two lists. */
export function toIoGroups(element: ModelElement, context: IoContext): PanelGroup[] {
  if (!isA(element, ['bpmn:Activity', 'bpmn:Event'])) return [];
  return [toListGroup(element, 'inputs', context), toListGroup(element, 'outputs', context)];
}
