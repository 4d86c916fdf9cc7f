import { Decimal as DecimalJs } from 'decimal.js';

import type { FeelNumber } from './feel-value.js';

/** Decimal numbers of IEEE 754-2008 decimal128: 34 digits, half-even rounding. */
export const Decimal = DecimalJs.clone({
  precision: 34,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -7000,
  toExpPos: 7000,
});

const isSafe = Number.isSafeInteger;

function toDecimal(value: FeelNumber): DecimalJs {
  return new Decimal(value);
}

/** Small whole numbers go back to JavaScript numbers, whose arithmetic is exact and fast. */
function fromDecimal(value: DecimalJs): FeelNumber | undefined {
  if (!value.isFinite()) return undefined;
  if (!value.isInteger()) return value;
  const whole = value.toNumber();
  return isSafe(whole) ? whole + 0 : value;
}

/** Reads a numeric literal; `undefined` if it is none or out of range. */
export function parseNumber(digits: string): FeelNumber | undefined {
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,6})?$/.test(digits)) return undefined;
  return fromDecimal(new Decimal(digits).toSignificantDigits(34));
}

// `undefined` as a result below means: outside the range of numbers (overflow, no real number).

export function add(left: FeelNumber, right: FeelNumber): FeelNumber | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (isSafe(sum) && isSafe(left) && isSafe(right)) return sum;
  }
  return fromDecimal(toDecimal(left).plus(right));
}

export function subtract(left: FeelNumber, right: FeelNumber): FeelNumber | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (isSafe(difference) && isSafe(left) && isSafe(right)) return difference;
  }
  return fromDecimal(toDecimal(left).minus(right));
}

export function multiply(left: FeelNumber, right: FeelNumber): FeelNumber | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (isSafe(product) && isSafe(left) && isSafe(right)) return product + 0;
  }
  return fromDecimal(toDecimal(left).times(right));
}

/** The divisor must not be zero. */
export function divide(left: FeelNumber, right: FeelNumber): FeelNumber | undefined {
  if (typeof left === 'number' && typeof right === 'number' && isSafe(left) && isSafe(right)) {
    const quotient = left / right;
    if (isSafe(quotient) && quotient * right === left) return quotient + 0;
  }
  return fromDecimal(toDecimal(left).dividedBy(right));
}

export function power(base: FeelNumber, exponent: FeelNumber): FeelNumber | undefined {
  return fromDecimal(toDecimal(base).pow(exponent));
}

export function negate(value: FeelNumber): FeelNumber {
  return typeof value === 'number' ? 0 - value : value.negated();
}

export function isZero(value: FeelNumber): boolean {
  return typeof value === 'number' ? value === 0 : value.isZero();
}

export function compareNumbers(left: FeelNumber, right: FeelNumber): number {
  if (typeof left === 'number' && typeof right === 'number') {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return toDecimal(left).comparedTo(right);
}

export function areNumbersEqual(left: FeelNumber, right: FeelNumber): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  return toDecimal(left).equals(right);
}

/** The number as a JavaScript integer, or `undefined` if it is none. */
export function toInteger(value: FeelNumber): number | undefined {
  const whole = typeof value === 'number' ? value : value.toNumber();
  return isSafe(whole) && areNumbersEqual(value, whole) ? whole : undefined;
}

export function formatNumber(value: FeelNumber): string {
  return typeof value === 'number' && isSafe(value) ? String(value) : toDecimal(value).toFixed();
}

export type Rounding = 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven' | 'floor' | 'ceiling';

const roundings: Record<Rounding, DecimalJs.Rounding> = {
  up: DecimalJs.ROUND_UP,
  down: DecimalJs.ROUND_DOWN,
  halfUp: DecimalJs.ROUND_HALF_UP,
  halfDown: DecimalJs.ROUND_HALF_DOWN,
  halfEven: DecimalJs.ROUND_HALF_EVEN,
  floor: DecimalJs.ROUND_FLOOR,
  ceiling: DecimalJs.ROUND_CEIL,
};

/** Rounds to a number of decimal places; a negative scale rounds to tens, hundreds and so on. */
export function round(
  value: FeelNumber,
  scale: number,
  rounding: Rounding,
): FeelNumber | undefined {
  const number = toDecimal(value);
  const mode = roundings[rounding];
  if (scale >= 0) return fromDecimal(number.toDecimalPlaces(scale, mode));
  const unit = new Decimal(10).pow(-scale);
  return fromDecimal(number.dividedBy(unit).toDecimalPlaces(0, mode).times(unit));
}

export function squareRoot(value: FeelNumber): FeelNumber | undefined {
  return fromDecimal(toDecimal(value).squareRoot());
}

export function naturalLogarithm(value: FeelNumber): FeelNumber | undefined {
  return fromDecimal(toDecimal(value).naturalLogarithm());
}

export function exponential(value: FeelNumber): FeelNumber | undefined {
  return fromDecimal(toDecimal(value).naturalExponential());
}

/** The remainder with the sign of the divisor; the divisor must not be zero. */
export function modulo(left: FeelNumber, right: FeelNumber): FeelNumber | undefined {
  const divisor = toDecimal(right);
  const quotient = toDecimal(left).dividedBy(divisor).floor();
  return fromDecimal(toDecimal(left).minus(divisor.times(quotient)));
}
