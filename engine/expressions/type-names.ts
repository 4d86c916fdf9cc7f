import { type FeelKind, type FeelValue, kindOf } from './feel-value.js';

const kindNames: Readonly<Record<string, FeelKind>> = {
  null: 'null',
  Null: 'null',
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
  list: 'list',
  context: 'context',
  range: 'range',
  function: 'function',
};

/** Kinds that are types only with what they hold: `list<number>`. */
const constructedKinds: ReadonlySet<string> = new Set(['list', 'context', 'range', 'function']);

export function isConstructedKind(name: string): boolean {
  return constructedKinds.has(name);
}

/** Whether there is a type of this name that values other than null can have. */
export function isTypeName(name: string): boolean {
  return name === 'Any' || (Object.hasOwn(kindNames, name) && kindNames[name] !== 'null');
}

/** Whether a value is null or of the named type. */
export function conformsToName(value: FeelValue, name: string): boolean {
  return value === null || isNamedType(value, name) === true;
}

/** Whether a value is of the named type; `undefined` if FEEL knows no such type. */
export function isNamedType(value: FeelValue, name: string): boolean | undefined {
  if (name === 'Any') return value !== null;
  const kind = kindOfTypeName(name);
  return kind === undefined ? undefined : kindOf(value) === kind;
}

/** The kind of values that a type of this name has; nothing, if FEEL has no such type. */
export function kindOfTypeName(name: string): FeelKind | undefined {
  return Object.hasOwn(kindNames, name) ? kindNames[name] : undefined;
}

/** The one name of a type that has several. */
export function canonicalName(name: string): string {
  return kindOfTypeName(name) ?? name;
}
