import type { FeelAst, FeelNodeType } from '../feel-ast.js';
import type { Code, Compile, LocalScope } from './code.js';
import { compileCall } from './compile-call.js';
import { compileFunction, compileInstanceOf } from './compile-function.js';
import { compileFor, compileQuantified } from './compile-iteration.js';
import {
  compileAt,
  compileConstant,
  compileContext,
  compileList,
  compileNumber,
  compileOpenRange,
  compileRange,
} from './compile-literal.js';
import { compileName } from './compile-name.js';
import {
  compileArithmetic,
  compileBetween,
  compileComparison,
  compileIf,
  compileLogic,
  compileNegation,
} from './compile-operation.js';
import { compileFilter, compilePath } from './compile-path.js';
import { compileIn, compileUnaryTests } from './compile-tests.js';

type NodeOf<Type extends FeelNodeType, Node = FeelAst> = Node extends { readonly type: infer T }
  ? Type extends T
    ? Node
    : never
  : never;

type Compilers = {
  readonly [Type in FeelNodeType]: (
    node: NodeOf<Type>,
    scope: LocalScope | null,
    compile: Compile,
  ) => Code;
};

/** One compiler for each kind of node; a missing one does not type-check. */
const compilers: Compilers = {
  null: () => compileConstant(null),
  boolean: (node) => compileConstant(node.value),
  string: (node) => compileConstant(node.value),
  number: compileNumber,
  at: compileAt,
  name: compileName,
  list: compileList,
  context: compileContext,
  range: compileRange,
  openRange: compileOpenRange,
  function: compileFunction,
  negation: compileNegation,
  arithmetic: compileArithmetic,
  comparison: compileComparison,
  between: compileBetween,
  in: compileIn,
  and: compileLogic,
  or: compileLogic,
  if: compileIf,
  for: compileFor,
  some: compileQuantified,
  every: compileQuantified,
  path: compilePath,
  filter: compileFilter,
  instanceOf: compileInstanceOf,
  call: compileCall,
  unaryTests: compileUnaryTests,
};

/** Turns a tree into a closure that evaluates it. */
export function compileExpression(ast: FeelAst, scope: LocalScope | null): Code {
  // The table pairs each type with the compiler of its nodes, which TypeScript can't follow here.
  const compiler = compilers[ast.type] as (
    node: FeelAst,
    scope: LocalScope | null,
    compile: Compile,
  ) => Code;
  return compiler(ast, scope, compileExpression);
}
