import type { Code } from './compile/code.js';
import { compileExpression } from './compile/compile-expression.js';
import { FeelAbort } from './errors.js';
import {
  Evaluation,
  type FeelFailure,
  type FeelOptions,
  type FeelScope,
  type FeelWarning,
  type Frame,
} from './evaluation.js';
import type { FeelAst, Span } from './feel-ast.js';
import type { FeelFunction, FeelValue } from './feel-value.js';

export type FeelResult =
  | { readonly ok: true; readonly value: FeelValue; readonly warnings: readonly FeelWarning[] }
  | { readonly ok: false; readonly error: FeelFailure };

/** A memo: the code of a tree depends on nothing but the tree. */
const compiledTrees = new WeakMap<FeelAst, Code>();

/** Evaluates a parsed expression. Total: every mistake is a result, nothing is thrown. */
export function evaluate(ast: FeelAst, scope: FeelScope, options: FeelOptions): FeelResult {
  const evaluation = new Evaluation({ scope, text: options.text }, options);
  try {
    const value = codeOf(ast)(evaluation, null);
    return { ok: true, value, warnings: evaluation.warnings };
  } catch (error) {
    return { ok: false, error: asFailure(error, ast) };
  }
}

export type FeelRunResult<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly FeelWarning[] }
  | {
      readonly ok: false;
      readonly error: FeelFailure;
      readonly warnings: readonly FeelWarning[];
    };

/**
 * Runs several expressions, such as those of a decision, that share clock, fuel and warnings: `run`
 * evaluates them with `evaluateIn` and `invokeFunction`. A failure (in `dmn` mode only the end of
 * fuel or too much nesting) ends the whole run.
 */
export function runEvaluation<T>(
  options: FeelOptions,
  run: (evaluation: Evaluation) => T,
): FeelRunResult<T> {
  const evaluation = new Evaluation({ scope: scopeOf({}), text: options.text }, options);
  const { warnings } = evaluation;
  try {
    return { ok: true, value: run(evaluation), warnings };
  } catch (error) {
    return { ok: false, error: asFailure(error, { from: 0, to: 0 }), warnings };
  }
}

/** Evaluates an expression as part of a run, with names of its own. */
export function evaluateIn(evaluation: Evaluation, ast: FeelAst, frame: Frame): FeelValue {
  const code = codeOf(ast);
  return evaluation.within(frame, () => code(evaluation, null));
}

/** Calls a function value as part of a run; null stands for an argument that is not given. */
export function invokeFunction(
  called: FeelFunction,
  args: readonly FeelValue[],
  evaluation: Evaluation,
  span: Span = { from: 0, to: 0 },
): FeelValue {
  evaluation.spend(1 + args.length, span);
  return called.invoke(args, evaluation, span);
}

function codeOf(ast: FeelAst): Code {
  const known = compiledTrees.get(ast);
  if (known !== undefined) return known;
  const code = compileExpression(ast, null);
  compiledTrees.set(ast, code);
  return code;
}

function asFailure(error: unknown, whole: Span): FeelFailure {
  if (error instanceof FeelAbort) {
    return { code: error.code, message: error.message, ...placeOf(error) };
  }
  // The host's stack ended before our own limit of nesting did.
  if (error instanceof RangeError) {
    const message = 'Expected less nesting but the values or calls nest too deeply';
    return { code: 'tooDeep', message, from: whole.from, to: whole.to };
  }
  throw error;
}

function placeOf({ span: { from, to }, source }: FeelAbort) {
  return source === undefined ? { from, to } : { from, to, source };
}

/** A scope in which `?`, the input of unary tests, has a value. */
export function scopeWithInput(scope: FeelScope, input: FeelValue): FeelScope {
  return {
    get: (name) => (name === '?' ? input : scope.get(name)),
    has: (name) => name === '?' || scope.has(name),
  };
}

/** A scope of plain variables. */
export function scopeOf(variables: Readonly<Record<string, FeelValue>>): FeelScope {
  return {
    get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    has: (name) => Object.hasOwn(variables, name),
  };
}
