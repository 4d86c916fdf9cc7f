import { bindItem, bindName, type Cell, type LocalScope } from '../../expressions/compile/code.js';
import { compileExpression } from '../../expressions/compile/compile-expression.js';
import { heightOf as heightOfTree } from '../../expressions/tree-walk.js';
import { FeelFunction, type FeelValue } from '../../expressions/feel-value.js';
import { DecisionRun, type Place } from '../decision-run.js';
import type { BoxedExpression, FeelText } from '../model/boxed-expression.js';
import type { TypeReference } from '../model/decision-model.js';
import { conform, type TypeCodes } from '../type-code.js';

/** A compiled boxed expression. */
export type BoxedCode = (run: DecisionRun, cells: Cell | null) => FeelValue;

/** What an expression is compiled in: its owner, the types of the model, the names it may use. */
export interface BoxedScope {
  readonly owner: { readonly id: string; readonly name: string };
  readonly types: TypeCodes;
  readonly locals: LocalScope | null;
}

export type CompileBoxed = (expression: BoxedExpression, scope: BoxedScope) => BoxedCode;

export const nowhere = { from: 0, to: 0 };

export function withName(scope: BoxedScope, name: string): BoxedScope {
  return { ...scope, locals: bindName(name, scope.locals) };
}

export function withItem(scope: BoxedScope): BoxedScope {
  return { ...scope, locals: bindItem(scope.locals) };
}

export function placeOf({ owner }: BoxedScope, elementId: string, text?: string): Place {
  return {
    decisionId: owner.id,
    decisionName: owner.name,
    elementId,
    ...(text === undefined ? {} : { text }),
  };
}

export function compileText(code: FeelText, scope: BoxedScope): BoxedCode {
  const { ast, fault, elementId, text } = code;
  const place = placeOf(scope, elementId, text);
  if (ast === undefined) {
    const message = fault ?? 'Expected an expression but it cannot be read';
    return (run) => run.at(place, () => run.note('unreadableExpression', message));
  }
  const feel = compileExpression(ast, scope.locals);
  return (run, cells) => {
    const outer = run.place;
    run.place = place;
    const value = feel(run, cells);
    run.place = outer;
    return value instanceof FeelFunction ? keepPlace(value, place) : value;
  };
}

/** A function that is called elsewhere: what goes wrong in its body stands in its own text. */
function keepPlace(value: FeelFunction, place: Place): FeelFunction {
  const whole = { from: 0, to: place.text?.length ?? 0 };
  return new FeelFunction(
    value.parameters,
    (args, evaluation, span) =>
      evaluation instanceof DecisionRun
        ? evaluation.at(place, () => value.invoke(args, evaluation, whole))
        : value.invoke(args, evaluation, span),
    value.result,
  );
}

/** Holds the values of an expression against the type it declares, if any. */
export function typed(
  code: BoxedCode,
  typeRef: TypeReference | undefined,
  scope: BoxedScope,
  elementId: string,
  what: string,
): BoxedCode {
  const type = scope.types.find(typeRef);
  if (type === undefined) return code;
  const place = placeOf(scope, elementId);
  return (run, cells) => {
    const value = code(run, cells);
    return run.at(place, () => conform(value, type, run, what));
  };
}

/** How deep a compiled expression nests, for the limit on recursion; of boxes about half the depth of their JSON. */
export function heightOf(part: BoxedExpression): number {
  if (part.type === 'unreadable') return 1;
  if (part.type !== 'literal') return Math.ceil(jsonDepth(part) / 2);
  return 2 + (part.code.ast === undefined ? 0 : heightOfTree(part.code.ast));
}

function jsonDepth(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  let deepest = 0;
  for (const member of Object.values(part)) deepest = Math.max(deepest, jsonDepth(member));
  return deepest + 1;
}
