import type { Code } from './compile/code.js';
import { compileExpression } from './compile/compile-expression.js';
import { FeelAbort } from './errors.js';
import {
  Evaluation,
  type FeelFailure,
  type FeelOptions,
  type FeelScope,
  type FeelWarning,
} from './evaluation.js';
import type { FeelAst } from './feel-ast.js';
import type { FeelValue } from './feel-value.js';

export type FeelResult =
  | { readonly ok: true; readonly value: FeelValue; readonly warnings: readonly FeelWarning[] }
  | { readonly ok: false; readonly error: FeelFailure };

/** A memo: the code of a tree depends on nothing but the tree. */
const compiledTrees = new WeakMap<FeelAst, Code>();

/** Evaluates a parsed expression. Total: every mistake is a result, nothing is thrown. */
export function evaluate(ast: FeelAst, scope: FeelScope, options: FeelOptions): FeelResult {
  const evaluation = new Evaluation(scope, options);
  try {
    const value = codeOf(ast)(evaluation, null);
    return { ok: true, value, warnings: evaluation.warnings };
  } catch (error) {
    return { ok: false, error: asFailure(error, ast) };
  }
}

function codeOf(ast: FeelAst): Code {
  const known = compiledTrees.get(ast);
  if (known !== undefined) return known;
  const code = compileExpression(ast, null);
  compiledTrees.set(ast, code);
  return code;
}

function asFailure(error: unknown, { from, to }: FeelAst): FeelFailure {
  if (error instanceof FeelAbort) {
    const { code, message, span } = error;
    return { code, message, from: span.from, to: span.to };
  }
  // The host's stack ended before our own limit of nesting did.
  if (error instanceof RangeError) {
    const message = 'Expected less nesting but the values or calls nest too deeply';
    return { code: 'tooDeep', message, from, to };
  }
  throw error;
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
