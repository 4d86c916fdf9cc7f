import type { RecordTypeDescription, RecordTypeField } from '../../../server/contract/index.js';

export type FieldValues = Readonly<Record<string, unknown>>;

/** A field of the items of a list, if they are made of fields themselves. */
export function itemFields(field: RecordTypeField): Record<string, RecordTypeField> | undefined {
  const items = field['items'];
  if (typeof items !== 'object' || items === null || !('properties' in items)) return undefined;
  // The loader has checked that these are fields.
  return items.properties as Record<string, RecordTypeField>;
}

/** What differs, as a change: emptied fields become null. */
export function changedFields(before: FieldValues, after: FieldValues): Record<string, unknown> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

/** Fields that hold something, in the order of the type. */
export function filledFields(
  type: RecordTypeDescription,
  fields: FieldValues,
): [string, RecordTypeField, unknown][] {
  return Object.entries(type.schema.properties)
    .filter(([name]) => fields[name] !== undefined)
    .map(([name, field]) => [name, field, fields[name]]);
}

/** `fields.priority` as the label of the field, other parts by their own words. */
export function pathLabel(
  type: RecordTypeDescription | undefined,
  path: string,
  parts: Readonly<Record<string, string>>,
): string {
  const [first = '', name = ''] = path.split('.');
  if (first === 'fields') return type?.schema.properties[name]?.title ?? name;
  return parts[first] ?? path;
}

const OFFSETS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** The wall clock of a zone at an instant, counted as if it were UTC. */
function wallClock(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instant));
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = OFFSETS.map((part) =>
    Number(parts.find(({ type }) => type === part)?.value),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** An instant as `2026-03-01T09:30` on the clock of a zone. */
export function toLocalInput(instant: unknown, zone: string): string {
  const at = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at)) return '';
  return new Date(wallClock(at, zone)).toISOString().slice(0, 16);
}

/** The instant at which the clock of a zone shows this; `undefined` for no time. */
export function fromLocalInput(text: string, zone: string): string | undefined {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return undefined;
  const first = wanted - (wallClock(wanted, zone) - wanted);
  const second = first + (wanted - wallClock(first, zone));
  return new Date(second).toISOString();
}
