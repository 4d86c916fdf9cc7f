import { parseDateTime } from '../expressions/temporal-values.js';
import { parseDate, parseFeelDateTime, parseTime } from '../expressions/temporal/parse-temporal.js';
import type { Finding } from './finding.js';
import type { FormExpressions } from './form-expressions.js';
import type { FieldInstance } from './form-instances.js';

const dayMs = 24 * 60 * 60 * 1_000;

/** Dates of the calendar, times of the day, or both; seconds may be left out. */
export function checkDateTime(
  { field, value }: FieldInstance,
  expressions: FormExpressions,
): readonly Finding[] {
  if (value === null) return [];
  const subtype = field.source['subtype'];
  const text = typeof value === 'string' ? value : '';
  if (subtype === 'time') {
    return parseTime(withSeconds(text)) === undefined ? [{ rule: 'time' }] : [];
  }
  const isDate = subtype !== 'datetime';
  const isValid = isDate
    ? parseDate(text) !== undefined
    : text.includes('T') && parseFeelDateTime(withSeconds(text)) !== undefined;
  if (!isValid) return [{ rule: isDate ? 'date' : 'dateTime' }];
  return field.source['disallowPassedDates'] === true && isPast(text, expressions)
    ? [{ rule: 'pastDate' }]
    : [];
}

/** A day is past when it is over where the person is. */
function isPast(text: string, { moment }: FormExpressions): boolean {
  const start = parseDateTime(`${text.slice(0, 10)}T00:00:00`, moment.zone);
  return start !== undefined && start + dayMs <= moment.now;
}

function withSeconds(text: string): string {
  return text.replace(/(^|T)(\d{2}:\d{2})(?!:\d{2}(?::|\.|Z|[+-]|@|$))/, '$1$2:00');
}
