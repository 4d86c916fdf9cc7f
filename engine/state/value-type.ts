import { fromJson } from '../expressions/json-values.js';
import { isList } from '../expressions/feel-value.js';
import { conformsToName } from '../expressions/type-names.js';
import { type Failure, fail } from '../failure.js';
import type { ProgramMapping } from '../model/program.js';
import type { JsonValue } from '../protocol/json.js';

const listPattern = /^list<(.+)>$/;

/** What is wrong with a value for an item whose definition names a FEEL type. Null is of every type. */
export function checkValueType(
  { target, valueType }: ProgramMapping,
  value: JsonValue,
): Failure | undefined {
  if (valueType === undefined || value === null || isOfType(value, valueType)) return undefined;
  const got = JSON.stringify(value);
  const message = `Expected a value of type ${valueType} for '${target}' but got ${got}`;
  return fail('dataTypeInvalid', message).failure;
}

function isOfType(json: JsonValue, valueType: string): boolean {
  const value = fromJson(json);
  const itemType = listPattern.exec(valueType)?.[1];
  if (itemType === undefined) return conformsToName(value, valueType);
  return isList(value) && value.every((item) => conformsToName(item, itemType));
}
