import {
  compareNumbers,
  exponential,
  isZero,
  modulo,
  naturalLogarithm,
  negate,
  round,
  type Rounding,
  squareRoot,
  toInteger,
} from '../decimal-number.js';
import type { FeelNumber, FeelValue } from '../feel-value.js';
import { isNumber, YearsMonthsDuration } from '../feel-value.js';
import { failOutOfRange } from '../operations/arithmetic.js';
import { negateDuration } from '../temporal/temporal-arithmetic.js';
import { type BuiltInCall, type BuiltInFamily, type BuiltInForm, form } from './built-in.js';

const oneNumber = [['number', 'number']] as const;

export const numberBuiltIns = {
  decimal: [roundingTo('halfEven')],
  'round up': [roundingTo('up')],
  'round down': [roundingTo('down')],
  'round half up': [roundingTo('halfUp')],
  'round half down': [roundingTo('halfDown')],
  floor: [roundingToWhole('floor'), roundingTo('floor')],
  ceiling: [roundingToWhole('ceiling'), roundingTo('ceiling')],
  abs: [
    form([['n', 'number']], (_call, number) =>
      compareNumbers(number, 0) < 0 ? negate(number) : number,
    ),
    form([['n', 'duration']], (_call, duration) => {
      const isNegative =
        duration instanceof YearsMonthsDuration ? duration.months < 0 : duration.value.isNegative();
      return isNegative ? negateDuration(duration) : duration;
    }),
  ],
  modulo: [
    form(
      [
        ['dividend', 'number'],
        ['divisor', 'number'],
      ],
      (call, dividend, divisor) =>
        isZero(divisor)
          ? call.fail('divisionByZero', 'Expected a divisor other than zero')
          : inRange(call, modulo(dividend, divisor)),
    ),
  ],
  sqrt: [form(oneNumber, (call, number) => inRange(call, squareRoot(number)))],
  log: [
    form(oneNumber, (call, number) => {
      call.spend(50);
      return inRange(call, naturalLogarithm(number));
    }),
  ],
  exp: [
    form(oneNumber, (call, number) => {
      call.spend(50);
      return inRange(call, exponential(number));
    }),
  ],
  odd: [form(oneNumber, (_call, number) => isMultipleOfTwo(number, 1))],
  even: [form(oneNumber, (_call, number) => isMultipleOfTwo(number, 0))],
} satisfies BuiltInFamily;

function inRange(call: BuiltInCall, result: FeelNumber | undefined): FeelValue {
  return result ?? failOutOfRange(call.evaluation, call.span);
}

function isMultipleOfTwo(number: FeelNumber, remainder: number): boolean {
  const rest = modulo(number, 2);
  return rest !== undefined && isNumber(rest) && compareNumbers(rest, remainder) === 0;
}

function wholePart(number: FeelNumber): number | undefined {
  const whole = round(number, 0, 'down');
  return whole === undefined ? undefined : toInteger(whole);
}

function roundingToWhole(rounding: Rounding): BuiltInForm {
  return form([['n', 'number']], (call, number) => inRange(call, round(number, 0, rounding)));
}

/** `scale` is the number of decimal places; a fraction of it is ignored. */
function roundingTo(rounding: Rounding): BuiltInForm {
  return form(
    [
      ['n', 'number'],
      ['scale', 'number'],
    ],
    (call, number, scale) => {
      const places = wholePart(scale);
      if (places === undefined || places < -6111 || places > 6176) {
        return call.fail('badArgument', 'Expected a scale from -6111 to 6176');
      }
      return inRange(call, round(number, places, rounding));
    },
  );
}
