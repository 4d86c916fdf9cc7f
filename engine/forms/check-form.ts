import { parseExpression } from '../expressions/parse.js';
import type { JsonValue } from '../protocol/json.js';
import { compilePattern } from './check-text.js';
import { stripEqualsSign } from './form-expressions.js';
import {
  containerTypes,
  displayTypes,
  isRecord,
  readComponents,
  valueTypes,
  type FormComponent,
} from './form-schema.js';
import { listFields } from './list-fields.js';

/** What is wrong with a form itself, found before it is deployed. */
export interface FormSchemaProblem {
  readonly fieldId: string;
  readonly rule:
    'noComponents' | 'unknownType' | 'missingKey' | 'duplicateKey' | 'badPattern' | 'badExpression';
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Checks that everything in a form can be obeyed: types, keys, patterns and expressions. */
export function checkForm(schema: unknown): readonly FormSchemaProblem[] {
  if (!isRecord(schema) || !Array.isArray(schema['components'])) {
    const message = "Expected a form with a list of 'components' but there is none.";
    return [{ fieldId: '', rule: 'noComponents', message, params: {} }];
  }
  return [...readComponents(schema).flatMap(checkComponent), ...findDuplicates(schema)];
}

function checkComponent(component: FormComponent): readonly FormSchemaProblem[] {
  return [
    ...checkType(component),
    ...checkPattern(component),
    ...listExpressions(component).flatMap((text) => checkExpression(component, text)),
    ...component.components.flatMap(checkComponent),
  ];
}

function checkType({ id, type, path }: FormComponent): readonly FormSchemaProblem[] {
  const isKnown = valueTypes.has(type) || containerTypes.has(type) || displayTypes.has(type);
  if (!isKnown) {
    const message = `Expected a supported kind of field but got '${type}'.`;
    return [{ fieldId: id, rule: 'unknownType', message, params: { type } }];
  }
  if (valueTypes.has(type) && path.length === 0) {
    const message = `Expected field '${id}' to have a key but it has none.`;
    return [{ fieldId: id, rule: 'missingKey', message, params: {} }];
  }
  return [];
}

function checkPattern({ id, validate }: FormComponent): readonly FormSchemaProblem[] {
  const { pattern } = validate;
  if (typeof pattern !== 'string' || compilePattern(pattern) !== undefined) return [];
  const message = `Expected a pattern that can be matched in linear time but got '${pattern}'.`;
  return [{ fieldId: id, rule: 'badPattern', message, params: { pattern } }];
}

function checkExpression({ id }: FormComponent, text: string): readonly FormSchemaProblem[] {
  const result = parseExpression(stripEqualsSign(text));
  if (result.ok) return [];
  const reason = result.problems[0]?.message ?? '';
  const message = `Expected a FEEL expression but got '${text}': ${reason}.`;
  return [{ fieldId: id, rule: 'badExpression', message, params: { expression: text, reason } }];
}

function listExpressions({ hide, readonly, validate, source }: FormComponent): readonly string[] {
  const settings: readonly (JsonValue | undefined)[] = [readonly, ...Object.values(validate)];
  const feel = settings.filter(
    (one): one is string => typeof one === 'string' && /^\s*=/.test(one),
  );
  const { valuesExpression, expression } = source;
  const always = [hide, valuesExpression, expression].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  return [...always, ...feel];
}

/** Two fields with one key overwrite each other, unless only one of them is filled in. */
function findDuplicates(schema: unknown): readonly FormSchemaProblem[] {
  const seen = new Set<string>();
  return listFields(schema).flatMap(({ field, fieldId, isReadOnly, isConditional }) => {
    if (isReadOnly || isConditional || !seen.has(field)) {
      if (!isReadOnly && !isConditional) seen.add(field);
      return [];
    }
    const message = `Expected one field for '${field}' but there are several.`;
    return [{ fieldId, rule: 'duplicateKey' as const, message, params: { field } }];
  });
}
