import fc from 'fast-check';

import {
  add,
  areNumbersEqual,
  compareNumbers,
  divide,
  formatNumber,
  modulo,
  multiply,
  negate,
  parseNumber,
  subtract,
  toInteger,
} from '../../../engine/expressions/decimal-number.js';
import type { FeelNumber } from '../../../engine/expressions/feel-value.js';
import '../../support/property-runs.js';

function numberOf(digits: string): FeelNumber {
  const number = parseNumber(digits);
  if (number === undefined) throw new RangeError(digits);
  return number;
}

function textOf(number: FeelNumber | undefined): string {
  return number === undefined ? 'none' : formatNumber(number);
}

/** Around the border between fast and exact arithmetic, and far from it. */
const integer = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
  fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
);

describe('arithmetic of decimals', () => {
  it('is that of exact integers as long as 34 digits hold the result', () => {
    fc.assert(
      fc.property(integer, integer, (left, right) => {
        const [one, other] = [numberOf(String(left)), numberOf(String(right))];
        expect(textOf(add(one, other))).toBe(String(left + right));
        expect(textOf(subtract(one, other))).toBe(String(left - right));
        expect(textOf(multiply(one, other))).toBe(String(left * right));
        expect(textOf(negate(one))).toBe(String(-left));
        expect(Math.sign(compareNumbers(one, other))).toBe(
          Number(left > right) - Number(left < right),
        );
        expect(areNumbersEqual(one, other)).toBe(left === right);
      }),
    );
  });

  it('is exact for fractions, which binary numbers are not', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        (left, right) => {
          const [one, other] = [numberOf(`${left}e-4`), numberOf(`${right}e-4`)];
          const sum = add(one, other);
          expect(sum !== undefined && areNumbersEqual(sum, numberOf(`${left + right}e-4`))).toBe(
            true,
          );
          const product = multiply(one, other);
          const exact = numberOf(`${left * right}e-8`);
          expect(product !== undefined && areNumbersEqual(product, exact)).toBe(true);
        },
      ),
    );
  });

  it('takes a JavaScript number for its shortest decimal notation', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatNumber(value);
        expect(Number(text)).toBe(value + 0);
        expect(areNumbersEqual(value, numberOf(text))).toBe(true);
      }),
    );
  });

  it('divides so that quotient and remainder give the dividend again', () => {
    fc.assert(
      fc.property(integer, integer, (left, right) => {
        fc.pre(right !== 0n);
        const [one, other] = [numberOf(String(left)), numberOf(String(right))];
        const rest = modulo(one, other);
        const expected = ((left % right) + right) % right;
        expect(textOf(rest)).toBe(String(expected));
        const quotient = divide(subtract(one, rest ?? 0) ?? 0, other);
        expect(textOf(quotient)).toBe(String((left - expected) / right));
      }),
    );
  });

  it.each([
    ['0.1', '0.1'],
    ['1.10', '1.1'],
    ['-0', '0'],
    ['1e3', '1000'],
    ['1e-7', '0.0000001'],
    ['.5', '0.5'],
    ['123456789012345678901234567890.1234', '123456789012345678901234567890.1234'],
    ['12345678901234567890123456789012345', '12345678901234567890123456789012340'],
  ])('reads %s as %s', (digits, expected) => {
    expect(textOf(parseNumber(digits))).toBe(expected);
  });

  it.each(['', 'x', '1e9999', '1..2', '0x10', 'Infinity', '1 2'])('refuses %p', (digits) => {
    expect(parseNumber(digits)).toBeUndefined();
  });

  it('tells whole numbers from others', () => {
    expect(toInteger(5)).toBe(5);
    expect(toInteger(numberOf('5.0'))).toBe(5);
    expect(toInteger(5.5)).toBeUndefined();
    expect(toInteger(numberOf('9007199254740993'))).toBeUndefined();
  });
});
