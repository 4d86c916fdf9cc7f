import { RE2JS } from 're2js';

import type { Finding } from './finding.js';
import type { FieldInstance } from './form-instances.js';
import type { FormExpressions } from './form-expressions.js';

const email = RE2JS.compile(
  "^[\\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*$",
);
const phone = RE2JS.compile('^(\\+|00)[1-9][0-9 ]{5,20}$');

/** Lengths count without surrounding blanks; every pattern is matched in linear time. */
export function checkText(
  { field, value, context }: FieldInstance,
  expressions: FormExpressions,
): readonly Finding[] {
  if (typeof value !== 'string') return [{ rule: 'type', params: { expected: 'a text' } }];
  if (value === '') return [];
  const findings: Finding[] = [];
  const length = value.trim().length;
  const minLength = Number(expressions.resolve(field.validate['minLength'], context) ?? NaN);
  const maxLength = Number(expressions.resolve(field.validate['maxLength'], context) ?? NaN);
  if (length < minLength) findings.push({ rule: 'minLength', params: { minLength } });
  if (length > maxLength) findings.push({ rule: 'maxLength', params: { maxLength } });
  const { pattern, patternErrorMessage, validationType } = field.validate;
  if (typeof pattern === 'string' && pattern !== '' && !matches(pattern, value)) {
    const own = typeof patternErrorMessage === 'string' ? { message: patternErrorMessage } : {};
    findings.push({ rule: 'pattern', params: { pattern }, ...own });
  }
  if (validationType === 'email' && !email.matcher(value).find()) findings.push({ rule: 'email' });
  if (validationType === 'phone' && !phone.matcher(value).find()) findings.push({ rule: 'phone' });
  return findings;
}

/** Somewhere in the text, as forms do; a pattern that cannot be compiled matches nothing. */
function matches(pattern: string, text: string): boolean {
  return compilePattern(pattern)?.matcher(text).find() === true;
}

/** Nothing for a pattern that is not regular, such as one that looks ahead or back. */
export function compilePattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
