import { compileDecisionTable } from '../tables/compile-table.js';
import type { BoxedExpression } from '../model/boxed-expression.js';
import {
  type BoxedCode,
  type BoxedScope,
  compileText,
  type CompileBoxed,
  placeOf,
  typed,
} from './boxed-code.js';
import { compileContext, compileList, compileRelation } from './compile-collection.js';
import { compileBoxedFilter, compileConditional, compileIterator } from './compile-composite.js';
import { compileBoxedFunction, compileInvocation } from './compile-function.js';

type BoxedType = BoxedExpression['type'];

type FormOf<Type extends BoxedType, Form = BoxedExpression> = Form extends {
  readonly type: infer T;
}
  ? Type extends T
    ? Form
    : never
  : never;

type Compilers = {
  readonly [Type in BoxedType]: (
    expression: FormOf<Type>,
    scope: BoxedScope,
    compile: CompileBoxed,
  ) => BoxedCode;
};

/** One compiler for each form; a missing one does not type-check. */
const compilers: Compilers = {
  literal: ({ code }, scope) => compileText(code, scope),
  context: compileContext,
  invocation: compileInvocation,
  function: compileBoxedFunction,
  list: compileList,
  relation: compileRelation,
  conditional: compileConditional,
  filter: compileBoxedFilter,
  for: compileIterator,
  some: compileIterator,
  every: compileIterator,
  table: compileDecisionTable,
  unreadable: ({ elementId, fault }, scope) => {
    const place = placeOf(scope, elementId);
    return (run) => run.at(place, () => run.note('unreadableExpression', fault));
  },
};

/** Turns a boxed expression into a closure that evaluates it and holds the value against its type. */
export function compileBoxed(expression: BoxedExpression, scope: BoxedScope): BoxedCode {
  // The table pairs each form with its compiler, which TypeScript can't follow here.
  const compiler = compilers[expression.type] as (
    expression: BoxedExpression,
    scope: BoxedScope,
    compile: CompileBoxed,
  ) => BoxedCode;
  const code = compiler(expression, scope, compileBoxed);
  // What a table declares is the type of what its owner declares, of each rule or of all: the owner knows.
  const typeRef = expression.type === 'table' ? undefined : expression.typeRef;
  return typed(code, typeRef, scope, expression.elementId, 'the expression');
}
