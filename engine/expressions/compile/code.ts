import type { Evaluation } from '../evaluation.js';
import type { FeelAst } from '../feel-ast.js';
import type { FeelValue } from '../feel-value.js';

/** A local variable at run time: a link of a chain, the innermost first. */
export interface Cell {
  readonly value: FeelValue;
  readonly outer: Cell | null;
}

/** A compiled expression. */
export type Code = (evaluation: Evaluation, cells: Cell | null) => FeelValue;

/**
 * A local variable at compile time; the chain has the shape of the one of cells at run time.
 * An `item` is the current item of a filter, whose members can be named like variables.
 */
export interface LocalScope {
  readonly binding: { readonly type: 'name'; readonly name: string } | { readonly type: 'item' };
  readonly outer: LocalScope | null;
}

export type Compile = (ast: FeelAst, scope: LocalScope | null) => Code;

export function bindName(name: string, outer: LocalScope | null): LocalScope {
  return { binding: { type: 'name', name }, outer };
}

export function bindItem(outer: LocalScope | null): LocalScope {
  return { binding: { type: 'item' }, outer };
}
