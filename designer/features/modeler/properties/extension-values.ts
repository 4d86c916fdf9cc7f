import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';

const isList = (value: unknown): value is ModelObject[] => Array.isArray(value);

/** A list property of a model object, empty if it is not set. */
export function readObjects(
  object: ModelObject | undefined,
  property: string,
): readonly ModelObject[] {
  const value = object?.get(property);
  return isList(value) ? value : [];
}

/** A property that holds or refers to another object of the model. */
export function readObject(
  object: ModelObject | undefined,
  property: string,
): ModelObject | undefined {
  const value = object?.get(property);
  return typeof value === 'object' && value !== null && '$type' in value
    ? (value as ModelObject)
    : undefined;
}

export function readText(object: ModelObject | undefined, property: string): string | undefined {
  const value = object?.get(property);
  return typeof value === 'string' ? value : undefined;
}

/** The extension elements of one type that stand in an object of the model. */
export function findExtensions(
  owner: ModelObject | undefined,
  type: string,
): readonly ModelObject[] {
  return readObjects(readObject(owner, 'extensionElements'), 'values').filter(
    (value) => value.$type === type,
  );
}

export const findExtension = (
  owner: ModelObject | undefined,
  type: string,
): ModelObject | undefined => findExtensions(owner, type)[0];

interface Writer {
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
}

/** Adds an extension element to an object that the element holds, as one step that can be undone. */
export function addExtension(
  { modeling, bpmnFactory }: Writer,
  element: ModelElement,
  owner: ModelObject,
  extension: ModelObject,
): void {
  const extensions = readObject(owner, 'extensionElements');
  if (extensions === undefined) {
    const created = bpmnFactory.create('bpmn:ExtensionElements', { values: [extension] });
    Object.assign(extension, { $parent: created });
    Object.assign(created, { $parent: owner });
    modeling.updateModdleProperties(element, owner, { extensionElements: created });
    return;
  }
  Object.assign(extension, { $parent: extensions });
  modeling.updateModdleProperties(element, extensions, {
    values: [...readObjects(extensions, 'values'), extension],
  });
}

export function removeExtension(
  { modeling }: Writer,
  element: ModelElement,
  owner: ModelObject,
  extension: ModelObject,
): void {
  const extensions = readObject(owner, 'extensionElements');
  if (extensions === undefined) return;
  const values = readObjects(extensions, 'values').filter((value) => value !== extension);
  modeling.updateModdleProperties(element, extensions, { values });
}

interface Attribute {
  readonly type: string;
  readonly attribute: string;
  readonly stored: unknown;
}

/** Sets one attribute of an extension element, creating the element if there is none yet. */
export function writeAttribute(
  writer: Writer,
  element: ModelElement,
  owner: ModelObject,
  { type, attribute, stored }: Attribute,
): void {
  const extension = findExtension(owner, type);
  if (extension !== undefined)
    writer.modeling.updateModdleProperties(element, extension, { [attribute]: stored });
  else if (stored !== undefined)
    addExtension(writer, element, owner, writer.bpmnFactory.create(type, { [attribute]: stored }));
}
