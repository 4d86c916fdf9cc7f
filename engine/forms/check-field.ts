import { checkChoice, checkChoices } from './check-choice.js';
import { checkDateTime } from './check-datetime.js';
import { checkNumber } from './check-number.js';
import { checkText } from './check-text.js';
import type { Finding } from './finding.js';
import type { FormExpressions } from './form-expressions.js';
import { maximumRows, type FieldInstance } from './form-instances.js';
import { isUnanswered } from './form-values.js';

type FieldCheck = (instance: FieldInstance, expressions: FormExpressions) => readonly Finding[];

const checks: Readonly<Record<string, FieldCheck>> = {
  textfield: checkText,
  textarea: checkText,
  number: checkNumber,
  checkbox: checkCheckbox,
  radio: checkChoice,
  select: checkChoice,
  checklist: checkChoices,
  taglist: checkChoices,
  datetime: checkDateTime,
  dynamiclist: checkRows,
};

/** Checks the value of one visible field by its type and its rules. */
export function checkField(
  instance: FieldInstance,
  expressions: FormExpressions,
): readonly Finding[] {
  const { field, value, context } = instance;
  const isRequired = expressions.resolve(field.validate['required'], context) === true;
  const findings = checks[field.type]?.(instance, expressions) ?? [];
  const isMissing = isUnanswered(value) || (field.type === 'checkbox' && value === false);
  return isRequired && isMissing && findings.length === 0 ? [{ rule: 'required' }] : findings;
}

function checkCheckbox({ value }: FieldInstance): readonly Finding[] {
  if (typeof value === 'boolean') return [];
  return [{ rule: 'type', params: { expected: 'yes or no' } }];
}

function checkRows({ value }: FieldInstance): readonly Finding[] {
  if (!Array.isArray(value)) return [{ rule: 'type', params: { expected: 'a list of rows' } }];
  return value.length > maximumRows ? [{ rule: 'rows', params: { maximum: maximumRows } }] : [];
}
