import type {
  DecisionResult,
  EvaluationTarget,
  TableRecord,
} from '../../../../engine/dmn/index.js';
import type { FeelValue } from '../../../../engine/expressions/index.js';
import type { DecisionModel, TypeReference } from '../../../../engine/dmn/model/decision-model.js';
import type { DecisionFile } from './new-decisions.js';

/** A decision or service of a file, with what it asks for. */
export interface Trial {
  readonly target: EvaluationTarget;
  readonly id: string;
  readonly name: string;
  readonly inputs: readonly TrialInput[];
}

export interface TrialInput {
  readonly key: string;
  /** As the decision calls it. */
  readonly name: string;
  /** Text as it stands; anything else is written in FEEL. */
  readonly isText: boolean;
}

export interface Tried {
  /** As FEEL writes it. */
  readonly value: string;
  readonly failure?: string;
  readonly tables: readonly TableRecord[];
  readonly warnings: readonly string[];
}

export interface TriedWrong {
  /** What is wrong with inputs, by key. */
  readonly inputErrors: Readonly<Record<string, string>>;
}

export interface TryOptions {
  readonly now: number;
  readonly zone: string;
}

async function compileFile(
  file: DecisionFile,
  files: readonly DecisionFile[],
): Promise<DecisionModel | undefined> {
  const { compileDmn } = await import('../../../../engine/dmn/parser/index.js');
  const imports = files.filter((other) => other.name !== file.name).map(({ xml }) => xml);
  return (await compileDmn(file.xml, { imports })).model;
}

/** What of the file can be tried out. */
export async function listTrials(
  file: DecisionFile,
  files: readonly DecisionFile[],
): Promise<readonly Trial[]> {
  const model = await compileFile(file, files);
  if (model === undefined) return [];
  const { formatName } = await import('../../../../engine/dmn/index.js');
  const describe = (keys: ReadonlySet<string>): TrialInput[] =>
    [...model.inputs, ...model.decisions]
      .filter(({ key }) => keys.has(key))
      .map((input) => ({
        key: input.key,
        name: formatName(input),
        isText: isText(model, input.typeRef),
      }));
  const decisions = model.decisions
    .filter(({ importedAs }) => importedAs === undefined)
    .map(({ id, name, key }): Trial => {
      const inputs = describe(inputsBehind(model, key));
      return { target: { decision: id }, id, name, inputs };
    });
  const services = model.services
    .filter(({ importedAs }) => importedAs === undefined)
    .map(({ id, name, inputData, inputDecisions }): Trial => {
      const inputs = describe(new Set([...inputData, ...inputDecisions]));
      return { target: { service: id }, id, name, inputs };
    });
  return [...decisions, ...services];
}

/** Keys of the input data that a decision comes from, by whatever way. */
function inputsBehind(model: DecisionModel, decision: string): ReadonlySet<string> {
  const elements = new Map(
    [...model.decisions, ...model.knowledge].map((each) => [each.key, each.requirements]),
  );
  const seen = new Set<string>([decision]);
  for (const key of seen) {
    for (const requirement of elements.get(key) ?? []) seen.add(requirement.key);
  }
  const inputs = model.inputs.map(({ key }) => key);
  return new Set(inputs.filter((key) => seen.has(key)));
}

function isText(model: DecisionModel, type: TypeReference | undefined): boolean {
  if (type === undefined) return false;
  if ('basic' in type) return type.basic === 'string';
  const item = model.types[type.item];
  return item !== undefined && item.isCollection !== true && isText(model, item.base);
}

/** Evaluates with the inputs as they were typed; an empty one is not given. */
export async function tryDecision(
  file: DecisionFile,
  files: readonly DecisionFile[],
  trial: Trial,
  given: Readonly<Record<string, string>>,
  options: TryOptions,
): Promise<Tried | TriedWrong> {
  const model = await compileFile(file, files);
  if (model === undefined) return { inputErrors: {} };
  const { evaluateDecision } = await import('../../../../engine/dmn/index.js');
  const inputs: Record<string, FeelValue> = {};
  const inputErrors: Record<string, string> = {};
  for (const { key, name, isText: isPlain } of trial.inputs) {
    const text = given[key]?.trim() ?? '';
    if (text === '') continue;
    const read = isPlain && !text.startsWith('"') ? { value: text } : await readFeel(text, options);
    if ('error' in read) inputErrors[key] = read.error;
    else inputs[name] = read.value;
  }
  if (Object.keys(inputErrors).length > 0) return { inputErrors };
  return describeResult(evaluateDecision(model, trial.target, inputs, options));
}

async function readFeel(
  text: string,
  { now, zone }: TryOptions,
): Promise<{ readonly value: FeelValue } | { readonly error: string }> {
  const { evaluate, scopeOf } = await import('../../../../engine/expressions/index.js');
  const { parseExpression } = await import('../../../../engine/expressions/parse.js');
  const parsed = parseExpression(text);
  if (!parsed.ok) return { error: parsed.problems[0]?.message ?? text };
  const result = evaluate(parsed.ast, scopeOf({}), { mode: 'strict', now, zone, text });
  return result.ok ? { value: result.value } : { error: result.error.message };
}

async function describeResult(result: DecisionResult): Promise<Tried> {
  const { formatValue } = await import('../../../../engine/expressions/format-value.js');
  const { value, failure, decisions, warnings } = result;
  return {
    value: typeof value === 'string' ? `"${value}"` : formatValue(value, () => undefined),
    ...(failure === undefined ? {} : { failure: failure.message }),
    tables: decisions.flatMap(({ tables }) => tables),
    warnings: warnings.map(({ decisionName, message }) =>
      decisionName === undefined ? message : `${decisionName}: ${message}`,
    ),
  };
}
