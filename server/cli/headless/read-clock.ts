import { parseDateTime } from '../../../engine/expressions/index.js';
import { type CommandLine, invalid, type Options, readString } from './command-line.js';

/** When and where: the same everywhere unless it is said, so that the same call prints the same. */
export const clockOptions: Options = {
  now: { type: 'string', default: '2026-01-05T09:00:00Z' },
  zone: { type: 'string', default: 'UTC' },
};

/** A zone is known if a time can be read in it. */
export function readZone(line: CommandLine): string {
  const zone = readString(line, 'zone') ?? '';
  if (parseDateTime('2026-01-01T00:00:00', zone) !== undefined) return zone;
  throw invalid('zone', 'a time zone such as Europe/Amsterdam', zone);
}

export function readNow(line: CommandLine, zone: string): number {
  const text = readString(line, 'now') ?? '';
  const instant = parseDateTime(text, zone);
  if (instant !== undefined && Math.abs(instant) < 8.64e15) return instant;
  throw invalid('now', 'a date and time such as 2026-03-02T09:00:00Z', text);
}
