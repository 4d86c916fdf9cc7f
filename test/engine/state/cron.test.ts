import { isCron, nextCronInstant } from '../../../engine/state/cron.js';

/** The next instants of an expression, as ISO texts without seconds. */
function next(text: string, after: string, zone = 'UTC', limit = 3): string[] {
  const times: string[] = [];
  let at: number | undefined = Date.parse(`${after}Z`);
  for (let count = 0; count < limit; count += 1) {
    at = nextCronInstant(text, at, zone);
    if (at === undefined) break;
    times.push(new Date(at).toISOString().slice(0, 16));
  }
  return times;
}

describe('a cron expression', () => {
  it.each([
    ['* * * * *', ['2026-01-31T08:01', '2026-01-31T08:02', '2026-01-31T08:03']],
    ['*/20 8-9 * * *', ['2026-01-31T08:20', '2026-01-31T08:40', '2026-01-31T09:00']],
    ['5/25 * * * *', ['2026-01-31T08:05', '2026-01-31T08:30', '2026-01-31T08:55']],
    ['30 9 * * 1-5', ['2026-02-02T09:30', '2026-02-03T09:30', '2026-02-04T09:30']],
    ['30 9 * * MON,Thu', ['2026-02-02T09:30', '2026-02-05T09:30', '2026-02-09T09:30']],
    ['0 0 * * 7', ['2026-02-01T00:00', '2026-02-08T00:00', '2026-02-15T00:00']],
    ['0 12 31 * *', ['2026-01-31T12:00', '2026-03-31T12:00', '2026-05-31T12:00']],
    ['0 12 1 JAN-MAR/2 *', ['2026-03-01T12:00', '2027-01-01T12:00', '2027-03-01T12:00']],
    ['0 12 13 * 5', ['2026-02-06T12:00', '2026-02-13T12:00', '2026-02-20T12:00']],
    ['0 12 */10 2 1', ['2027-02-01T12:00']],
    ['0 0 29 2 *', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
    ['@monthly', ['2026-02-01T00:00', '2026-03-01T00:00', '2026-04-01T00:00']],
    ['@yearly', ['2027-01-01T00:00', '2028-01-01T00:00', '2029-01-01T00:00']],
  ])('%s is due at the times that it names', (text, expected) => {
    expect(next(text, '2026-01-31T08:00:00', 'UTC', expected.length)).toEqual(expected);
  });

  it('is never due at the instant that it is asked about', () => {
    expect(next('0 8 * * *', '2026-01-31T08:00:00', 'UTC', 1)).toEqual(['2026-02-01T08:00']);
    expect(next('0 8 * * *', '2026-01-31T07:59:59', 'UTC', 1)).toEqual(['2026-01-31T08:00']);
  });

  it('looks beyond a century without a leap day', () => {
    expect(next('0 0 29 2 *', '2097-01-01T00:00:00', 'UTC', 1)).toEqual(['2104-02-29T00:00']);
  });

  it('follows the wall clock of its zone', () => {
    expect(next('0 9 * * *', '2026-03-28T00:00:00', 'Europe/Berlin')).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
      '2026-03-30T07:00',
    ]);
    expect(next('0 9 * * *', '2026-03-28T00:00:00', '+05:30', 1)).toEqual(['2026-03-28T03:30']);
  });

  it('comes later in spring when the clocks leave its time out', () => {
    expect(next('30 2 * * *', '2026-03-28T12:00:00', 'Europe/Berlin', 2)).toEqual([
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ]);
  });

  it('comes once in spring when another of its times is where it is put off to', () => {
    expect(next('30 2,3 * * *', '2026-03-28T12:00:00', 'Europe/Berlin', 2)).toEqual([
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ]);
  });

  it('comes once in autumn when the clocks show its time twice', () => {
    expect(next('30 2 * * *', '2026-10-24T12:00:00', 'Europe/Berlin', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('goes on through the repeated hour in autumn when it is due every hour', () => {
    expect(next('*/30 * * * *', '2026-10-24T23:59:00', 'Europe/Berlin', 6)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-25T01:00',
      '2026-10-25T01:30',
      '2026-10-25T02:00',
      '2026-10-25T02:30',
    ]);
  });

  it('has no hour too many or too few in spring when it is due every hour', () => {
    expect(next('0 * * * *', '2026-03-28T23:30:00', 'Europe/Berlin', 4)).toEqual([
      '2026-03-29T00:00',
      '2026-03-29T01:00',
      '2026-03-29T02:00',
      '2026-03-29T03:00',
    ]);
  });

  it('copes with clocks that are changed at midnight', () => {
    expect(next('0 0 * * *', '2018-11-03T12:00:00', 'America/Sao_Paulo', 2)).toEqual([
      '2018-11-04T03:00',
      '2018-11-05T02:00',
    ]);
    expect(next('30 23 * * *', '2018-02-17T12:00:00', 'America/Sao_Paulo', 2)).toEqual([
      '2018-02-18T01:30',
      '2018-02-19T02:30',
    ]);
  });

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    '1,,2 * * * *',
    '* * * MON *',
    '1-2-3 * * * *',
    '@often',
    '0 0 30 2 *',
  ])('is not read as %s', (text) => {
    expect(isCron(text)).toBe(false);
  });
});
