/** Offset of a zone from UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return local - Math.floor(instant / 1_000) * 1_000;
}

/** The instant of a local date and time such as `2026-11-23T09:00` in a zone; undefined if it is none. */
export function toInstant(local: string, zone: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const guess = asUtc - offsetAt(asUtc, zone);
  // Near a change of the clocks the first guess may have used the other offset.
  return new Date(asUtc - offsetAt(guess, zone)).toISOString();
}

/** Local date and time in a zone, as a field for moments takes it. */
export function toLocal(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

const DAY_MS = 86_400_000;

/** Nine in the morning, some days ahead. */
export function morningAhead(now: number, days: number, zone: string): string {
  return `${toLocal(now + days * DAY_MS, zone).slice(0, 10)}T09:00`;
}
