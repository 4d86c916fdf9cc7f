import type { BusinessCalendar, WeeklyHours } from '../../../engine/clocks/calendar.js';
import { checkCalendar } from '../../../engine/clocks/check-calendar.js';
import { deriveDeadlines, usedServiceTime } from '../../../engine/clocks/service-time.js';
import { prepareCalendar } from '../../../engine/clocks/service-periods.js';

const HOUR = 3_600_000;

const onDays = (days: readonly number[], from: string, to: string): WeeklyHours[] =>
  days.map((weekday) => ({ weekday, from, to }));

const office: BusinessCalendar = {
  id: 'office',
  name: 'Office hours',
  version: '1',
  zone: 'Europe/Amsterdam',
  hours: onDays([1, 2, 3, 4, 5], '09:00', '17:00'),
  holidays: [],
  exceptions: [],
};

const always: BusinessCalendar = {
  ...office,
  id: 'always',
  hours: onDays([1, 2, 3, 4, 5, 6, 7], '00:00', '24:00'),
};

const yearEnd = { name: 'Year end', from: '2026-12-21', to: '2026-12-31' };

/** The end of so many service hours, in UTC. */
function dueAfter(calendar: BusinessCalendar, start: string, hours: number): string {
  const ledger = [{ event: 'started', at: Date.parse(start) }] as const;
  const [deadline] = deriveDeadlines(calendar, ledger, hours * HOUR, [1]);
  return new Date(deadline?.dueAt ?? 0).toISOString().slice(0, 16);
}

describe('business calendars', () => {
  it.each<[string, Partial<BusinessCalendar>, string, number, string]>([
    ['go over the weekend', {}, '2026-01-09T16:30+01:00', 2, '2026-01-12T09:30'],
    [
      'go over a holiday',
      { holidays: ['2026-01-12'] },
      '2026-01-09T16:30+01:00',
      2,
      '2026-01-13T09:30',
    ],
    [
      'begin on Monday with what comes on Saturday',
      {},
      '2026-01-10T11:00+01:00',
      2,
      '2026-01-12T10:00',
    ],
    [
      'know half days',
      {
        exceptions: [{ date: '2026-12-24', from: '09:00', to: '13:00' }],
        holidays: ['2026-12-25'],
      },
      '2026-12-24T12:00+01:00',
      2,
      '2026-12-28T09:00',
    ],
    [
      'open on a date that is closed otherwise',
      { exceptions: [{ date: '2026-01-10', from: '10:00', to: '16:00' }] },
      '2026-01-09T16:30+01:00',
      2,
      '2026-01-10T10:30',
    ],
    [
      'are open longer in a critical period',
      { periods: [{ ...yearEnd, hours: onDays([1, 2, 3, 4, 5, 6, 7], '07:00', '22:00') }] },
      '2026-12-26T18:00+01:00',
      6,
      '2026-12-27T08:00',
    ],
    [
      'are closed in a period without hours',
      { periods: [{ ...yearEnd, hours: [] }] },
      '2026-12-18T16:30+01:00',
      2,
      '2027-01-01T09:30',
    ],
    [
      'keep holidays closed and exceptions open in a critical period',
      {
        periods: [{ ...yearEnd, hours: onDays([4, 5], '09:00', '10:00') }],
        holidays: ['2026-12-24'],
        exceptions: [{ date: '2026-12-26', from: '09:00', to: '10:00' }],
      },
      '2026-12-23T12:00+01:00',
      1.5,
      '2026-12-26T08:30',
    ],
    [
      'return to the usual hours after a period',
      { periods: [{ ...yearEnd, to: '2026-12-22', hours: [] }] },
      '2026-12-21T09:00+01:00',
      1,
      '2026-12-23T09:00',
    ],
    [
      'follow their zone, wherever the clock was started',
      { zone: 'America/New_York' },
      '2026-01-09T09:00Z',
      1,
      '2026-01-09T15:00',
    ],
    [
      'follow zones whose day is another one',
      { zone: 'Pacific/Auckland' },
      '2026-01-09T04:30Z',
      1,
      '2026-01-11T21:00',
    ],
  ])('%s', (_, change, start, hours, due) => {
    expect(dueAfter({ ...office, ...change }, start, hours)).toBe(due);
  });

  it.each([
    ['the day that has 23 hours', '2026-03-29T00:00+01:00', 24, '2026-03-29T23:00'],
    ['the day that has 25 hours', '2026-10-25T00:00+02:00', 24, '2026-10-25T22:00'],
    ['a year of hours', '2026-01-01T00:00Z', 365 * 24, '2027-01-01T00:00'],
  ])('count %s around the clock', (_, start, hours, due) => {
    expect(dueAfter(always, start, hours)).toBe(due);
  });

  it('count daylight saving as each zone has it', () => {
    const night = { ...office, hours: onDays([7], '01:00', '06:00') };
    expect(dueAfter({ ...night, zone: 'America/New_York' }, '2026-03-08T00:00-05:00', 2)).toBe(
      '2026-03-08T08:00',
    );
    expect(dueAfter({ ...night, zone: 'Australia/Sydney' }, '2026-04-05T00:00+11:00', 3)).toBe(
      '2026-04-04T17:00',
    );
  });

  it('count the same when they are prepared once for many clocks', () => {
    const prepared = prepareCalendar(office);
    const ledger = [{ event: 'started', at: Date.parse('2026-01-09T16:30+01:00') }] as const;
    const at = Date.parse('2026-01-20T12:00+01:00');
    expect(usedServiceTime(prepared, ledger, at)).toBe(usedServiceTime(office, ledger, at));
    expect(usedServiceTime(prepared, ledger, at)).toBe((0.5 + 6 * 8 + 3) * HOUR);
  });
});

