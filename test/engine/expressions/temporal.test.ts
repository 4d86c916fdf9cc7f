import { show, showDmn } from './feel-runner.js';

const berlin = '@Europe/Berlin';

describe('dates, times and durations', () => {
  it.each([
    ['date("2026-11-21")', '2026-11-21'],
    ['date(2026, 11, 21)', '2026-11-21'],
    ['date(date and time("2026-11-21T10:00:00Z"))', '2026-11-21'],
    ['time("10:30:00.5+02:00")', '10:30:00.5+02:00'],
    ['time(10, 30, 0, duration("PT2H"))', '10:30:00+02:00'],
    ['time(10, 30, 15.25)', '10:30:15.25'],
    ['time(date and time("2026-11-21T10:00:00Z"))', '10:00:00Z'],
    ['date and time("2026-11-21T10:00:00@Europe/Berlin")', `2026-11-21T10:00:00${berlin}`],
    ['date and time("2026-11-21")', '2026-11-21T00:00:00'],
    ['date and time(date("2026-11-21"), time("10:00:00Z"))', '2026-11-21T10:00:00Z'],
    ['duration("P1DT36H")', 'P2DT12H'],
    ['duration("PT90.5S")', 'PT1M30.5S'],
    ['duration("-P14M")', '-P1Y2M'],
    ['duration("P0D")', 'PT0S'],
    ['duration("P0Y")', 'P0M'],
    ['years and months duration(date("2024-02-29"), date("2026-02-28"))', 'P1Y11M'],
    ['years and months duration(date("2026-03-01"), date("2026-01-15"))', '-P1M'],
    ['@"-2026-01-01"', '-2026-01-01'],
    ['now()', `2026-11-21T11:00:00${berlin}`],
    ['today()', '2026-11-21'],
  ])('reads %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['@"2026-01-31" + @"P1M"', '2026-02-28'],
    ['@"2024-02-29" - @"P1Y"', '2023-02-28'],
    ['@"2026-01-01" + @"PT36H"', '2026-01-02'],
    ['@"P1M" + @"2026-01-31"', '2026-02-28'],
    ['@"2026-03-28T12:00:00@Europe/Berlin" + @"P1D"', `2026-03-29T13:00:00${berlin}`],
    ['@"2026-03-29T01:30:00@Europe/Berlin" + @"PT1H"', `2026-03-29T03:30:00${berlin}`],
    ['@"2026-01-31T12:00:00@Europe/Berlin" + @"P1M"', `2026-02-28T12:00:00${berlin}`],
    ['@"2026-11-21T10:00:00Z" - @"2026-11-20T09:00:00Z"', 'P1DT1H'],
    ['@"2026-11-21" - @"2026-11-01"', 'P20D'],
    ['@"23:00:00" + @"PT2H"', '01:00:00'],
    ['@"01:00:00" - @"PT2H"', '23:00:00'],
    ['@"10:00:00" - @"08:30:00"', 'PT1H30M'],
    ['@"PT1H" + @"PT30M"', 'PT1H30M'],
    ['@"P1Y" - @"P13M"', '-P1M'],
    ['@"PT1H" * 2.5', 'PT2H30M'],
    ['3 * @"P1M"', 'P3M'],
    ['@"P1D" / 2', 'PT12H'],
    ['@"P1D" / @"PT6H"', '4'],
    ['@"P1Y" / @"P5M"', '2.4'],
    ['-@"PT1H"', '-PT1H'],
    ['abs(-@"P1D")', 'P1D'],
    ['sum([@"PT1H", @"PT2H"])', 'PT3H'],
    ['mean([@"PT1H", @"PT2H"])', 'PT1H30M'],
    ['max(@"2026-01-01", @"2026-02-01")', '2026-02-01'],
  ])('calculates %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['@"2026-11-21T10:00:00Z" = @"2026-11-21T11:00:00+01:00"', 'true'],
    ['@"2026-11-21T10:00:00Z" = @"2026-11-21T11:00:00@Europe/Berlin"', 'true'],
    ['is(@"2026-11-21T10:00:00Z", @"2026-11-21T11:00:00+01:00")', 'false'],
    ['is(@"2026-11-21", @"2026-11-21")', 'true'],
    ['is(1, "1")', 'false'],
    ['now() > @"2026-11-21T10:59:59"', 'true'],
    ['now() = @"2026-11-21T11:00:00"', 'true'],
    ['@"10:00:00Z" < @"10:00:00-01:00"', 'true'],
    ['@"P1M" < @"P1Y"', 'true'],
    ['@"2026-11-21" in [@"2026-11-01"..@"2026-11-30"]', 'true'],
    ['@"P1D" = @"PT24H"', 'true'],
  ])('compares %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['@"2026-11-21".year', '2026'],
    ['@"2026-11-21".month', '11'],
    ['@"2026-11-21".day', '21'],
    ['@"2026-11-21".weekday', '6'],
    ['@"2026-11-21T10:30:15.5Z".second', '15.5'],
    ['@"2026-11-21T10:30:15Z".hour', '10'],
    ['@"2026-11-21T10:30:15@Europe/Berlin".time offset', 'PT1H'],
    ['@"2026-07-21T10:30:15@Europe/Berlin".time offset', 'PT2H'],
    ['@"2026-11-21T10:30:15@Europe/Berlin".timezone', '"Europe/Berlin"'],
    ['@"2026-11-21T10:30:15".timezone', 'null'],
    ['@"10:30:00+02:00".time offset', 'PT2H'],
    ['@"P1DT2H3M4.5S".hours', '2'],
    ['@"-P1DT2H3M4.5S".seconds', '-4.5'],
    ['@"-P1DT2H".days', '-1'],
    ['@"P14M".years', '1'],
    ['@"-P14M".months', '-2'],
  ])('gives the property %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['day of year(@"2026-12-31")', '365'],
    ['day of week(@"2026-11-21")', '"Saturday"'],
    ['month of year(@"2026-11-21")', '"November"'],
    ['week of year(@"2027-01-01")', '53'],
    ['last day of month(@"2024-02-10")', '2024-02-29'],
    ['for d in @"2026-02-27"..@"2026-03-01" return d.day', '[27, 28, 1]'],
    ['string(@"2026-11-21T10:00:00.120Z")', '"2026-11-21T10:00:00.12Z"'],
    ['now() instance of date and time', 'true'],
    ['@"P1D" instance of days and time duration', 'true'],
    ['@"P1M" instance of days and time duration', 'false'],
  ])('answers %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    'date("2026-13-01")',
    'date("26-01-01")',
    'date("2026-1-1")',
    'date("02026-01-01")',
    'time("24:00:01")',
    'time("10:60:00")',
    'time("10:00")',
    'time("10:00:00+19:00")',
    'time("10:00:00@Nowhere/City")',
    'date and time("2026-11-21 10:00:00")',
    'duration("P")',
    'duration("PT")',
    'duration("P1DT")',
    'duration("P1Y1D")',
    'duration("1D")',
    'date(2026, 2, 30)',
    'time(25, 0, 0)',
    '@"2026-01-01" + 1',
    '@"2026-01-01" + @"2026-01-01"',
    '@"P1D" + @"P1M"',
    '@"10:00:00" + @"P1M"',
    '@"P1D" / 0',
    '@"P1D" / @"PT0S"',
    '@"999999999-12-31" + @"P1D"',
    '@"2026-01-01" < @"2026-01-01T00:00:00"',
  ])('refuses %s', (text) => {
    expect(show(text)).toMatch(/^!(badArgument|typeMismatch|divisionByZero|outOfRange)$/);
    expect(showDmn(text)).toBe('null');
  });
});
