/**
 * The object of the model that holds a field: the element itself (of a pool, its process), the message it sends or
 * receives, or, by type, its loop characteristics or event definition.
 */
export type FieldPlace =
  | 'element'
  | 'message'
  | 'bpmn:StandardLoopCharacteristics'
  | 'bpmn:MultiInstanceLoopCharacteristics'
  | `bpmn:${string}EventDefinition`;

export type FieldKind =
  'text' | 'long' | 'number' | 'switch' | 'select' | 'form' | 'decision' | 'step' | 'flow';

/** One attribute of the model as a field of the panel. */
export interface FieldSpec {
  readonly id: string;
  /** Key of its label in the catalogue. */
  readonly label: string;
  readonly place: FieldPlace;
  /** Type of the extension element that holds the attribute; left out, it is BPMN's own. */
  readonly type?: string;
  readonly attribute: string;
  /** Name of the property in guidelines. */
  readonly property: string;
  readonly kind: FieldKind;
  /** The text is the body of an expression. */
  readonly isExpression?: true;
  /** Of a select; the empty one stands for nothing set. */
  readonly options?: readonly string[];
}

type FieldParts = Partial<Omit<FieldSpec, 'attribute' | 'property' | 'type'>>;

/** An attribute of one of our extension elements. */
export const extensionField = (
  type: string,
  attribute: string,
  property: string,
  parts: FieldParts = {},
): FieldSpec => ({
  id: `${type}-${attribute}`.replace('lemniscate:', 'lemniscate-').toLowerCase(),
  label: attribute,
  place: 'element',
  kind: 'text',
  type,
  attribute,
  property,
  ...parts,
});

/** An attribute of BPMN that the panel does not offer by itself. */
export const ownField = (
  attribute: string,
  property: string,
  parts: FieldParts = {},
): FieldSpec => ({
  id: `lemniscate-own-${attribute.toLowerCase()}`,
  label: attribute,
  place: 'element',
  kind: 'text',
  attribute,
  property,
  ...parts,
});
