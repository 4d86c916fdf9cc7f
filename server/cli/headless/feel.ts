import {
  collectNames,
  describeTypeOf,
  evaluate,
  type FeelAst,
  type FeelResult,
  FeelValueNotStorableError,
  fromJson,
  scopeOf,
  scopeWithInput,
  toJson,
} from '../../../engine/expressions/index.js';
import { parseExpression, parseUnaryTests } from '../../../engine/expressions/parse.js';
import type { JsonValue } from '../../../engine/index.js';
import type { CommandResult } from './command-result.js';
import { CommandError } from './errors.js';
import { type FeelArguments, readFeelArguments } from './feel-arguments.js';
import { isJsonObject } from './json-object.js';

/** Evaluates one expression, or tests an input. */
export function feel(args: readonly string[]): Promise<CommandResult> {
  const asked = readFeelArguments(args);
  const ast = parse(asked);
  return Promise.resolve(describe(evaluateIn(asked, ast), asked, ast));
}

/** Names that are more than a word are told by the keys of the context, members by those inside. */
function parse({ expression, context, input }: FeelArguments): FeelAst {
  const parseText = input === undefined ? parseExpression : parseUnaryTests;
  const members = Object.values(context).flatMap((value) => keysWithin(value));
  const parsed = parseText(expression, Object.keys(context), members);
  if (parsed.ok) return parsed.ast;
  const [problem] = parsed.problems;
  throw new CommandError(
    'expressionInvalid',
    problem?.message ?? 'Expected a FEEL expression but cannot read it',
    positionAt(expression, problem?.from ?? 0),
  );
}

function keysWithin(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => keysWithin(item));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysWithin(inner)]);
}

function evaluateIn(asked: FeelArguments, ast: FeelAst): FeelResult {
  const { context, expression: text, input, mode, now, zone, fuel } = asked;
  const entries = Object.entries(context).map(([key, json]) => [key, fromJson(json)] as const);
  const scope = scopeOf(Object.fromEntries(entries));
  const options = { mode, now, zone, text, ...(fuel === undefined ? {} : { fuel }) };
  return evaluate(ast, input === undefined ? scope : scopeWithInput(scope, input), options);
}

function describe(result: FeelResult, asked: FeelArguments, ast: FeelAst): CommandResult {
  const { expression, mode } = asked;
  if (!result.ok) {
    const { code, message, from } = result.error;
    return failWith({ code, message, ...positionAt(expression, from) }, asked, ast);
  }
  const { value, warnings } = result;
  try {
    const written = { mode, value: toJson(value), type: describeTypeOf(value) };
    const told = warnings.map(({ code, message, from }) => ({
      code,
      message,
      ...positionAt(expression, from),
    }));
    return { exitCode: 0, document: { ...written, warnings: told } };
  } catch (error) {
    if (!(error instanceof FeelValueNotStorableError)) throw error;
    const { message } = error;
    return failWith({ code: 'valueNotStorable', message, line: 1, column: 1 }, asked, ast);
  }
}

/** With the values of the variables that the expression names. */
function failWith(error: object, { context, mode }: FeelArguments, ast: FeelAst): CommandResult {
  const names = collectNames(ast).filter((name) => Object.hasOwn(context, name));
  const values = Object.fromEntries(names.map((name) => [name, context[name] ?? null]));
  return { exitCode: 1, document: { mode, error: { ...error, values } } };
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|[\n\r]/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
