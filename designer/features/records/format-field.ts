import type { TFunction } from 'i18next';
import type { RecordTypeField } from '../../../server/contract/index.js';
import { formatMoment, type Reader } from '../../components/format-time.js';
import { formatValue } from '../../components/format-value.js';
import { itemFields, type FieldValues } from './record-values.js';

/** A value as a person reads it: labels for values, moments in their zone, rows in words. */
export function formatField(
  field: RecordTypeField | undefined,
  value: unknown,
  reader: Reader,
  t: TFunction,
): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? t('records.yes') : t('records.no');
  if (typeof value === 'string') {
    if (field?.format === 'date-time') return formatMoment(value, reader);
    return field?.['x-labels']?.[value] ?? value;
  }
  if (!Array.isArray(value)) return formatValue(value);
  const inner = field === undefined ? undefined : itemFields(field);
  if (inner === undefined) return value.map((one) => formatValue(one)).join(', ');
  return (value as FieldValues[]).map((row) => formatRow(inner, row)).join('; ');
}

function formatRow(inner: Record<string, RecordTypeField>, row: FieldValues): string {
  return Object.entries(inner)
    .filter(([name]) => row[name] !== undefined)
    .map(([name, { title }]) => `${title}: ${formatValue(row[name])}`)
    .join(', ');
}
