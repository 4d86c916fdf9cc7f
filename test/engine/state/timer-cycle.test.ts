import { dueAtOf, readCycle } from '../../../engine/state/timer-cycle.js';

const now = Date.UTC(2026, 0, 31, 8);

/** The first due instants of a repetition, as ISO texts. */
function dueTimes(text: string, zone = 'UTC', limit = 4): string[] {
  const cycle = readCycle(text, now, zone);
  const times: string[] = [];
  for (let fired = 0; cycle !== undefined && fired < limit; fired += 1) {
    const dueAt = dueAtOf({ ...cycle, fired }, zone);
    if (dueAt === undefined) break;
    times.push(new Date(dueAt).toISOString());
  }
  return times;
}

describe('a repeated timer', () => {
  it('is due as often as it says', () => {
    expect(dueTimes('R2/PT1H')).toEqual(['2026-01-31T09:00:00.000Z', '2026-01-31T10:00:00.000Z']);
  });

  it('keeps to the end of the month', () => {
    expect(dueTimes('R/P1M')).toEqual([
      '2026-02-28T08:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
      '2026-04-30T08:00:00.000Z',
      '2026-05-31T08:00:00.000Z',
    ]);
  });

  it('adds months first, then days, when an interval has both', () => {
    expect(dueTimes('R2/P1M1DT2H')).toEqual([
      '2026-03-01T10:00:00.000Z',
      '2026-04-02T12:00:00.000Z',
    ]);
  });

  it('begins at its own start', () => {
    expect(dueTimes('R2/2026-02-01T06:00:00/P1D', 'Europe/Amsterdam')).toEqual([
      '2026-02-01T05:00:00.000Z',
      '2026-02-02T05:00:00.000Z',
    ]);
  });

  it('is never due after its end', () => {
    expect(dueTimes('R/PT1H/2026-01-31T10:00:00')).toEqual([
      '2026-01-31T09:00:00.000Z',
      '2026-01-31T10:00:00.000Z',
    ]);
  });

  it('counts days of 24 hours over a change of the clocks', () => {
    expect(dueTimes('R2/2026-03-28T09:00:00/P1D', 'Europe/Amsterdam')).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T08:00:00.000Z',
    ]);
  });

  it('keeps to the last day of February in leap years', () => {
    expect(dueTimes('R2/2028-02-29T00:00:00/P1Y')).toEqual([
      '2028-02-29T00:00:00.000Z',
      '2029-02-28T00:00:00.000Z',
    ]);
  });

  it.each([
    ['R/2025-12-31T06:00:00/P1D', '2026-02-01T06:00:00.000Z'],
    ['R/2020-01-31T08:00:00/P1M', '2026-01-31T08:00:00.000Z'],
    ['R/2020-01-30T08:00:00/P1M', '2026-02-28T08:00:00.000Z'],
    ['R4/2026-01-31T06:00:00/PT1H', '2026-01-31T08:00:00.000Z'],
  ])('leaves out the times of %s that are over', (text, first) => {
    const cycle = readCycle(text, now, 'UTC');
    const dueAt = cycle === undefined ? undefined : dueAtOf(cycle, 'UTC');
    expect(new Date(dueAt ?? 0).toISOString()).toBe(first);
  });

  it('has nothing left when all its times are over', () => {
    const cycle = readCycle('R3/2026-01-31T05:00:00/PT1H', now, 'UTC');
    expect(cycle && dueAtOf(cycle, 'UTC')).toBeUndefined();
  });

  it('takes the distance of two instants as its interval', () => {
    expect(dueTimes('R2/2026-02-01T06:00:00/2026-02-01T06:30:00')).toEqual([
      '2026-02-01T06:00:00.000Z',
      '2026-02-01T06:30:00.000Z',
    ]);
  });

  it('prefers the zone of its own', () => {
    const cycle = readCycle('R/2026-03-28T09:00:00/P1M', now, 'Europe/Amsterdam');
    const own = cycle && { ...cycle, fired: 1, zone: 'Europe/Amsterdam' };
    expect(new Date((own && dueAtOf(own, 'UTC')) ?? 0).toISOString()).toBe(
      '2026-04-28T07:00:00.000Z',
    );
  });

  it('keeps the local hour over a change of the clocks when it counts in months', () => {
    expect(dueTimes('R2/2026-02-28T09:00:00/P1M', 'Europe/Amsterdam')).toEqual([
      '2026-02-28T08:00:00.000Z',
      '2026-03-28T08:00:00.000Z',
    ]);
    expect(dueTimes('R3/2026-02-28T09:00:00/P1M', 'Europe/Amsterdam')[2]).toBe(
      '2026-04-28T07:00:00.000Z',
    );
  });

  it.each([
    'R0/PT1H',
    'R/PT0S',
    'R/P0M',
    'R3',
    'R3/',
    'R3/1h',
    'R3/PT1H/PT1H/PT1H',
    'R3/2026-02-02T00:00:00/2026-02-01T00:00:00',
    'R3/2026-02-02T00:00:00/later',
    'PT1H',
    'R/2026-99-01T00:00:00/PT1H',
  ])('does not read %s', (text) => {
    expect(readCycle(text, now, 'UTC')).toBeUndefined();
  });
});
