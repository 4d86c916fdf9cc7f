import { type FeelValue, isContext, memberOf } from '../expressions/feel-value.js';
import type { ModelCode } from './compile-model.js';
import type { DecisionRun } from './decision-run.js';
import { formatName, namesOf, normalizeName, waysTo } from './find-element.js';
import { Frame } from './frame.js';
import type { DecisionModel, InputDatum } from './model/decision-model.js';
import { conform } from './type-code.js';

type Inputs = Readonly<Record<string, FeelValue>>;

/** The values of the input data, each held against its type. What is not given is null. */
export function readInputs(
  model: DecisionModel,
  code: ModelCode,
  inputs: Inputs,
  run: DecisionRun,
): Frame {
  const frame = new Frame();
  const known = model.inputs.flatMap(namesOf);
  noteUnknownInputs(inputs, [...known, ...model.inputs.flatMap(importNames)], run);
  const own = model.inputs.filter(({ importedAs }) => importedAs === undefined).flatMap(namesOf);
  for (const input of model.inputs) {
    const direct = takeInput(inputs, namesToTake(input, own));
    const given = direct === undefined ? fromImport(inputs, input) : direct;
    if (given === undefined) continue;
    frame.set(input.key, conform(given, code.typeOf(input), run, `input '${formatName(input)}'`));
  }
  return frame;
}

/** What an import calls like an input of the model itself needs the name of the import. */
function namesToTake(input: InputDatum, own: readonly string[]): readonly string[] {
  const names = namesOf(input);
  return input.importedAs === undefined ? names : names.filter((name) => !own.includes(name));
}

/** The names of imports under which objects may hold their inputs. */
function importNames(input: InputDatum): readonly string[] {
  return waysTo(input).flatMap((way) => [way, way.split('.')[0] ?? way]);
}

/** Inputs of imports may also come as contexts by the name of the import. */
function fromImport(inputs: Inputs, input: InputDatum): FeelValue | undefined {
  for (const way of waysTo(input)) {
    let value: FeelValue | undefined = inputs;
    for (const part of [...way.split('.'), input.name]) {
      value = value !== undefined && isContext(value) ? memberOf(value, part) : undefined;
    }
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The value given by the first of the names that has one; spaces may be written in any number. */
export function takeInput(inputs: Inputs, names: readonly string[]): FeelValue | undefined {
  for (const name of names) {
    if (Object.hasOwn(inputs, name)) return inputs[name];
    const key = Object.keys(inputs).find((each) => normalizeName(each) === name);
    if (key !== undefined) return inputs[key];
  }
  return undefined;
}

/** A name that nothing has may be a slip; the evaluation goes on without it. */
export function noteUnknownInputs(
  inputs: Inputs,
  known: readonly string[],
  run: DecisionRun,
): void {
  for (const given of Object.keys(inputs)) {
    if (known.includes(normalizeName(given))) continue;
    run.note('unknownInput', `Expected the name of an input but got '${given}'`);
  }
}
