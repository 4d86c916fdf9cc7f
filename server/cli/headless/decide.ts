import {
  type DecisionModel,
  type DecisionResult,
  type EvaluationTarget,
  evaluateDecision,
  formatName,
  inputsFromJson,
  storableJson,
} from '../../../engine/dmn/index.js';
import { FeelValueNotStorableError, kindOf } from '../../../engine/expressions/index.js';
import type { CommandResult } from './command-result.js';
import { type BatchItem, readBatch } from './decide-batch.js';
import { type DecideArguments, readDecideArguments } from './decide-arguments.js';
import { compileDecisions, type DecisionFiles } from './compile-decisions.js';
import { CommandError } from './errors.js';
import type { JsonObject } from './json-object.js';

interface Question {
  readonly target: EvaluationTarget;
  readonly input: JsonObject;
  readonly now: number;
  readonly zone: string;
  readonly fuel?: number;
}

/** Evaluates decisions and tells what they are and how they came about. */
export async function decide(args: readonly string[]): Promise<CommandResult> {
  const given = readDecideArguments(args);
  const files = await compileDecisions(given.files);
  const { problems } = files;
  if (given.batch !== undefined) {
    const items = readBatch(given.batch, given);
    const results = items.map((item) => answerItem(item, given, files));
    return { exitCode: 0, document: { results, problems } };
  }
  if (given.isForAll)
    return { exitCode: 0, document: { results: answerAll(given, files), problems } };
  const target = given.target ?? findTop(files.main);
  const answer = answerOne({ ...given, target }, files);
  return { exitCode: 0, document: { ...answer, problems } };
}

function answerAll(given: DecideArguments, files: DecisionFiles): readonly object[] {
  return files.main.decisions
    .filter(({ importedAs }) => importedAs === undefined)
    .map(({ id }) => answerSafely({ ...given, target: { decision: id } }, files));
}

function answerItem(item: BatchItem, given: DecideArguments, files: DecisionFiles): object {
  const place = { index: item.index, ...(item.id === undefined ? {} : { id: item.id }) };
  if (item.error !== undefined) return { ...place, error: describeError(item.error) };
  const { input, now, zone } = item;
  const answer = attempt(() => {
    const target = item.target ?? given.target ?? findTop(files.main);
    const { fuel } = given;
    return answerOne({ target, input, now, zone, ...(fuel === undefined ? {} : { fuel }) }, files);
  });
  return { ...place, ...answer };
}

function answerSafely(question: Question, files: DecisionFiles): object {
  return { ...question.target, ...attempt(() => answerOne(question, files)) };
}

/** What is wrong with one question does not stop the others. */
function attempt(answer: () => object): object {
  try {
    return answer();
  } catch (error) {
    if (error instanceof CommandError) return { error: describeError(error) };
    throw error;
  }
}

function describeError({ code, message, details }: CommandError): object {
  return { code, message, ...details };
}

function answerOne({ target, input, now, zone, fuel }: Question, files: DecisionFiles): object {
  const model = files.modelFor(target);
  const inputs = readInputs(model, target, input);
  const limits = fuel === undefined ? { now, zone } : { now, zone, fuel };
  const result = evaluateDecision(model, target, inputs, limits);
  if (result.failure !== undefined) throw failed(result, result.failure);
  const { value, warnings, decisions } = result;
  return { ...target, value: storableJson(value), type: kindOf(value), warnings, decisions };
}

function readInputs(model: DecisionModel, target: EvaluationTarget, input: JsonObject) {
  try {
    return inputsFromJson(model, target, input);
  } catch (error) {
    if (!(error instanceof FeelValueNotStorableError)) throw error;
    throw new CommandError('inputInvalid', error.message);
  }
}

function failed(
  { warnings }: DecisionResult,
  { code, message, ...where }: NonNullable<DecisionResult['failure']>,
): CommandError {
  if (code === 'unknownDecision') return new CommandError('decisionUnknown', message);
  const details = { reason: code, ...where, warnings: warnings.map((each) => ({ ...each })) };
  return new CommandError('evaluationStopped', message, details);
}

/** The one decision that no other requires. */
function findTop({ decisions }: DecisionModel): EvaluationTarget {
  const required = new Set(
    decisions.flatMap(({ requirements }) => requirements.map(({ key }) => key)),
  );
  const own = decisions.filter(({ importedAs }) => importedAs === undefined);
  const top = own.filter(({ key }) => !required.has(key));
  const [only] = top;
  if (only !== undefined && top.length === 1) return { decision: only.id };
  const names = (top.length === 0 ? own : top).map((each) => formatName(each));
  const list =
    names.length === 0
      ? 'the model has none'
      : `there are ${names.map((name) => `'${name}'`).join(', ')}`;
  const message = `Expected --decision, --service or --all, as no single decision is on top: ${list}`;
  throw new CommandError('decisionAmbiguous', message, { decisions: names });
}
