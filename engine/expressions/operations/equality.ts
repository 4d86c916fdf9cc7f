import { areNumbersEqual } from '../decimal-number.js';
import type { Evaluation } from '../evaluation.js';
import type { Span } from '../feel-ast.js';
import {
  type FeelContext,
  FeelFunction,
  type FeelList,
  FeelRange,
  type FeelValue,
  isContext,
  isList,
  isNumber,
} from '../feel-value.js';
import { compareValues } from './ordering.js';

const maximumDepth = 200;

/** Whether two values are equal; `undefined` if their kinds can't be compared. */
export function compareForEquality(
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
  depth = 0,
): boolean | undefined {
  if (left === null || right === null) return left === right;
  if (isNumber(left) && isNumber(right)) return areNumbersEqual(left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    if (left.length !== right.length) return false;
    evaluation.spendText(left.length, span);
    return left === right;
  }
  if (typeof left !== 'object') return typeof left === typeof right ? left === right : undefined;
  if (depth > maximumDepth) evaluation.endForDepth(span);
  if (isList(left)) {
    return isList(right) ? areListsEqual(left, right, evaluation, span, depth) : undefined;
  }
  if (isContext(left)) {
    return isContext(right) ? areContextsEqual(left, right, evaluation, span, depth) : undefined;
  }
  if (left instanceof FeelRange && right instanceof FeelRange) {
    return areRangesEqual(left, right, evaluation, span, depth);
  }
  if (left instanceof FeelFunction && right instanceof FeelFunction) return left === right;
  const order = compareValues(left, right, () => evaluation.time);
  return order === undefined ? undefined : order === 0;
}

/** Like `=`, but values of different kinds are simply not equal. */
export function areEqual(
  left: FeelValue,
  right: FeelValue,
  evaluation: Evaluation,
  span: Span,
  depth = 0,
): boolean {
  return compareForEquality(left, right, evaluation, span, depth) === true;
}

function areListsEqual(
  left: FeelList,
  right: FeelList,
  evaluation: Evaluation,
  span: Span,
  depth: number,
): boolean {
  if (left.length !== right.length) return false;
  evaluation.spend(left.length, span);
  return left.every((item, index) =>
    areEqual(item, right[index] ?? null, evaluation, span, depth + 1),
  );
}

function areContextsEqual(
  left: FeelContext,
  right: FeelContext,
  evaluation: Evaluation,
  span: Span,
  depth: number,
): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  evaluation.spend(keys.length, span);
  return keys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      areEqual(left[key] ?? null, right[key] ?? null, evaluation, span, depth + 1),
  );
}

function areRangesEqual(
  left: FeelRange,
  right: FeelRange,
  evaluation: Evaluation,
  span: Span,
  depth: number,
): boolean {
  return (
    left.isStartIncluded === right.isStartIncluded &&
    left.isEndIncluded === right.isEndIncluded &&
    areEndsEqual(left.start, right.start) &&
    areEndsEqual(left.end, right.end)
  );

  function areEndsEqual(one: FeelValue | undefined, other: FeelValue | undefined): boolean {
    if (one === undefined || other === undefined) return one === other;
    return areEqual(one, other, evaluation, span, depth + 1);
  }
}
