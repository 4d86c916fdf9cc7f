import fc from 'fast-check';
import type { BusinessCalendar } from '../../../engine/clocks/calendar.js';
import { CalendarUnusableError } from '../../../engine/clocks/errors.js';
import { deriveDeadlines, usedServiceTime } from '../../../engine/clocks/service-time.js';
import { runsOf } from '../../support/property-runs.js';

const HOUR = 3_600_000;

const weekdays = (from: string, to: string): BusinessCalendar['hours'] =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, to }));

const office: BusinessCalendar = {
  id: 'office',
  name: 'Office hours',
  version: '1',
  zone: 'Europe/Amsterdam',
  hours: weekdays('09:00', '17:00'),
  holidays: [],
  exceptions: [],
};

const at = (iso: string): number => Date.parse(iso);

/** When two hours of service are used up after a start at the instant. */
const dueAfterTwoHours = (calendar: BusinessCalendar, start: string): string | undefined => {
  const [deadline] = deriveDeadlines(
    calendar,
    [{ event: 'started', at: at(start) }],
    2 * HOUR,
    [1],
  );
  return deadline && new Date(deadline.dueAt).toISOString();
};

describe('deriveDeadlines', () => {
  it('goes over the weekend when the day is too short', () => {
    expect(dueAfterTwoHours(office, '2026-01-09T16:30:00+01:00')).toBe('2026-01-12T09:30:00.000Z');
  });

  it('goes over a holiday', () => {
    const calendar = { ...office, holidays: ['2026-01-12'] };
    expect(dueAfterTwoHours(calendar, '2026-01-09T16:30:00+01:00')).toBe(
      '2026-01-13T09:30:00.000Z',
    );
  });

  it('begins to count when service begins', () => {
    expect(dueAfterTwoHours(office, '2026-01-10T11:00:00+01:00')).toBe('2026-01-12T10:00:00.000Z');
  });

  it('ends at the end of the day when the time is just used up', () => {
    expect(dueAfterTwoHours(office, '2026-01-09T15:00:00+01:00')).toBe('2026-01-09T16:00:00.000Z');
  });

  it('counts real hours through the change to summer time', () => {
    const calendar = { ...office, hours: [{ weekday: 7, from: '01:00', to: '06:00' }] };
    expect(dueAfterTwoHours(calendar, '2026-03-29T01:00:00+01:00')).toBe(
      '2026-03-29T02:00:00.000Z',
    );
  });

  it('counts the repeated hour twice at the change to winter time', () => {
    const calendar = { ...office, hours: [{ weekday: 7, from: '02:00', to: '06:00' }] };
    expect(dueAfterTwoHours(calendar, '2026-10-25T02:00:00+02:00')).toBe(
      '2026-10-25T02:00:00.000Z',
    );
  });

  it('keeps opening time on the wall clock across the change', () => {
    expect(dueAfterTwoHours(office, '2026-03-27T16:00:00+01:00')).toBe('2026-03-30T08:00:00.000Z');
  });

  it('uses the hours of an exception instead of the weekly ones, also on a holiday', () => {
    const calendar = {
      ...office,
      holidays: ['2026-01-12'],
      exceptions: [{ date: '2026-01-12', from: '12:00', to: '13:00' }],
    };
    expect(dueAfterTwoHours(calendar, '2026-01-09T16:30:00+01:00')).toBe(
      '2026-01-13T08:30:00.000Z',
    );
  });

  it('counts several periods of a day and one up to midnight', () => {
    const hours = [
      { weekday: 5, from: '22:00', to: '24:00' },
      { weekday: 5, from: '08:00', to: '09:00' },
    ];
    expect(dueAfterTwoHours({ ...office, hours }, '2026-01-09T08:00:00+01:00')).toBe(
      '2026-01-09T22:00:00.000Z',
    );
  });

  it('leaves pauses out', () => {
    const ledger = [
      { event: 'started', at: at('2026-01-12T09:00:00+01:00') },
      { event: 'paused', at: at('2026-01-12T10:00:00+01:00') },
      { event: 'resumed', at: at('2026-01-12T15:00:00+01:00') },
    ] as const;
    const [half, whole] = deriveDeadlines(office, ledger, 2 * HOUR, [0.5, 1]);
    expect(new Date(half?.dueAt ?? 0).toISOString()).toBe('2026-01-12T09:00:00.000Z');
    expect(new Date(whole?.dueAt ?? 0).toISOString()).toBe('2026-01-12T15:00:00.000Z');
  });

  it('gives no deadline while it is paused before the share', () => {
    const ledger = [
      { event: 'started', at: at('2026-01-12T09:00:00+01:00') },
      { event: 'paused', at: at('2026-01-12T10:00:00+01:00') },
    ] as const;
    expect(deriveDeadlines(office, ledger, 2 * HOUR, [1])).toEqual([]);
  });

  it.each([
    ['no hours', { hours: [] }, 'hours'],
    [
      'overlapping hours',
      { hours: [...weekdays('09:00', '17:00'), { weekday: 1, from: '16:00', to: '18:00' }] },
      'hours',
    ],
    ['hours that end before they begin', { hours: weekdays('17:00', '09:00') }, 'hours'],
    ['a time that does not exist', { hours: weekdays('9', '17:00') }, 'hours'],
    [
      'a weekday that does not exist',
      { hours: [{ weekday: 8, from: '09:00', to: '17:00' }] },
      'hours',
    ],
    ['an unknown zone', { zone: 'Europe/Atlantis' }, 'zone'],
    ['a holiday that does not exist', { holidays: ['2026-02-30'] }, 'holidays'],
    [
      'an exception that does not exist',
      { exceptions: [{ date: '1', from: '09:00', to: '10:00' }] },
      'exceptions',
    ],
  ])('refuses a calendar with %s', (_case, change, field) => {
    const derive = () => dueAfterTwoHours({ ...office, ...change }, '2026-01-09T16:30:00+01:00');
    expect(derive).toThrow(CalendarUnusableError);
    expect(derive).toThrow(expect.objectContaining({ field, calendarId: 'office' }) as Error);
  });
});

describe('usedServiceTime', () => {
  it('counts only service hours in which the clock ran', () => {
    const ledger = [
      { event: 'started', at: at('2026-01-09T16:30:00+01:00') },
      { event: 'paused', at: at('2026-01-12T09:30:00+01:00') },
      { event: 'resumed', at: at('2026-01-12T12:00:00+01:00') },
      { event: 'stopped', at: at('2026-01-12T12:15:00+01:00') },
    ] as const;
    expect(usedServiceTime(office, ledger, at('2026-02-01T00:00:00Z'))).toBe(1.25 * HOUR);
  });

  it('equals the target at every derived deadline', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') }),
        fc.integer({ min: 0, max: 100 * HOUR }),
        fc.integer({ min: 1, max: 60 * HOUR }),
        (start, pause, target) => {
          // given
          const ledger = [
            { event: 'started', at: start },
            { event: 'paused', at: start + HOUR },
            { event: 'resumed', at: start + HOUR + pause },
          ] as const;
          // when
          const [deadline] = deriveDeadlines(office, ledger, target, [1]);
          // then
          expect(usedServiceTime(office, ledger, deadline?.dueAt ?? 0)).toBe(target);
        },
      ),
      { numRuns: runsOf(100) },
    );
  });
});
