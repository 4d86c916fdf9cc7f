import {
  type DecisionModel,
  type DecisionResult,
  type DecisionWarning,
  evaluateDecision,
  type EvaluationTarget,
} from '../../../engine/dmn/index.js';
import { compileDmn, type Problem } from '../../../engine/dmn/parser/index.js';
import { fromJson, type JsonValue } from '../../../engine/expressions/index.js';
import { BrokenPromiseError } from '../errors.js';
import type { Attempt } from '../family.js';
import { checkValue } from '../feel/check-value.js';
import { randomVariablesOfTypes } from '../feel/feel-variables.js';
import { randomJson } from '../random-json.js';
import type { Random } from '../random.js';
import type { DmnPlan } from './plan-dmn.js';

const now = Date.UTC(2026, 2, 28, 23, 30);

/** Whatever a file of decisions holds, it has problems in words, and each decision a value, warnings or a failure. */
export async function attemptDmn(random: Random, { xml, imports }: DmnPlan): Promise<Attempt> {
  const { model, problems } = await compileDmn(xml, { imports });
  for (const problem of problems) checkProblem(problem);
  const isRefused = problems.some(({ severity }) => severity === 'error');
  if (model === undefined) {
    if (!isRefused) throw new BrokenPromiseError('Neither a model nor an error');
    return { kind: 'unreadable', outcome: JSON.stringify(problems) };
  }
  // As a store gives it back.
  const stored = JSON.parse(JSON.stringify(model)) as DecisionModel;
  const results = targetsOf(stored).map((target) => decide(random, stored, target));
  const outcome = `${JSON.stringify(problems)} ${model.hash} ${results.join(' ')}`;
  return { kind: isRefused ? 'undecided' : 'decided', outcome };
}

function checkProblem({ message, rule }: Problem): void {
  if (rule === '' || !/^[A-Z]/.test(message) || /undefined|\[object/.test(unquote(message)))
    throw new BrokenPromiseError(`A problem without words: ${rule} ${message}`);
}

/** What is quoted in a message are words of the author. */
function unquote(message: string): string {
  return message.replaceAll(/(['"])[^]*\1/g, '');
}

/** More than these would repeat what they show. */
const maximumTargets = 8;

function targetsOf({ decisions, knowledge, services }: DecisionModel): EvaluationTarget[] {
  const all = [
    ...services.map(({ id }) => ({ service: id })),
    ...knowledge.map(({ id }) => ({ knowledge: id })),
    ...decisions.map(({ id }) => ({ decision: id })).reverse(),
  ];
  return all.slice(0, maximumTargets);
}

function decide(random: Random, model: DecisionModel, target: EvaluationTarget): string {
  const zone = random.pick(['UTC', 'Europe/Amsterdam', 'No/Where']) ?? 'UTC';
  const fuel = random.pick([20_000, 100_000, 100]) ?? 100;
  const result = evaluateDecision(model, target, randomInputs(random, model), { now, zone, fuel });
  checkResult(result);
  const { decisions, failure, value, warnings } = result;
  return `${checkValue(value)} ${JSON.stringify([warnings, decisions, failure])}`;
}

function randomInputs(random: Random, model: DecisionModel) {
  const parameters = model.knowledge.flatMap((each) => each.parameters.map(({ name }) => name));
  const names = [...model.inputs.map(({ name }) => name), ...parameters];
  const typed = Object.values(randomVariablesOfTypes(random));
  const entries = names
    .filter(() => !random.oneIn(10))
    .map((name): readonly [string, JsonValue] => [
      name,
      random.oneIn(4) ? randomJson(random) : (random.pick(typed) ?? null),
    ]);
  return Object.fromEntries(entries.map(([name, json]) => [name, fromJson(json)]));
}

function checkResult({ decisions, failure, warnings }: DecisionResult): void {
  for (const warning of failure === undefined ? warnings : [...warnings, failure])
    checkWarning(warning);
  if (JSON.stringify(JSON.parse(JSON.stringify(decisions))) !== JSON.stringify(decisions))
    throw new BrokenPromiseError('What is told of decisions is no JSON');
}

const maximumMessage = 2_000;

function checkWarning(warning: Omit<DecisionWarning, 'code'>): void {
  const { expression, from, message, to } = warning;
  const isInside =
    from === undefined || to === undefined || (0 <= from && from <= to && isIn(to, expression));
  const isInWords = /^[A-Z]/.test(message) && message.length < maximumMessage;
  if (isInside && isInWords && !/undefined|NaN|\[object|Infinity/.test(unquote(message))) return;
  throw new BrokenPromiseError(`A warning without place or words: ${JSON.stringify(warning)}`);
}

function isIn(place: number, expression: string | undefined): boolean {
  return expression !== undefined && place <= expression.length;
}
