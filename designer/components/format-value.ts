/** A variable's value in one line or as indented JSON; dates and the like as FEEL writes them. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return readTagged(value) ?? JSON.stringify(value, null, 2);
}

/** What JSON has no notation for is an object with the name of its type. */
function readTagged(value: object): string | undefined {
  const text = '@feel' in value && 'value' in value ? value.value : undefined;
  return typeof text === 'string' ? text : undefined;
}
