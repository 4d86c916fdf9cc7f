import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import { findExtension, readObject, readObjects, writeAttribute } from './extension-values.js';
import type { FieldPlace, FieldSpec } from './field-spec.js';

export type FieldValue = string | boolean | undefined;

interface Writer {
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
}

export const isA = (element: ModelElement, types: readonly string[]): boolean =>
  types.some((type) => element.businessObject.$instanceOf?.(type) === true);

/** What our extensions of an element stand in: of a pool that is its process, if it has one. */
export function findOwner({ businessObject }: ModelElement): ModelObject | undefined {
  return businessObject.$type === 'bpmn:Participant'
    ? readObject(businessObject, 'processRef')
    : businessObject;
}

function findMessage({ businessObject }: ModelElement): ModelObject | undefined {
  return [businessObject, ...readObjects(businessObject, 'eventDefinitions')]
    .map((holder) => readObject(holder, 'messageRef'))
    .find((message) => message !== undefined);
}

/** The object that a field belongs to; nothing if the element has none. */
export function findPlace(element: ModelElement, place: FieldPlace): ModelObject | undefined {
  if (place === 'element') return findOwner(element);
  if (place === 'message') return findMessage(element);
  const { businessObject } = element;
  const loop = readObject(businessObject, 'loopCharacteristics');
  const definitions = readObjects(businessObject, 'eventDefinitions');
  return [...(loop === undefined ? [] : [loop]), ...definitions].find(
    ({ $type }) => $type === place,
  );
}

export function readField(element: ModelElement, spec: FieldSpec): FieldValue {
  const place = findPlace(element, spec.place);
  const holder =
    spec.type === undefined || place === undefined ? place : findExtension(place, spec.type);
  const value = holder?.get(spec.attribute);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return String(value);
    case 'object': {
      const object = value as ModelObject | null;
      const text = spec.isExpression === true ? object?.get('body') : object?.id;
      return typeof text === 'string' ? text : undefined;
    }
    default:
      return undefined;
  }
}

/** The flows that may be the default of an element. */
export function listOutgoing({ businessObject }: ModelElement): readonly ModelObject[] {
  return readObjects(businessObject, 'outgoing');
}

function toStored(
  { bpmnFactory }: Writer,
  element: ModelElement,
  spec: FieldSpec,
  value: FieldValue,
): unknown {
  if (value === undefined || value === '' || value === false) return undefined;
  if (spec.isExpression === true)
    return bpmnFactory.create('bpmn:FormalExpression', { body: value });
  if (spec.kind === 'number') return Number(value);
  if (spec.kind === 'flow') return listOutgoing(element).find(({ id }) => id === value);
  return value;
}

/** Sets a field as one step that can be undone; an empty one leaves the model. */
export function writeField(
  writer: Writer,
  element: ModelElement,
  spec: FieldSpec,
  value: FieldValue,
): void {
  const place = findPlace(element, spec.place);
  if (place === undefined) return;
  const stored = toStored(writer, element, spec, value);
  if (spec.type !== undefined) {
    writeAttribute(writer, element, place, { type: spec.type, attribute: spec.attribute, stored });
    return;
  }
  if (spec.isExpression === true) Object.assign(stored ?? {}, { $parent: place });
  const change = { [spec.attribute]: stored };
  if (place === element.businessObject) writer.modeling.updateProperties(element, change);
  else writer.modeling.updateModdleProperties(element, place, change);
}

/** Why a typed number cannot be stored. */
export const isWholeNumber = (value: string | undefined): boolean =>
  value === undefined || value === '' || /^\d+$/.test(value);
