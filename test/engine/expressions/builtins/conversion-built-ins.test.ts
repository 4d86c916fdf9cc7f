import { show } from '../feel-runner.js';

describe('the conversion of notations', () => {
  it.each([
    ['number("1,000.5", ",", ".")', '1000.5'],
    ['number("1 000,5", " ", ",")', '1000.5'],
    ['number("1.000,5", ".", ",")', '1000.5'],
    ['number("-12.5e+3")', '-12500'],
    ['number("+.25")', '0.25'],
    ['number("12e-1")', '1.2'],
    ['number("1e10")', '10000000000'],
    ['number(7)', '7'],
    ['number("x1")', '!badArgument'],
    ['number("1x")', '!badArgument'],
    ['number("1,000.5", ";", ".")', '!badArgument'],
    ['number("1,000.5", ",", ";")', '!badArgument'],
    ['number("1,000", ",", ",")', '!badArgument'],
    ['string(null)', 'null'],
    ['string("a")', '"a"'],
    ['string(1.50)', '"1.5"'],
    ['string([1, "a", null])', String.raw`"[1, \"a\", null]"`],
    ['date("2026-02-30")', '!badArgument'],
    ['date(date and time("2026-01-02T03:04:05"))', '2026-01-02'],
    ['time(date and time("2026-01-02T03:04:05Z"))', '03:04:05Z'],
    ['time(1, 2, 3)', '01:02:03'],
    ['time(1, 2, 3, @"PT1H")', '01:02:03+01:00'],
    ['time("25:00:00")', '!badArgument'],
    ['date and time(@"2026-01-02", @"03:04:05")', '2026-01-02T03:04:05'],
    ['date and time("x")', '!badArgument'],
    ['duration("P1DT2H")', 'P1DT2H'],
    ['duration("1D")', '!badArgument'],
    ['years and months duration(@"2025-01-31", @"2026-03-30")', 'P1Y1M'],
    ['years and months duration(@"2026-03-31", @"2025-01-30")', '-P1Y2M'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });
});
