import { type BusinessCalendar, type JsonValue } from '../../../engine/index.js';
import { CommandError } from './errors.js';
import { isJsonObject } from './json-object.js';

const textFields = ['id', 'name', 'version', 'zone'];
const listFields = { hours: ['from', 'to'], exceptions: ['date', 'from', 'to'] };

/** Business calendars in the form of `definitions/calendars`: one, or a list of them. */
export function readCalendars(value: JsonValue, file: string): readonly BusinessCalendar[] {
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return list.map((calendar, index) => {
    const field = findWrongField(calendar);
    // Every field has just been looked at; the hours themselves are judged by whoever counts in them.
    if (field === undefined) return calendar as unknown as BusinessCalendar;
    const message = `Expected business calendars in '${file}' but ${field} of calendar ${index + 1} is wrong`;
    throw new CommandError('calendarsInvalid', message, { file });
  });
}

function findWrongField(calendar: JsonValue): string | undefined {
  if (!isJsonObject(calendar)) return 'the form';
  const isText = (value: JsonValue | undefined): boolean => typeof value === 'string';
  const isListOf = (field: string, isItem: (item: JsonValue) => boolean): boolean => {
    const value = calendar[field];
    return Array.isArray(value) && value.every(isItem);
  };
  return (
    textFields.find((field) => !isText(calendar[field])) ??
    Object.entries(listFields).find(
      ([field, texts]) =>
        !isListOf(field, (item) => isJsonObject(item) && texts.every((text) => isText(item[text]))),
    )?.[0] ??
    (isListOf('holidays', isText) ? undefined : 'holidays') ??
    (isListOf('hours', (item) => isJsonObject(item) && Number.isInteger(item['weekday']))
      ? undefined
      : 'weekday')
  );
}
