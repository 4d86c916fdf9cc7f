import type { ProgramData } from '../model/program.js';
import type { JsonValue, Variables } from '../protocol/json.js';

export function isAvailable(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/** The first input set that has all it needs; an element without sets needs nothing. */
export function findInputSet(
  { inputSets }: ProgramData,
  inputs: Variables,
): readonly string[] | undefined {
  if (inputSets.length === 0) return [];
  return inputSets.find((names) => names.every((name) => has(inputs, name)));
}

/** What the first input set still lacks. */
export function missingInputs({ inputSets }: ProgramData, inputs: Variables): readonly string[] {
  return (inputSets[0] ?? []).filter((name) => !has(inputs, name));
}

function has(variables: Variables, name: string): boolean {
  return Object.hasOwn(variables, name) && isAvailable(variables[name]);
}
