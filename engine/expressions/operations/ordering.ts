import { compareNumbers } from '../decimal-number.js';
import {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  type FeelValue,
  isNumber,
  YearsMonthsDuration,
} from '../feel-value.js';
import { comparePoints, pointsOf, pointsOfTimes } from '../temporal/instants.js';
import type { TimeReference } from '../temporal/zone.js';

/** Negative, zero or positive; `undefined` if the two values have no order. */
export function compareValues(
  left: FeelValue,
  right: FeelValue,
  reference: () => TimeReference,
): number | undefined {
  if (isNumber(left)) return isNumber(right) ? compareNumbers(left, right) : undefined;
  if (typeof left === 'string') {
    return typeof right === 'string' ? compareStrings(left, right) : undefined;
  }
  return compareTemporals(left, right, reference);
}

function compareTemporals(
  left: FeelValue,
  right: FeelValue,
  reference: () => TimeReference,
): number | undefined {
  if (left instanceof FeelDate && right instanceof FeelDate) {
    return left.value.compareTo(right.value);
  }
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) {
    return comparePoints(...pointsOf(left, right));
  }
  if (left instanceof FeelTime && right instanceof FeelTime) {
    return comparePoints(...pointsOfTimes(left, right, reference));
  }
  if (left instanceof DaysTimeDuration && right instanceof DaysTimeDuration) {
    return left.value.compareTo(right.value);
  }
  if (left instanceof YearsMonthsDuration && right instanceof YearsMonthsDuration) {
    return left.months - right.months;
  }
  return undefined;
}

/** Orders by Unicode code points; JavaScript's own order is that of UTF-16 units. */
export function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const end = Math.min(left.length, right.length);
  for (let index = 0; index < end; index += 1) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return compareUnits(left.charCodeAt(index), right.charCodeAt(index));
  }
  return left.length - right.length;
}

function compareUnits(left: number, right: number): number {
  const isLeftSurrogate = isSurrogate(left);
  if (isLeftSurrogate === isSurrogate(right)) return left - right;
  return isLeftSurrogate ? 1 : -1;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
