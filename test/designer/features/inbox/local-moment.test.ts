import {
  morningAhead,
  toInstant,
  toLocal,
} from '../../../../designer/features/inbox/local-moment.js';

describe('local moments', () => {
  it.each([
    ['2026-11-23T09:00', 'Europe/Amsterdam', '2026-11-23T08:00:00.000Z'],
    ['2026-07-01T09:00', 'Europe/Amsterdam', '2026-07-01T07:00:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T01:30', 'Europe/Amsterdam', '2026-10-24T23:30:00.000Z'],
    ['2026-11-23T09:00', 'Asia/Kolkata', '2026-11-23T03:30:00.000Z'],
  ])('%s in %s are %s', (local, zone, instant) => {
    expect(toInstant(local, zone)).toBe(instant);
    expect(toLocal(Date.parse(instant), zone)).toBe(local);
  });

  it('are none when nothing sensible is typed', () => {
    expect(toInstant('', 'UTC')).toBeUndefined();
  });

  it('begin the morning by the clock on the wall, also after the clocks have changed', () => {
    const saturday = Date.parse('2026-10-24T20:00:00Z');
    expect(morningAhead(saturday, 2, 'Europe/Amsterdam')).toBe('2026-10-26T09:00');
    expect(toInstant('2026-10-26T09:00', 'Europe/Amsterdam')).toBe('2026-10-26T08:00:00.000Z');
  });
});
