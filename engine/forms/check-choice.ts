import type { JsonValue } from '../protocol/json.js';
import type { Finding } from './finding.js';
import type { FormExpressions } from './form-expressions.js';
import type { FieldInstance } from './form-instances.js';
import { isRecord } from './form-schema.js';
import { isEqualValue } from './form-values.js';

/** One of the options; the options may come from the data or from an expression. */
export function checkChoice(
  instance: FieldInstance,
  expressions: FormExpressions,
): readonly Finding[] {
  if (instance.value === null) return [];
  return isOption(instance.value, listOptions(instance, expressions)) ? [] : [{ rule: 'option' }];
}

/** Any number of the options. */
export function checkChoices(
  instance: FieldInstance,
  expressions: FormExpressions,
): readonly Finding[] {
  const { value } = instance;
  if (!Array.isArray(value)) return [{ rule: 'type', params: { expected: 'a list' } }];
  const options = listOptions(instance, expressions);
  const chosen: readonly JsonValue[] = value;
  return chosen.every((one) => isOption(one, options)) ? [] : [{ rule: 'option' }];
}

function isOption(value: JsonValue, options: readonly JsonValue[]): boolean {
  return options.some((option) => isEqualValue(option, value));
}

function listOptions(
  { field, context }: FieldInstance,
  expressions: FormExpressions,
): readonly JsonValue[] {
  const { valuesExpression, valuesKey, values } = field.source;
  const source =
    typeof valuesExpression === 'string' && valuesExpression !== ''
      ? expressions.evaluate(valuesExpression, context)
      : typeof valuesKey === 'string' && valuesKey !== ''
        ? context[valuesKey]
        : values;
  if (!Array.isArray(source)) return [];
  return (source as readonly JsonValue[]).flatMap((option) => {
    if (!isRecord(option)) return [option];
    const value = option['value'] ?? option['label'];
    return value === undefined ? [] : [value];
  });
}
