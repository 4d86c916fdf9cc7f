import { bindArguments } from '../bind-arguments.js';
import type { FunctionNode, InstanceOfNode } from '../feel-ast.js';
import { FeelFunction, type FeelValue } from '../feel-value.js';
import { heightOf } from '../tree-walk.js';
import { formatType } from '../type-conformance.js';
import { isInstanceOf } from '../value-types.js';
import { bindName, type Cell, type Code, type Compile, type LocalScope } from './code.js';

/** A function keeps the variables of the place where it is written. */
export function compileFunction(
  node: FunctionNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  if (node.isExternal === true) return compileExternal(node);
  const { parameters } = node;
  const bodyScope = parameters.reduce<LocalScope | null>(
    (outer, parameter) => bindName(parameter.name, outer),
    scope,
  );
  const body = compile(node.body, bodyScope);
  const height = heightOf(node.body);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    return new FeelFunction(parameters, (args, running, span) => {
      const bound = bindArguments(parameters, args, running, span);
      if (bound === undefined) return null;
      const inner = pushAll(bound, cells);
      return running.nest(height, span, () => body(running, inner));
    });
  };
}

function pushAll(values: readonly FeelValue[], cells: Cell | null): Cell | null {
  return values.reduce<Cell | null>((outer, value) => ({ value, outer }), cells);
}

/** A function of Java or PMML can be named and passed on, but there is nothing that could run it. */
function compileExternal(node: FunctionNode): Code {
  const called = new FeelFunction(node.parameters, (_args, evaluation, span) =>
    evaluation.fail('badArgument', 'Expected a function written in FEEL but it is external', span),
  );
  return () => called;
}

export function compileInstanceOf(
  node: InstanceOfNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const operand = compile(node.operand, scope);
  return (evaluation, cells) => {
    const isInstance = isInstanceOf(operand(evaluation, cells), node.of, evaluation, node);
    if (isInstance !== undefined) return isInstance;
    const message = `Expected the name of a type but got '${formatType(node.of)}'`;
    return evaluation.fail('unknownName', message, node);
  };
}
