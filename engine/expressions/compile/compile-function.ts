import type { Evaluation } from '../evaluation.js';
import type { FunctionNode, InstanceOfNode, ParameterNode, Span } from '../feel-ast.js';
import { FeelFunction, type FeelValue, isList } from '../feel-value.js';
import { formatBriefly } from '../format-value.js';
import { heightOf } from '../tree-walk.js';
import { formatType, isInstanceOf } from '../value-types.js';
import { bindName, type Cell, type Code, type Compile, type LocalScope } from './code.js';

/** A function keeps the local variables of the place where it is written. */
export function compileFunction(
  node: FunctionNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const bodyScope = node.parameters.reduce<LocalScope | null>(
    (outer, parameter) => bindName(parameter.name, outer),
    scope,
  );
  const body = compile(node.body, bodyScope);
  const height = heightOf(node.body);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    return new FeelFunction(node.parameters, (args, running, span) => {
      const inner = bindArguments(node.parameters, args, cells, running, span);
      return inner === undefined ? null : running.nest(height, span, () => body(running, inner));
    });
  };
}

function bindArguments(
  parameters: readonly ParameterNode[],
  args: readonly FeelValue[],
  cells: Cell | null,
  evaluation: Evaluation,
  span: Span,
): Cell | null | undefined {
  if (args.length !== parameters.length) {
    const message = `Expected ${parameters.length} arguments but got ${args.length}`;
    evaluation.fail('badArgument', message, span);
    return undefined;
  }
  let inner = cells;
  for (const [index, parameter] of parameters.entries()) {
    inner = { value: conform(args[index] ?? null, parameter, evaluation, span), outer: inner };
  }
  return inner;
}

/**
 * A list of one item stands for its item where the parameter is no list, and the other way.
 * In `dmn` mode a value of another type becomes null.
 */
function conform(
  value: FeelValue,
  { name, of }: ParameterNode,
  evaluation: Evaluation,
  span: Span,
): FeelValue {
  if (of === undefined || value === null) return value;
  const candidates = [value, isList(value) && value.length === 1 ? (value[0] ?? null) : [value]];
  const match = candidates.find((candidate) => isInstanceOf(candidate, of, evaluation, span));
  if (match !== undefined) return match;
  const expected = `a ${formatType(of)} for '${name}'`;
  const message = `Expected ${expected} but got ${formatBriefly(value)}`;
  return evaluation.fail('badArgument', message, span);
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
