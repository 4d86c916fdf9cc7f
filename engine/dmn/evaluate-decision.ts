import { FeelAbort } from '../expressions/errors.js';
import type { FeelFunction, FeelValue } from '../expressions/feel-value.js';
import { ModelCode } from './compile-model.js';
import type {
  DecisionFailure,
  DecisionResult,
  EvaluateOptions,
  EvaluationTarget,
} from './decision-record.js';
import { DecisionRun } from './decision-run.js';
import { recordDecision } from './evaluation-notes.js';
import { findByName, formatName, type NamedElement } from './find-element.js';
import { noteUnknownInputs, readArguments, readInputs, takeInput } from './inputs.js';
import type { DecisionModel } from './model/decision-model.js';

export type DecisionInputs = Readonly<Record<string, FeelValue>>;

/** A memo: the code of a model depends on nothing but the model. */
const compiledModels = new WeakMap<DecisionModel, ModelCode>();

/**
 * Evaluates one decision, service or knowledge model. Total: what goes wrong in expressions is null with a warning, what
 * ends the evaluation is a failure, nothing is thrown.
 */
export function evaluateDecision(
  model: DecisionModel,
  target: EvaluationTarget,
  inputs: DecisionInputs,
  options: EvaluateOptions,
): DecisionResult {
  const run = new DecisionRun(options);
  const evaluate = prepare(codeOf(model), model, target);
  if (typeof evaluate !== 'function') return { ...finish(run, null), failure: evaluate };
  try {
    return finish(run, evaluate(inputs, run));
  } catch (error) {
    return { ...finish(run, null), failure: asFailure(error, run) };
  }
}

function codeOf(model: DecisionModel): ModelCode {
  const known = compiledModels.get(model);
  if (known !== undefined) return known;
  const code = new ModelCode(model);
  compiledModels.set(model, code);
  return code;
}

function finish(run: DecisionRun, value: FeelValue): DecisionResult {
  return { value, warnings: run.found, decisions: run.notes.map(recordDecision) };
}

type Evaluate = (inputs: DecisionInputs, run: DecisionRun) => FeelValue;

function prepare(
  code: ModelCode,
  model: DecisionModel,
  target: EvaluationTarget,
): Evaluate | DecisionFailure {
  if ('decision' in target) {
    const decision = findByName(model.decisions, target.decision);
    if (decision === undefined) return unknown('decision', target.decision, model.decisions);
    return (inputs, run) => code.decide(decision.key, run, readInputs(model, code, inputs, run));
  }
  if ('service' in target) return prepareService(code, model, target.service);
  const knowledge = findByName(model.knowledge, target.knowledge);
  const called = knowledge && code.functionOf(knowledge.key);
  if (called == null) return unknown('business knowledge model', target.knowledge, model.knowledge);
  return (inputs, run) => callWith(called, readParameters(called, inputs, run), run);
}

function prepareService(
  code: ModelCode,
  model: DecisionModel,
  name: string,
): Evaluate | DecisionFailure {
  const service = findByName(model.services, name);
  const called = service && code.functionOf(service.key);
  if (service === undefined || called == null) {
    return unknown('decision service', name, model.services);
  }
  return (inputs, run) => callWith(called, readArguments(model, service, inputs, run), run);
}

function unknown(kind: string, name: string, known: readonly NamedElement[]): DecisionFailure {
  const shown = known.slice(0, 20).map((each) => `'${formatName(each)}'`);
  const list = shown.length === 0 ? 'none' : shown.join(', ');
  const message = `Expected a ${kind} of the model (${list}) but got '${name}'`;
  return { code: 'unknownDecision', message };
}

function readParameters(
  { parameters }: FeelFunction,
  inputs: DecisionInputs,
  run: DecisionRun,
): readonly FeelValue[] {
  const names = parameters.map(({ name }) => name);
  noteUnknownInputs(inputs, names, run);
  return names.map((name) => takeInput(inputs, [name]) ?? null);
}

function callWith(called: FeelFunction, args: readonly FeelValue[], run: DecisionRun): FeelValue {
  return called.invoke(args, run, { from: 0, to: 0 });
}

function asFailure(error: unknown, run: DecisionRun): DecisionFailure {
  const where = run.whereabouts();
  const expression = run.place?.text === undefined ? {} : { expression: run.place.text };
  if (error instanceof FeelAbort) {
    const { code, message, span } = error;
    const position = 'expression' in expression ? { from: span.from, to: span.to } : {};
    // Nothing else ends an evaluation in the mode of decisions, but options that cannot be.
    const kind = code === 'tooDeep' || code === 'fuelExhausted' ? code : 'optionInvalid';
    return { code: kind, message, ...where, ...expression, ...position };
  }
  // The host's stack ended before our own limit of nesting did.
  if (error instanceof RangeError) {
    const message = 'Expected less nesting but the values or calls nest too deeply';
    return { code: 'tooDeep', message, ...where, ...expression };
  }
  throw error;
}
