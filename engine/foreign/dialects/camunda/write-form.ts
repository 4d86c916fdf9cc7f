import type { FieldKind } from './read-form-data.js';

/** A form of form-js with the fields that the other engine would have generated. */
export function writeForm(formId: string, fields: readonly FieldKind[]): string {
  const form = {
    type: 'default',
    id: formId,
    schemaVersion: 19,
    components: fields.map(writeField),
  };
  return `${JSON.stringify(form, undefined, 2)}\n`;
}

function writeField(field: FieldKind): object {
  const { key, label, values, isReadOnly } = field;
  const validate = writeValidation(field);
  return {
    ...kindOf(field),
    id: `field_${key}`,
    key,
    label,
    ...(field.type === 'enum' ? { values } : {}),
    ...writeDefault(field),
    ...(isReadOnly ? { readonly: true } : {}),
    ...(Object.keys(validate).length === 0 ? {} : { validate }),
  };
}

const wholeNumbers = new Set(['long', 'integer', 'int']);

function isNumber({ type }: FieldKind): boolean {
  return wholeNumbers.has(type) || type === 'double';
}

function kindOf(field: FieldKind): object {
  if (wholeNumbers.has(field.type)) return { type: 'number', decimalDigits: 0 };
  if (field.type === 'double') return { type: 'number' };
  if (field.type === 'boolean') return { type: 'checkbox' };
  if (field.type === 'enum') return { type: 'select' };
  if (field.type === 'date') return { type: 'datetime', subtype: 'date', dateLabel: field.label };
  return { type: 'textfield' };
}

function writeDefault(field: FieldKind): object {
  const { defaultValue: text } = field;
  if (text === undefined || text === '') return {};
  if (field.type === 'boolean') return { defaultValue: text === 'true' };
  if (!isNumber(field)) return { defaultValue: text };
  return Number.isFinite(Number(text)) ? { defaultValue: Number(text) } : {};
}

const limits: Readonly<Record<string, string>> = {
  min: 'min',
  max: 'max',
  minlength: 'minLength',
  maxlength: 'maxLength',
};

function writeValidation({ constraints }: FieldKind): Record<string, boolean | number> {
  const validate: Record<string, boolean | number> = {};
  if (constraints.has('required') && constraints.get('required') !== 'false')
    validate['required'] = true;
  for (const [name, limit] of Object.entries(limits)) {
    const value = Number(constraints.get(name) ?? Number.NaN);
    if (Number.isFinite(value)) validate[limit] = value;
  }
  return validate;
}
