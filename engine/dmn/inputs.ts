import { type FeelValue, isContext, memberOf } from '../expressions/feel-value.js';
import type { ModelCode } from './compile-model.js';
import type { DecisionRun } from './decision-run.js';
import { formatName, normalizeName } from './find-element.js';
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
  const known = model.inputs.flatMap((input) => namesOf(input));
  noteUnknownInputs(inputs, [...known, ...model.inputs.flatMap(importNames)], run);
  for (const input of model.inputs) {
    const own = takeInput(inputs, namesOf(input));
    const given = own === undefined ? fromImport(inputs, input) : own;
    if (given === undefined) continue;
    frame.set(input.key, conform(given, code.typeOf(input), run, `input '${formatName(input)}'`));
  }
  return frame;
}

/** The model's own inputs go by name or id, imported ones also with the name of the import before. */
function namesOf(input: InputDatum): readonly string[] {
  const { name, variable, id } = input;
  return [formatName(input), name, ...(variable === undefined ? [] : [variable]), id];
}

function importNames({ importedAs }: InputDatum): readonly string[] {
  return importedAs === undefined ? [] : [importedAs];
}

/** Inputs of imports may also come as contexts by the name of the import. */
function fromImport(inputs: Inputs, { importedAs, name }: InputDatum): FeelValue | undefined {
  if (importedAs === undefined) return undefined;
  let value: FeelValue | undefined = inputs;
  for (const part of [...importedAs.split('.'), name]) {
    value = value !== undefined && isContext(value) ? memberOf(value, part) : undefined;
  }
  return value;
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
