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
    'PT1H',
    'R/2026-99-01T00:00:00/PT1H',
  ])('does not read %s', (text) => {
    expect(readCycle(text, now, 'UTC')).toBeUndefined();
  });
});
