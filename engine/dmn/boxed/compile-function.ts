import type { Cell } from '../../expressions/compile/code.js';
import { compileExpression } from '../../expressions/compile/compile-expression.js';
import type { Evaluation } from '../../expressions/evaluation.js';
import type { FeelAst, FeelTypeNode, Span } from '../../expressions/feel-ast.js';
import { FeelFunction, type FeelParameter, type FeelValue } from '../../expressions/feel-value.js';
import { DecisionRun } from '../decision-run.js';
import type { BoxedFunction, BoxedInvocation, Parameter } from '../model/boxed-expression.js';
import type { FunctionLanguage } from '../model/decision-model.js';
import { tryConform, type TypeCode } from '../type-code.js';
import {
  type BoxedCode,
  type BoxedScope,
  type CompileBoxed,
  heightOf,
  nowhere,
  placeOf,
} from './boxed-code.js';
import { bindAll, cellsOf } from './compile-collection.js';

/** A function keeps the names of the place where it is written. */
export function compileBoxedFunction(
  { parameters, language, body, elementId }: BoxedFunction,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const place = placeOf(scope, elementId);
  if (language !== 'FEEL') {
    return (run) => run.at(place, () => noteLanguage(language, run));
  }
  const names = parameters.map(({ name }) => name);
  const code = compile(body, bindAll(names, scope));
  const height = heightOf(body);
  const types = parameterTypes(parameters, scope);
  return (run, cells) => {
    run.spend(1, nowhere);
    return makeFunction(types, (running, args) =>
      running.nest(height, nowhere, () => code(running, cellsOf(args, cells))),
    );
  };
}

export function noteLanguage(language: FunctionLanguage, run: DecisionRun): null {
  return run.note(
    'languageUnsupported',
    `Expected a function in FEEL but it is one of ${language}`,
  );
}

export interface TypedParameter extends FeelParameter {
  readonly type: TypeCode | undefined;
}

export function parameterTypes(
  parameters: readonly Parameter[],
  { types }: BoxedScope,
): readonly TypedParameter[] {
  return parameters.map(({ name, typeRef }) => ({
    name,
    of: types.expand(typeRef),
    type: types.find(typeRef),
  }));
}

/** A function value: null, with a warning, if an argument is not of the type of its parameter. */
export function makeFunction(
  parameters: readonly TypedParameter[],
  body: (run: DecisionRun, args: readonly FeelValue[]) => FeelValue,
  result?: FeelTypeNode,
): FeelFunction {
  const invoke: FeelFunction['invoke'] = (args, evaluation, span) => {
    if (!(evaluation instanceof DecisionRun)) return null;
    evaluation.spend(1 + args.length, span);
    if (args.length !== parameters.length) return failCount(parameters, args, evaluation, span);
    const values: FeelValue[] = [];
    for (const [index, { name, type }] of parameters.entries()) {
      const value = tryConform(args[index] ?? null, type, evaluation, `parameter '${name}'`);
      if (value === undefined) return null;
      values.push(value);
    }
    return body(evaluation, values);
  };
  return new FeelFunction(parameters, invoke, result);
}

function failCount(
  parameters: readonly TypedParameter[],
  args: readonly FeelValue[],
  evaluation: Evaluation,
  span: Span,
): null {
  const message = `Expected ${parameters.length} arguments but got ${args.length}`;
  return evaluation.fail('badArgument', message, span);
}

/** Cannot be written in FEEL, so it hides no name. */
function hiddenName(index: number): string {
  return `\u0000${index}`;
}

/** A call in FEEL with named arguments, which are bound to hidden names before; null if one is not of its type. */
export function compileInvocation(
  { callee, bindings, elementId }: BoxedInvocation,
  scope: BoxedScope,
  compile: CompileBoxed,
): BoxedCode {
  const codes = bindings.map(({ value }) => compile(value, scope));
  const parameters = parameterTypes(bindings, scope);
  const written = callee.type === 'literal' ? callee.code : undefined;
  const calleeCode = written?.ast === undefined ? compile(callee, scope) : undefined;
  const span = written?.ast ?? nowhere;
  const names = [...codes, calleeCode].map((_code, index) => hiddenName(index));
  const ast: FeelAst = {
    type: 'call',
    callee: written?.ast ?? { type: 'name', name: hiddenName(codes.length), ...nowhere },
    arguments: bindings.map(({ name }, index) => ({
      name,
      value: { type: 'name', name: hiddenName(index), ...nowhere },
    })),
    from: span.from,
    to: span.to,
  };
  const feel = compileExpression(ast, bindAll(names, scope).locals);
  const place = placeOf(scope, elementId, written?.text);
  return (run, cells) => {
    const values: FeelValue[] = [];
    for (const [index, code] of codes.entries()) {
      const { name = '', type } = parameters[index] ?? {};
      const given = code(run, cells);
      const value = run.at(place, () => tryConform(given, type, run, `parameter '${name}'`));
      if (value === undefined) return null;
      values.push(value);
    }
    const called = calleeCode === undefined ? null : calleeCode(run, cells);
    const inner: Cell | null = cellsOf([...values, called], cells);
    return run.at(place, () => feel(run, inner));
  };
}
