import { negate } from '../decimal-number.js';
import type { Evaluation } from '../evaluation.js';
import type {
  ArithmeticNode,
  BetweenNode,
  ComparisonNode,
  ComparisonOperator,
  IfNode,
  LogicNode,
  NegationNode,
  Span,
} from '../feel-ast.js';
import { type FeelValue, isDuration, isNumber } from '../feel-value.js';
import { formatBriefly } from '../format-value.js';
import { arithmetic } from '../operations/arithmetic.js';
import { compareForEquality } from '../operations/equality.js';
import { compareValues } from '../operations/ordering.js';
import { negateDuration } from '../temporal/temporal-arithmetic.js';
import type { Code, Compile, LocalScope } from './code.js';

export function compileArithmetic(
  node: ArithmeticNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const left = compile(node.left, scope);
  const right = compile(node.right, scope);
  const operation = arithmetic[node.operator];
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    return operation(left(evaluation, cells), right(evaluation, cells), evaluation, node);
  };
}

export function compileNegation(
  node: NegationNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const operand = compile(node.operand, scope);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const value = operand(evaluation, cells);
    if (isNumber(value)) return negate(value);
    if (isDuration(value)) return negateDuration(value);
    const message = `Expected a number or a duration but got ${formatBriefly(value)}`;
    return evaluation.fail('typeMismatch', message, node);
  };
}

type OrderTest = (order: number) => boolean;

const orderTests: Readonly<Record<Exclude<ComparisonOperator, '=' | '!='>, OrderTest>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Compares with any of the six operators; null (in `dmn` mode) if the values can't be compared. */
export function compareBy(
  operator: ComparisonOperator,
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
): boolean | null {
  if (operator === '=' || operator === '!=') {
    const isEqual = compareForEquality(left, right, evaluation, span);
    return isEqual === undefined
      ? failToCompare(left, right, evaluation, span)
      : isEqual === (operator === '=');
  }
  if (typeof left === 'string') evaluation.spendText(left.length, span);
  const order = compareValues(left, right, () => evaluation.time);
  return order === undefined
    ? failToCompare(left, right, evaluation, span)
    : orderTests[operator](order);
}

function failToCompare(left: FeelValue, right: FeelValue, evaluation: Evaluation, span: Span) {
  const values = `${formatBriefly(left)} and ${formatBriefly(right)}`;
  const message = `Expected two values of the same ordered kind but got ${values}`;
  return evaluation.fail('typeMismatch', message, span);
}

export function compileComparison(
  node: ComparisonNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const left = compile(node.left, scope);
  const right = compile(node.right, scope);
  const { operator } = node;
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const leftValue = left(evaluation, cells);
    return compareBy(operator, leftValue, right(evaluation, cells), evaluation, node);
  };
}

export function compileBetween(
  node: BetweenNode,
  scope: LocalScope | null,
  compile: Compile,
): Code {
  const operand = compile(node.operand, scope);
  const low = compile(node.low, scope);
  const high = compile(node.high, scope);
  return (evaluation, cells) => {
    evaluation.spend(2, node);
    const value = operand(evaluation, cells);
    const isAbove = compareBy('>=', value, low(evaluation, cells), evaluation, node);
    const isBelow = compareBy('<=', value, high(evaluation, cells), evaluation, node);
    if (isAbove === false || isBelow === false) return false;
    return isAbove === null || isBelow === null ? null : true;
  };
}

/** Logic of three values: null is neither true nor false. */
export function compileLogic(node: LogicNode, scope: LocalScope | null, compile: Compile): Code {
  const left = compile(node.left, scope);
  const right = compile(node.right, scope);
  const decisive = node.type === 'or';
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const first = asTruth(left(evaluation, cells), evaluation, node.left);
    if (first === decisive) return decisive;
    const second = asTruth(right(evaluation, cells), evaluation, node.right);
    if (second === decisive) return decisive;
    return first === null || second === null ? null : !decisive;
  };
}

/** True, false or null; another value is a mistake. */
export function asTruth(value: FeelValue, evaluation: Evaluation, span: Span): boolean | null {
  if (typeof value === 'boolean' || value === null) return value;
  const message = `Expected true or false but got ${formatBriefly(value)}`;
  return evaluation.fail('typeMismatch', message, span);
}

export function compileIf(node: IfNode, scope: LocalScope | null, compile: Compile): Code {
  const conditionCode = compile(node.condition, scope);
  const then = compile(node.then, scope);
  const otherwise = compile(node.else, scope);
  return (evaluation, cells) => {
    evaluation.spend(1, node);
    const condition = conditionCode(evaluation, cells);
    if (typeof condition !== 'boolean') {
      const message = `Expected true or false but got ${formatBriefly(condition)}`;
      evaluation.fail('typeMismatch', message, node.condition);
    }
    return condition === true ? then(evaluation, cells) : otherwise(evaluation, cells);
  };
}
