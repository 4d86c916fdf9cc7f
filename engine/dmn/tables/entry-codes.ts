import { bindName } from '../../expressions/compile/code.js';
import { compileExpression } from '../../expressions/compile/compile-expression.js';
import { parseNumber } from '../../expressions/decimal-number.js';
import type { FeelAst } from '../../expressions/feel-ast.js';
import type { FeelValue } from '../../expressions/feel-value.js';
import { type BoxedCode, type BoxedScope, compileText, placeOf } from '../boxed/boxed-code.js';
import type { FeelText } from '../model/boxed-expression.js';

/** Compiles the entries of a table. */
export type EntryCompiler = (entry: FeelText) => BoxedCode;

const fewestRules = 64;
const mostLiterals = 8;

/**
 * Entries of a large table mostly differ in their numbers and texts only. Such share one code, which gets them as hidden
 * variables: ten thousand codes would be slow because no cache of a processor holds them.
 */
export function createEntryCompiler(
  rules: number,
  scope: BoxedScope,
  owner: string,
): EntryCompiler {
  if (rules < fewestRules) return (entry) => compileText(entry, scope);
  const shared = new Map<string, BoxedCode>();
  const place = placeOf(scope, owner);
  return (entry) => {
    const lifted = entry.ast && liftLiterals(entry.ast);
    if (lifted === undefined) return compileText(entry, scope);
    const { key, literals } = lifted;
    const code = shared.get(key) ?? compileShared(key, literals.length, scope);
    shared.set(key, code);
    let exact: BoxedCode | undefined;
    return (run, cells) => {
      let inner = cells;
      for (const value of literals) inner = { value, outer: inner };
      const value = run.tentatively(code, inner, place);
      // What goes wrong is told in the words of the entry itself.
      return value === undefined ? (exact ??= compileText(entry, scope))(run, cells) : value;
    };
  };
}

function hiddenName(index: number): string {
  return `\u0001${index}`;
}

function compileShared(key: string, count: number, scope: BoxedScope): BoxedCode {
  let { locals } = scope;
  for (let index = 0; index < count; index += 1) locals = bindName(hiddenName(index), locals);
  // Made from a tree by putting names in the place of literals.
  return compileExpression(JSON.parse(key) as FeelAst, locals);
}

interface Lifted {
  /** The tree without places, with hidden names for literals, as JSON. */
  readonly key: string;
  readonly literals: readonly FeelValue[];
}

/** `undefined` if there is nothing to lift, or a function, which would outlive the entry. */
function liftLiterals(ast: FeelAst): Lifted | undefined {
  const literals: FeelValue[] = [];
  const key = JSON.stringify(ast, (name, value: unknown) => {
    if (name === 'from' || name === 'to') return 0;
    const literal = literalOf(value);
    if (literal === undefined) return value;
    return { type: 'name', name: hiddenName(literals.push(literal) - 1), from: 0, to: 0 };
  });
  const isUsable = literals.length > 0 && literals.length <= mostLiterals;
  return isUsable && !key.includes('"type":"function"') ? { key, literals } : undefined;
}

function literalOf(value: unknown): FeelValue | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  if (value.type === 'number' && 'digits' in value) return parseNumber(String(value.digits));
  return value.type === 'string' && 'value' in value ? String(value.value) : undefined;
}
