import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import {
  addExtension,
  findExtension,
  readObjects,
  readText,
  removeExtension,
} from './extension-values.js';

export interface Writer {
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
}

export const mappingLists = {
  inputs: { type: 'lemniscate:Input', property: 'io.input', name: 'input' },
  outputs: { type: 'lemniscate:Output', property: 'io.output', name: 'output' },
} as const;
export type MappingList = keyof typeof mappingLists;

/** Replaces one list of an element as one step that can be undone. */
export function writeMappings(
  writer: Writer,
  element: ModelElement,
  name: MappingList,
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

/** What an input of an element is set to; left out, there is no such input. */
export function readInputSource(
  { businessObject }: ModelElement,
  name: string,
): string | undefined {
  const inputs = readObjects(findExtension(businessObject, 'lemniscate:Io'), 'inputs');
  return readText(
    inputs.find((input) => readText(input, 'target') === name),
    'source',
  );
}

/** Sets an input as one step that can be undone; an empty one leaves the model. */
export function writeInputSource(
  writer: Writer,
  element: ModelElement,
  name: string,
  source: string,
): void {
  const { type } = mappingLists.inputs;
  const inputs = readObjects(findExtension(element.businessObject, 'lemniscate:Io'), 'inputs');
  const known = inputs.find((input) => readText(input, 'target') === name);
  if (known !== undefined && source !== '') {
    writer.modeling.updateModdleProperties(element, known, { source });
    return;
  }
  const others = inputs.filter((input) => input !== known);
  const added = source === '' ? [] : [writer.bpmnFactory.create(type, { target: name, source })];
  if (known !== undefined || added.length > 0)
    writeMappings(writer, element, 'inputs', [...others, ...added]);
}
