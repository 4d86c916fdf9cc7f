import { FeelDate, type FeelValue, isContext, isList } from '../expressions/feel-value.js';
import { fromJson, type JsonValue } from '../expressions/json-values.js';
import { midnightOf } from '../expressions/temporal/instants.js';
import type { EvaluationTarget } from './decision-record.js';
import { findByName, namesOf, normalizeName } from './find-element.js';
import type { BasicType, DecisionModel, ItemType, TypeReference } from './model/decision-model.js';

type JsonObject = Readonly<Record<string, JsonValue>>;

/**
 * Inputs from JSON. Tagged values are what they say; a plain text is read as a date, time or duration where the declared
 * type of the input, of a component or of an item of it is one.
 */
export function inputsFromJson(
  model: DecisionModel,
  target: EvaluationTarget,
  json: JsonObject,
): Record<string, FeelValue> {
  const types = declaredTypes(model, target);
  const entries = Object.entries(json).map(
    ([key, value]) => [key, readNamed(fromJson(value), key, types, model)] as const,
  );
  return Object.fromEntries(entries);
}

type DeclaredTypes = ReadonlyMap<string, TypeReference | undefined>;

/** The types by every name that the value of an input may come under. */
function declaredTypes(model: DecisionModel, target: EvaluationTarget): DeclaredTypes {
  const types = new Map<string, TypeReference | undefined>();
  if ('knowledge' in target) {
    const knowledge = findByName(model.knowledge, target.knowledge);
    for (const { name, typeRef } of knowledge?.parameters ?? []) types.set(name, typeRef);
    return types;
  }
  const elements = 'service' in target ? [...model.decisions, ...model.inputs] : model.inputs;
  // The model's own names come last and win.
  const ownLast = [...elements].sort((one, other) => rankOf(one) - rankOf(other));
  for (const element of ownLast) {
    for (const name of namesOf(element)) types.set(name, element.typeRef);
  }
  return types;
}

function rankOf({ importedAs }: { readonly importedAs?: string }): number {
  return importedAs === undefined ? 1 : 0;
}

/** What an import brings may come in an object by the name of the import. */
function readNamed(
  value: FeelValue,
  givenName: string,
  types: DeclaredTypes,
  model: DecisionModel,
): FeelValue {
  const name = normalizeName(givenName);
  const type = types.get(name);
  if (type !== undefined) return read(value, type, model);
  const members = membersOf(types, name);
  if (members.size === 0 || !isContext(value)) return value;
  return mapContext(value, (member, inner) => readNamed(member, inner, members, model));
}

function membersOf(types: DeclaredTypes, importName: string): DeclaredTypes {
  const start = `${importName}.`;
  const members = [...types].filter(([name]) => name.startsWith(start));
  return new Map(members.map(([name, type]) => [name.slice(start.length), type]));
}

function mapContext(
  value: Readonly<Record<string, FeelValue>>,
  convert: (member: FeelValue, name: string) => FeelValue,
): FeelValue {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, convert(member, name)]),
  );
}

function read(value: FeelValue, type: TypeReference | undefined, model: DecisionModel): FeelValue {
  if (type === undefined) return value;
  if ('basic' in type) return readBasic(value, type.basic);
  const item = model.types[type.item];
  return item === undefined ? value : readItem(value, item, model);
}

function readItem(value: FeelValue, item: ItemType, model: DecisionModel): FeelValue {
  if (item.isCollection === true && isList(value)) {
    return value.map((each) => readSingle(each, item, model));
  }
  return readSingle(value, item, model);
}

function readSingle(value: FeelValue, item: ItemType, model: DecisionModel): FeelValue {
  const { components, base } = item;
  if (components === undefined) return read(value, base, model);
  if (!isContext(value)) return value;
  return mapContext(value, (member, name) => {
    const component = components.find((each) => each.name === name);
    return component === undefined ? member : readItem(member, component.type, model);
  });
}

const tags: Partial<Readonly<Record<BasicType, string>>> = {
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  'days and time duration': 'duration',
  'years and months duration': 'duration',
};

/** A text that is none stays a text, and then does not conform. A date alone is its midnight in UTC, as a date is. */
function readBasic(value: FeelValue, type: BasicType): FeelValue {
  const tag = tags[type];
  if (typeof value !== 'string' || tag === undefined) return value;
  const date = type === 'date and time' ? readTagged('date', value) : undefined;
  return date instanceof FeelDate ? midnightOf(date) : (readTagged(tag, value) ?? value);
}

function readTagged(tag: string, value: string): FeelValue | undefined {
  const typed = fromJson({ '@feel': tag, value });
  return isContext(typed) ? undefined : typed;
}
