const PATTERN = /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;
const UNITS_MS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000] as const;

/** Reads an instant, or a span from now as `P2D`, `PT4H`, `-P1W`. */
export function readMoment(text: string, now: Date): Date {
  const match = PATTERN.exec(text);
  if (!match) return new Date(text);
  const [, sign, ...numbers] = match;
  const span = UNITS_MS.reduce((sum, unit, index) => sum + unit * Number(numbers[index] ?? 0), 0);
  return new Date(now.getTime() + (sign === '-' ? -span : span));
}
