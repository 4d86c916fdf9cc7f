import type { Fact } from '../../element-facts.js';
import { hasJuel } from '../../juel/translate-juel.js';
import { childElements, localNameOf, readAttribute, type XmlElement } from '../../xml/xml-node.js';
import type { Place } from '../../place.js';

/** A field of a form as Camunda 7 and Flowable generate one. */
export interface FieldKind {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly defaultValue: string | undefined;
  readonly values: readonly { readonly value: string; readonly label: string }[];
  /** `required`, `min` and the like, with what they say. */
  readonly constraints: ReadonlyMap<string, string>;
  readonly isReadOnly: boolean;
}

export function readFormData(place: Place, data: Fact): readonly FieldKind[] {
  if (data.element === undefined) return [];
  return childElements(data.element)
    .filter(({ name }) => localNameOf(name) === 'formField')
    .map((field) => readField(place, field, prefixOf(data)));
}

function prefixOf({ what }: Fact): string {
  return what.slice(0, what.indexOf(':') + 1);
}

const knownTypes = ['string', 'long', 'integer', 'int', 'double', 'boolean', 'date', 'enum'];
const knownConstraints = ['required', 'readonly', 'min', 'max', 'minlength', 'maxlength'];

function readField(place: Place, field: XmlElement, prefix: string): FieldKind {
  const key = readAttribute(field, 'id') ?? '';
  const type = readAttribute(field, 'type') ?? 'string';
  const told = { what: `${prefix}formField`, line: field.line };
  if (!knownTypes.includes(type))
    place.kept(told, `Field '${key}' is of type '${type}' and becomes a text`);
  const constraints = new Map<string, string>();
  for (const constraint of inner(field, 'validation')) {
    const name = readAttribute(constraint, 'name') ?? '';
    const config = readAttribute(constraint, 'config') ?? 'true';
    if (knownConstraints.includes(name)) constraints.set(name, config);
    else
      place.kept(
        { what: `${prefix}constraint`, line: constraint.line },
        `Field '${key}' is validated by '${name}', which is code of the other engine`,
      );
  }
  return {
    key,
    label: readAttribute(field, 'label') ?? key,
    type,
    defaultValue: readDefault(place, told, key, readAttribute(field, 'defaultValue')),
    values: readValues(field),
    constraints,
    isReadOnly: constraints.get('readonly') === 'true',
  };
}

function inner(field: XmlElement, name: string): readonly XmlElement[] {
  return childElements(field)
    .filter((child) => localNameOf(child.name) === name)
    .flatMap(childElements);
}

function readDefault(
  place: Place,
  told: { readonly what: string; readonly line: number },
  key: string,
  text: string | undefined,
): string | undefined {
  if (text === undefined || !hasJuel(text)) return text;
  place.kept(
    told,
    `Field '${key}' begins with '${text}': it shows the variable of its own name instead`,
  );
  return undefined;
}

function readValues(field: XmlElement): FieldKind['values'] {
  return childElements(field)
    .filter(({ name }) => localNameOf(name) === 'value')
    .map((value) => {
      const id = readAttribute(value, 'id') ?? '';
      return { value: id, label: readAttribute(value, 'name') ?? id };
    });
}

/** The older way: each field an extension element of its own. */
export function readFormProperties(place: Place, facts: readonly Fact[]): readonly FieldKind[] {
  return facts.flatMap((fact) => {
    const { element } = fact;
    if (element === undefined) return [];
    const key = readAttribute(element, 'id') ?? '';
    const told = { what: fact.what, line: element.line };
    const isRequired = readAttribute(element, 'required') === 'true';
    return [
      {
        key,
        label: readAttribute(element, 'name') ?? key,
        type: readAttribute(element, 'type') ?? 'string',
        defaultValue: readDefault(place, told, key, readAttribute(element, 'default')),
        values: readValues(element),
        constraints: new Map(isRequired ? [['required', 'true']] : []),
        isReadOnly: readAttribute(element, 'writable') === 'false',
      },
    ];
  });
}