describe('checkCalendar', () => {
  const now = Date.parse('2026-01-01T00:00Z');

  it('finds nothing wrong with one that can be counted in', () => {
    const periods = [{ ...yearEnd, hours: [] }];
    expect(checkCalendar({ ...office, periods }, now)).toEqual([]);
  });

  it.each<[string, Partial<BusinessCalendar>, string[]]>([
    ['an unknown zone', { zone: 'Europe/Atlantis' }, ['zone']],
    [
      'each wrong stretch',
      { hours: [...onDays([8], '09:00', '10:00'), ...onDays([1], '9', '10:00')] },
      ['hours.0', 'hours.1'],
    ],
    [
      'hours that overlap',
      { hours: [...office.hours, ...onDays([1], '16:00', '18:00')] },
      ['hours'],
    ],
    ['a holiday that does not exist', { holidays: ['2026-01-01', '2026-02-30'] }, ['holidays.1']],
    [
      'an exception that ends before it begins',
      { exceptions: [{ date: '2026-01-01', from: '10:00', to: '09:00' }] },
      ['exceptions.0'],
    ],
    [
      'a period that ends before it begins',
      { periods: [{ ...yearEnd, to: '2026-12-01', hours: [] }] },
      ['periods.0'],
    ],
    [
      'wrong hours of a period',
      { periods: [{ ...yearEnd, hours: onDays([1], '10:00', '09:00') }] },
      ['periods.0.hours.0'],
    ],
    [
      'periods that overlap',
      {
        periods: [
          { ...yearEnd, hours: [] },
          { name: 'Audit', from: '2026-12-31', to: '2027-01-05', hours: [] },
        ],
      },
      ['periods'],
    ],
    ['no working time at all', { hours: [] }, ['hours']],
    [
      'working time that is over',
      { hours: [], exceptions: [{ date: '2025-01-01', from: '09:00', to: '10:00' }] },
      ['hours'],
    ],
  ])('names %s', (_, change, fields) => {
    const problems = checkCalendar({ ...office, ...change }, now);
    expect(problems.map(({ field }) => field)).toEqual(fields);
    expect(problems[0]?.message).toContain("'office'");
  });
});
