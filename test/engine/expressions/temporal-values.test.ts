import fc from 'fast-check';

import { DaysTimeDuration, type FeelDuration } from '../../../engine/expressions/feel-value.js';
import { formatTemporal } from '../../../engine/expressions/format-value.js';
import {
  addDuration,
  durationToMillis,
  parseDateTime,
  parseDuration,
} from '../../../engine/expressions/temporal-values.js';
import '../../support/property-runs.js';

function duration(text: string): FeelDuration {
  const parsed = parseDuration(text);
  if (parsed === undefined) throw new TypeError(text);
  return parsed;
}

const at = (text: string) => Date.parse(text);

describe('parseDuration', () => {
  it.each([
    ['PT4H', 'PT4H'],
    ['P1D', 'P1D'],
    ['P2W', 'P14D'],
    ['-P1W', '-P7D'],
    ['P1M', 'P1M'],
    ['P1Y6M', 'P1Y6M'],
  ])('reads %s', (text, expected) => {
    expect(formatTemporal(duration(text))).toBe(expected);
  });

  it.each(['', 'P', '4H', 'PT', 'P1W2D', 'PT1.5H', 'P1M2D', 'PT4H '])('refuses %p', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('durationToMillis', () => {
  it.each([
    ['PT1.5S', 1500],
    ['P1D', 86_400_000],
    ['-PT1.5S', -1500],
  ])('converts %s', (text, expected) => {
    const value = duration(text);
    expect(value instanceof DaysTimeDuration && durationToMillis(value)).toBe(expected);
  });
});

describe('addDuration', () => {
  it.each([
    ['2026-03-28T12:00:00Z', 'P1D', 'Europe/Berlin', '2026-03-29T12:00:00Z'],
    ['2026-03-28T11:00:00Z', 'P1M', 'Europe/Berlin', '2026-04-28T10:00:00Z'],
    ['2026-01-31T11:00:00Z', 'P1M', 'Europe/Berlin', '2026-02-28T11:00:00Z'],
    ['2026-01-31T23:30:00Z', 'P1M', 'Europe/Berlin', '2026-02-28T23:30:00Z'],
    ['2024-02-29T00:00:00Z', 'P1Y', 'UTC', '2025-02-28T00:00:00Z'],
    ['2026-11-21T10:00:00Z', 'PT4H', 'Asia/Tokyo', '2026-11-21T14:00:00Z'],
  ])('adds to %s a %s in %s', (start, text, zone, expected) => {
    expect(addDuration(at(start), duration(text), zone)).toBe(at(expected));
  });

  it('refuses an unknown zone and a result beyond the calendar', () => {
    expect(() => addDuration(0, duration('P1M'), 'Mars/Olympus')).toThrow(/time zone/);
    expect(() => addDuration(0, duration('P99999999M'), 'UTC')).toThrow(/beyond/);
  });

  it('adds days and times as exact seconds in every zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', '+02:00'),
        (start, seconds, zone) => {
          const added = addDuration(start, duration(`PT${seconds}S`), zone);
          expect(added).toBe(start + seconds * 1000);
        },
      ),
    );
  });
});

describe('parseDateTime', () => {
  it.each([
    ['2026-11-21T10:00:00Z', 'Europe/Berlin', '2026-11-21T10:00:00Z'],
    ['2026-11-21T10:00:00', 'Europe/Berlin', '2026-11-21T09:00:00Z'],
    ['2026-07-21T10:00:00', 'Europe/Berlin', '2026-07-21T08:00:00Z'],
    ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-11-21T10:00:00@America/New_York', 'UTC', '2026-11-21T15:00:00Z'],
    ['2026-11-21T10:00:00.250+05:30', 'UTC', '2026-11-21T04:30:00.250Z'],
    ['2026-11-21', 'Europe/Berlin', '2026-11-20T23:00:00Z'],
  ])('reads %s in %s', (text, zone, expected) => {
    expect(parseDateTime(text, zone)).toBe(at(expected));
  });

  it.each(['', 'tomorrow', '2026-11-21T25:00:00', '2026-11-31'])('refuses %p', (text) => {
    expect(parseDateTime(text, 'UTC')).toBeUndefined();
  });

  it('refuses an unknown zone', () => {
    expect(parseDateTime('2026-11-21T10:00:00', 'Mars/Olympus')).toBeUndefined();
  });
});
