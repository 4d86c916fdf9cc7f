import { type FeelValue, isContext, memberOf } from '../expressions/feel-value.js';
import type { ModelCode } from './compile-model.js';
import type { DecisionRun } from './decision-run.js';
import { formatName, namesOf, normalizeName, waysTo } from './find-element.js';
import { Frame } from './frame.js';
import type { DecisionModel, DecisionService, InputDatum } from './model/decision-model.js';
import { conform } from './type-code.js';

type Inputs = Readonly<Record<string, FeelValue>>;

/** What can be given: the input data of the model, or what a service asks for. */
export function listInputs(
  { inputs, decisions }: DecisionModel,
  service: DecisionService | undefined,
): readonly InputDatum[] {
  if (service === undefined) return inputs;
  const keys = keysOfInputs(service);
  return [...inputs, ...decisions].filter(({ key }) => keys.includes(key));
}

function keysOfInputs({ inputData, inputDecisions }: DecisionService): readonly string[] {
  return [...inputData, ...inputDecisions];
}

/** The values of the input data, each held against its type. What is not given is null. */
export function readInputs(
  model: DecisionModel,
  code: ModelCode,
  inputs: Inputs,
  run: DecisionRun,
): Frame {
  const frame = new Frame();
  noteUnknownInputs(inputs, model.inputs.flatMap(namesToGive), run);
  for (const [input, given] of takeInputs(inputs, model.inputs)) {
    if (given === undefined) continue;
    frame.set(input.key, conform(given, code.typeOf(input), run, `input '${formatName(input)}'`));
  }
  return frame;
}

/** The arguments of a service, in its order; calling it holds them against their types. */
export function readArguments(
  model: DecisionModel,
  service: DecisionService,
  inputs: Inputs,
  run: DecisionRun,
): readonly FeelValue[] {
  const asked = listInputs(model, service);
  noteUnknownInputs(inputs, asked.flatMap(namesToGive), run);
  const values = new Map(takeInputs(inputs, asked).map(([{ key }, value]) => [key, value]));
  return keysOfInputs(service).map((key) => values.get(key) ?? null);
}

/** Every name under which the value of an input can come, or an object that holds it. */
export function namesToGive(input: InputDatum): readonly string[] {
  return [...namesOf(input), ...importNames(input)];
}

function takeInputs(
  inputs: Inputs,
  asked: readonly InputDatum[],
): readonly (readonly [InputDatum, FeelValue | undefined])[] {
  const own = asked.filter(({ importedAs }) => importedAs === undefined).flatMap(namesOf);
  return asked.map((input) => {
    const direct = takeInput(inputs, namesToTake(input, own));
    return [input, direct === undefined ? fromImport(inputs, input) : direct];
  });
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

/** Inputs of imports may also come in contexts by the names of the imports. */
function fromImport(inputs: Inputs, input: InputDatum): FeelValue | undefined {
  const { name, variable = name } = input;
  for (const way of waysTo(input)) {
    let around: FeelValue | undefined = inputs;
    for (const part of way.split('.')) around = memberIn(around, part);
    const value = memberIn(around, name) ?? memberIn(around, variable);
    if (value !== undefined) return value;
  }
  return undefined;
}

function memberIn(value: FeelValue | undefined, name: string): FeelValue | undefined {
  return value !== undefined && isContext(value) ? memberOf(value, name) : undefined;
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
