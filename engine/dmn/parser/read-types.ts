import type { FeelText } from '../model/boxed-expression.js';
import type {
  FunctionType,
  ItemComponent,
  ItemType,
  TypeReference,
} from '../model/decision-model.js';
import { normalizeName } from '../find-element.js';
import type { ModelUnit } from './model-unit.js';
import {
  idOf,
  isFeelUri,
  nameOf,
  NameScope,
  type Owner,
  problemOf,
  type Reading,
  readText,
} from './reading.js';
import { basicTypeOf } from './type-names.js';
import { childNamed, childrenNamed, textOfChild, type XmlElement } from './xml-tree.js';

/** What the model calls an item definition. */
export function typeKey(unit: ModelUnit, name: string): string {
  return unit.isMain ? name : `${unit.namespace}#${name}`;
}

export function typeDefinitions(unit: ModelUnit): readonly XmlElement[] {
  return childrenNamed(unit.root, 'itemDefinition');
}

/** The type of a name: one of the file, of an import (`Lending.tRate`), or of FEEL; `undefined` if there is none. */
export function resolveTypeName(
  written: string,
  element: XmlElement,
  unit: ModelUnit,
): TypeReference | undefined {
  const name = normalizeName(withoutPrefix(written, element, unit));
  const own = typeDefinitions(unit).some((definition) => nameOf(definition) === name);
  if (own) return { item: typeKey(unit, name) };
  for (const [importName, imported] of unit.imports) {
    const rest =
      importName === ''
        ? name
        : name.startsWith(`${importName}.`)
          ? name.slice(importName.length + 1)
          : undefined;
    const found = rest === undefined ? undefined : resolveTypeName(rest, imported.root, imported);
    if (found !== undefined && 'item' in found) return found;
  }
  const basic = basicTypeOf(name);
  return basic === undefined ? undefined : { basic };
}

/** DMN 1.1 writes types as qualified names: `feel:number`, or with the prefix of an imported namespace. */
function withoutPrefix(written: string, element: XmlElement, unit: ModelUnit): string {
  const colon = written.indexOf(':');
  const namespace = colon < 0 ? undefined : element.prefixes[written.slice(0, colon)];
  if (namespace === undefined) return written.replace(/^feel:/, '');
  const name = written.slice(colon + 1);
  if (isFeelUri(namespace) || namespace === unit.namespace) return name;
  const imported = [...unit.imports].find(([, each]) => each.namespace === namespace);
  return imported === undefined || imported[0] === '' ? name : `${imported[0]}.${name}`;
}

/** The reader of a `typeRef` attribute, or of a child of that name. */
export function readTypeRef(
  element: XmlElement,
  { reading, owner }: NameScope,
  attribute = 'typeRef',
): TypeReference | undefined {
  const written = element.attributes[attribute] ?? textOfChild(element, attribute);
  if (written === undefined || written.trim() === '') return undefined;
  const found = reading.findType(written.trim(), element);
  if (found !== undefined) return found;
  const message = `Expected the name of a type but got '${written.trim()}'`;
  reading.problems.push(
    problemOf(element, owner, 'unknownType', message, { type: written.trim() }),
  );
  return undefined;
}

/** Without a prototype, so that no name (`__proto__`) is special. */
export function noTypes(): Record<string, ItemType> {
  // Object.create is typed `any`; an object without members is an empty record.
  return Object.create(null) as Record<string, ItemType>;
}

export function readItemTypes(reading: Reading): Record<string, ItemType> {
  const types = noTypes();
  for (const definition of typeDefinitions(reading.unit)) {
    const name = nameOf(definition);
    const owner = { id: idOf(definition, { id: name, name }), name };
    types[typeKey(reading.unit, name)] = readItem(definition, reading, owner);
  }
  return types;
}

function readItem(element: XmlElement, reading: Reading, owner: Owner): ItemType {
  const scope = new NameScope(reading, owner, []);
  const components = childrenNamed(element, 'itemComponent');
  const functionItem = childNamed(element, 'functionItem');
  const base = readTypeRef(element, scope);
  const allowedValues = readTests(childNamed(element, 'allowedValues'), scope);
  const constraint = readTests(childNamed(element, 'typeConstraint'), scope);
  return {
    name: nameOf(element),
    ...(element.attributes['isCollection'] === 'true' ? { isCollection: true as const } : {}),
    ...(base === undefined ? {} : { base }),
    ...(components.length === 0
      ? {}
      : { components: components.map((component) => readComponent(component, reading, owner)) }),
    ...(functionItem === undefined ? {} : { function: readFunctionType(functionItem, scope) }),
    ...(allowedValues === undefined ? {} : { allowedValues }),
    ...(constraint === undefined ? {} : { constraint }),
  };
}

function readComponent(element: XmlElement, reading: Reading, owner: Owner): ItemComponent {
  return { name: nameOf(element), type: readItem(element, reading, owner) };
}

function readFunctionType(element: XmlElement, scope: NameScope): FunctionType {
  const result = readTypeRef(element, scope, 'outputTypeRef');
  return {
    parameters: childrenNamed(element, 'parameters').map((parameter) => {
      const typeRef = readTypeRef(parameter, scope);
      return { name: nameOf(parameter), ...(typeRef === undefined ? {} : { typeRef }) };
    }),
    ...(result === undefined ? {} : { result }),
  };
}

/** Tests without text allow everything. */
export function readTests(element: XmlElement | undefined, scope: NameScope): FeelText | undefined {
  const text = element && textOfChild(element, 'text');
  if (element === undefined || text === undefined || text === '' || text === '-') return undefined;
  return readText(element, scope, 'unaryTests');
}
