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

export function readText(object: ModelObject | undefined, property: string): string | undefined {
  const value = object?.get(property);
  return typeof value === 'string' ? value : undefined;
}

function readExtensions(object: ModelObject): ModelObject | undefined {
  const extensions = object.get('extensionElements');
  return typeof extensions === 'object' && extensions !== null
    ? (extensions as ModelObject)
    : undefined;
}

export function findExtensions(element: ModelElement, type: string): readonly ModelObject[] {
  return readObjects(readExtensions(element.businessObject), 'values').filter(
    (value) => value.$type === type,
  );
}

export const findExtension = (element: ModelElement, type: string): ModelObject | undefined =>
  findExtensions(element, type)[0];

interface Writer {
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
}

/** Adds an extension element as one step that can be undone. */
export function addExtension(
  { modeling, bpmnFactory }: Writer,
  element: ModelElement,
  extension: ModelObject,
): void {
  const extensions = readExtensions(element.businessObject);
  if (extensions === undefined) {
    const created = bpmnFactory.create('bpmn:ExtensionElements', { values: [extension] });
    Object.assign(extension, { $parent: created });
    Object.assign(created, { $parent: element.businessObject });
    modeling.updateProperties(element, { extensionElements: created });
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
  extension: ModelObject,
): void {
  const extensions = readExtensions(element.businessObject);
  if (extensions === undefined) return;
  const values = readObjects(extensions, 'values').filter((value) => value !== extension);
  modeling.updateModdleProperties(element, extensions, { values });
}

/** Sets one attribute of an extension element, creating the element if there is none yet. */
export function writeAttribute(
  writer: Writer,
  element: ModelElement,
  type: string,
  attribute: string,
  value: string | undefined,
): void {
  const extension = findExtension(element, type);
  const stored = value === '' ? undefined : value;
  if (extension !== undefined)
    writer.modeling.updateModdleProperties(element, extension, { [attribute]: stored });
  else if (stored !== undefined)
    addExtension(writer, element, writer.bpmnFactory.create(type, { [attribute]: stored }));
}
