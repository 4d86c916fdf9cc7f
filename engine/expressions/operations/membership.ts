import type { Evaluation } from '../evaluation.js';
import type { Span } from '../feel-ast.js';
import { FeelRange, type FeelValue, isList, kindOf } from '../feel-value.js';
import { areEqual } from './equality.js';
import { compareValues } from './ordering.js';

/** Whether a range holds a value; null (in `dmn` mode) if they can't be compared. */
export function isInRange(
  value: FeelValue,
  range: FeelRange,
  evaluation: Evaluation,
  span: Span,
): boolean | null {
  const fromStart = compareToEnd(value, range.start, evaluation);
  const toEnd = compareToEnd(value, range.end, evaluation);
  if (fromStart === undefined || toEnd === undefined) {
    const kind = kindOf(range.start ?? range.end ?? null);
    return evaluation.fail(
      'typeMismatch',
      `Expected a ${kind}, as the ends of the range are, but got a ${kindOf(value)}`,
      span,
    );
  }
  const isAfterStart = range.isStartIncluded ? fromStart >= 0 : fromStart > 0;
  const isBeforeEnd = range.isEndIncluded ? toEnd <= 0 : toEnd < 0;
  return (isAfterStart || range.start === undefined) && (isBeforeEnd || range.end === undefined);
}

function compareToEnd(value: FeelValue, end: FeelValue | undefined, evaluation: Evaluation) {
  return end === undefined ? 0 : compareValues(value, end, () => evaluation.time);
}

/** Whether a value passes one test: is equal to it, in its range, or among its items. */
export function passesTest(
  value: FeelValue,
  test: FeelValue,
  evaluation: Evaluation,
  span: Span,
): boolean | null {
  if (test instanceof FeelRange && !(value instanceof FeelRange)) {
    return isInRange(value, test, evaluation, span);
  }
  if (areEqual(value, test, evaluation, span)) return true;
  if (!isList(test)) return false;
  evaluation.spend(test.length, span);
  return test.some((item) =>
    item instanceof FeelRange && !(value instanceof FeelRange)
      ? isInRange(value, item, evaluation, span) === true
      : areEqual(value, item, evaluation, span),
  );
}
