import { areEqual } from '../operations/equality.js';
import { asDateTime, isDateLike } from '../temporal/instants.js';
import { type FeelDateTime, FeelTime, type FeelValue, kindOf } from '../feel-value.js';
import { formatZone } from '../temporal/zone.js';
import { type BuiltInCall, type BuiltInFamily, form } from './built-in.js';

export const booleanBuiltIns = {
  not: [
    form([['negand', 'boolean']], (_call, negand) => !negand),
    form([['negand', 'any']], (call, negand) =>
      negand === null ? null : call.fail('badArgument', "Expected true or false for 'not'"),
    ),
  ],
  is: [
    form(
      [
        ['value1', 'any'],
        ['value2', 'any'],
      ],
      (call, left, right) => isIdentical(call, left, right),
    ),
  ],
  'is defined': [form([['value', 'any']], (_call, value) => value !== null)],
  'get or else': [
    form(
      [
        ['value', 'any'],
        ['default', 'any'],
      ],
      (_call, value, otherwise) => value ?? otherwise,
    ),
  ],
} satisfies BuiltInFamily;

/** Like `=`, but of the same kind and, for times, in the same zone. */
function isIdentical(call: BuiltInCall, left: FeelValue, right: FeelValue): boolean {
  if (kindOf(left) !== kindOf(right)) return false;
  if (isDateLike(left) && isDateLike(right)) {
    const [one, other] = [asDateTime(left), asDateTime(right)];
    return one.value.equals(other.value) && zoneOf(one) === zoneOf(other);
  }
  if (left instanceof FeelTime && right instanceof FeelTime) {
    return left.value.equals(right.value) && zoneOf(left) === zoneOf(right);
  }
  return areEqual(left, right, call.evaluation, call.span);
}

function zoneOf(value: FeelDateTime | FeelTime): string {
  return formatZone(value.zone);
}
