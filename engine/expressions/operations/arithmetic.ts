import { add, divide, isZero, multiply, power, subtract } from '../decimal-number.js';
import type { Evaluation } from '../evaluation.js';
import type { ArithmeticOperator, Span } from '../feel-ast.js';
import { type FeelNumber, type FeelValue, isNumber } from '../feel-value.js';
import { formatBriefly } from '../format-value.js';
import {
  addTemporals,
  divideTemporals,
  multiplyTemporals,
  subtractTemporals,
} from '../temporal/temporal-arithmetic.js';

type Operation = (
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
) => FeelValue;

const stepsOfDecimals = 4;

type NumberOperation = (left: FeelNumber, right: FeelNumber) => FeelNumber | undefined;

export const arithmetic: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': addValues,
  '-': subtractValues,
  '*': multiplyValues,
  '/': divideValues,
  '**': raiseValues,
};

function addValues(left: FeelValue, right: FeelValue, evaluation: Evaluation, span: Span) {
  if (isNumber(left) && isNumber(right)) return calculate(add, left, right, evaluation, span);
  if (typeof left === 'string' && typeof right === 'string') {
    evaluation.spendText(left.length + right.length, span);
    return left + right;
  }
  const result = addTemporals(left, right, evaluation, span);
  return result === undefined ? mismatch('add', left, right, evaluation, span) : result;
}

function subtractValues(left: FeelValue, right: FeelValue, evaluation: Evaluation, span: Span) {
  if (isNumber(left) && isNumber(right)) return calculate(subtract, left, right, evaluation, span);
  const result = subtractTemporals(left, right, evaluation, span);
  return result === undefined ? mismatch('subtract', left, right, evaluation, span) : result;
}

function multiplyValues(left: FeelValue, right: FeelValue, evaluation: Evaluation, span: Span) {
  if (isNumber(left) && isNumber(right)) return calculate(multiply, left, right, evaluation, span);
  const result = multiplyTemporals(left, right, evaluation, span);
  return result === undefined ? mismatch('multiply', left, right, evaluation, span) : result;
}

function divideValues(left: FeelValue, right: FeelValue, evaluation: Evaluation, span: Span) {
  if (isNumber(right) && isZero(right)) {
    const message = `Expected a divisor other than zero but got ${formatBriefly(left)} / 0`;
    return evaluation.fail('divisionByZero', message, span);
  }
  if (isNumber(left) && isNumber(right)) return calculate(divide, left, right, evaluation, span);
  const result = divideTemporals(left, right, evaluation, span);
  return result === undefined ? mismatch('divide', left, right, evaluation, span) : result;
}

function raiseValues(left: FeelValue, right: FeelValue, evaluation: Evaluation, span: Span) {
  if (isNumber(left) && isNumber(right)) {
    evaluation.spend(20, span);
    return calculate(power, left, right, evaluation, span);
  }
  return mismatch('raise', left, right, evaluation, span);
}

function calculate(
  operation: NumberOperation,
  left: FeelNumber,
  right: FeelNumber,
  evaluation: Evaluation,
  span: Span,
): FeelValue {
  const result = operation(left, right);
  // What a JavaScript number cannot hold costs as much as several steps.
  if (typeof result === 'object') evaluation.spend(stepsOfDecimals, span);
  return result ?? failOutOfRange(evaluation, span);
}

export function failOutOfRange(evaluation: Evaluation, span: Span): null {
  return evaluation.fail('outOfRange', 'Expected a result within range but it is not', span);
}

function mismatch(
  verb: string,
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
): null {
  const values = `${formatBriefly(left)} and ${formatBriefly(right)}`;
  return evaluation.fail('typeMismatch', `Expected two values to ${verb} but got ${values}`, span);
}
