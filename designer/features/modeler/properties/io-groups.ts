import type { ModelElement, ModelObject } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import { findExtension, readObjects, readText } from './extension-values.js';
import { isA } from './field-values.js';
import { mappingLists, writeMappings, type MappingList, type Writer } from './io-mappings.js';
import type { PanelGroup } from './lock-groups.js';
import { toObjectListGroup } from './object-list-group.js';
import type { PanelWords } from './panel-words.js';

function pickFreeTarget(objects: readonly ModelObject[], name: string): string {
  const taken = objects.map((object) => readText(object, 'target'));
  let number = objects.length + 1;
  while (taken.includes(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}

function toListGroup(
  element: ModelElement,
  name: MappingList,
  { writer, words, guide }: IoContext,
): PanelGroup {
  const { type, property, name: shortName } = mappingLists[name];
  const io = findExtension(element.businessObject, 'lemniscate:Io');
  const objects = readObjects(io, name);
  const isFree = (of: string): boolean => guide.findFreedom(element.id, of).type !== 'locked';
  const add = (): void => {
    const target = pickFreeTarget(objects, shortName);
    const created = writer.bpmnFactory.create(type, { target, source: 'null' });
    writeMappings(writer, element, name, [...objects, created]);
  };
  return toObjectListGroup(element, {
    id: name,
    label: words.label(`${name}Group`),
    objects: objects.map((object) => {
      const target = readText(object, 'target') ?? '';
      const own = `${property}.${target}`;
      const remove = (): void =>
        writeMappings(
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
