import { compareNumbers, isZero, modulo, parseNumber } from '../expressions/decimal-number.js';
import type { JsonValue } from '../protocol/json.js';
import type { Finding } from './finding.js';
import type { FormExpressions } from './form-expressions.js';
import type { FieldInstance } from './form-instances.js';

/** Numbers are compared as decimals, so that 0.3 is a multiple of 0.1. */
export function checkNumber(
  { field, value, context }: FieldInstance,
  expressions: FormExpressions,
): readonly Finding[] {
  if (value === null) return [];
  const isText = field.source['serializeToString'] === true;
  const number = typeof value === (isText ? 'string' : 'number') ? read(value) : undefined;
  if (number === undefined) return [{ rule: 'type', params: { expected: 'a number' } }];
  const findings: Finding[] = [];
  const min = read(expressions.resolve(field.validate['min'], context));
  const max = read(expressions.resolve(field.validate['max'], context));
  if (min !== undefined && compareNumbers(number, min) < 0) {
    findings.push({ rule: 'min', params: { min: String(min) } });
  }
  if (max !== undefined && compareNumbers(number, max) > 0) {
    findings.push({ rule: 'max', params: { max: String(max) } });
  }
  const decimalDigits = field.source['decimalDigits'];
  if (typeof decimalDigits === 'number' && countDecimals(String(number)) > decimalDigits) {
    findings.push({ rule: 'decimals', params: { decimalDigits } });
  }
  const increment = read(field.source['increment']);
  if (increment !== undefined && !isZero(increment) && !isMultiple(number, increment)) {
    findings.push({ rule: 'step', params: { increment: String(increment) } });
  }
  return findings;
}

type DecimalNumber = NonNullable<ReturnType<typeof parseNumber>>;

function read(value: JsonValue | undefined): DecimalNumber | undefined {
  if (typeof value === 'number') return parseNumber(String(value));
  return typeof value === 'string' && value !== '' ? parseNumber(value) : undefined;
}

function isMultiple(number: DecimalNumber, increment: DecimalNumber): boolean {
  const rest = modulo(number, increment);
  return rest !== undefined && isZero(rest);
}

function countDecimals(number: string): number {
  return number.split('.')[1]?.length ?? 0;
}
