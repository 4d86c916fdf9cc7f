import { show, showBoth } from '../feel-runner.js';

describe('built-in functions of numbers', () => {
  it.each([
    ['decimal(1/3, 2)', '0.33'],
    ['decimal(1.5, 0)', '2'],
    ['decimal(1/3, 2.5)', '0.33'],
    ['decimal(2.5, 0)', '2'],
    ['decimal(1234, -2)', '1200'],
    ['floor(1.5)', '1'],
    ['floor(-1.56, 1)', '-1.6'],
    ['ceiling(1.5)', '2'],
    ['ceiling(-1.56, 1)', '-1.5'],
    ['round up(5.5, 0)', '6'],
    ['round up(-1.126, 2)', '-1.13'],
    ['round down(-5.5, 0)', '-5'],
    ['round half up(2.5, 0)', '3'],
    ['round half up(-2.5, 0)', '-3'],
    ['round half down(2.5, 0)', '2'],
    ['round half down(5.51, 1)', '5.5'],
    ['abs(-10.5)', '10.5'],
    ['modulo(12, 5)', '2'],
    ['modulo(-12, 5)', '3'],
    ['modulo(12, -5)', '-3'],
    ['modulo(10.1, 4.5)', '1.1'],
    ['sqrt(16)', '4'],
    ['decimal(log(exp(1)), 30)', '1'],
    ['decimal(log(10), 8)', '2.30258509'],
    ['decimal(exp(5), 8)', '148.4131591'],
    ['odd(5)', 'true'],
    ['odd(-3)', 'true'],
    ['even(2)', 'true'],
    ['even(1.5)', 'false'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['sqrt(-1)', 'outOfRange'],
    ['log(0)', 'outOfRange'],
    ['log(-1)', 'outOfRange'],
    ['modulo(1, 0)', 'divisionByZero'],
    ['decimal(1, 7000)', 'badArgument'],
    ['exp(1e9)', 'outOfRange'],
  ])('%s is a mistake', (text, code) => {
    expect(show(text)).toBe(`!${code}`);
  });
});

describe('built-in functions of ranges', () => {
  it.each([
    ['before(1, 10)', 'true'],
    ['before(10, 1)', 'false'],
    ['before(1, [1..10])', 'false'],
    ['before(1, (1..10])', 'true'],
    ['before([1..10), 10)', 'true'],
    ['before([1..10], [10..20])', 'false'],
    ['before([1..10), [10..20])', 'true'],
    ['after(12, [1..10])', 'true'],
    ['after((10..20], 10)', 'true'],
    ['meets([1..5], [5..10])', 'true'],
    ['meets([1..5), [5..10])', 'false'],
    ['met by([5..10], [1..5])', 'true'],
    ['overlaps([1..5], [3..8])', 'true'],
    ['overlaps([1..5), [5..8])', 'false'],
    ['overlaps([6..8], [1..5])', 'false'],
    ['overlaps before([1..5], [3..8])', 'true'],
    ['overlaps before([3..8], [1..5])', 'false'],
    ['overlaps before([1..5], (1..5])', 'true'],
    ['overlaps before([1..5], [1..5])', 'false'],
    ['overlaps after([3..8], [1..5])', 'true'],
    ['overlaps after((1..5], [1..5))', 'true'],
    ['finishes(10, [1..10])', 'true'],
    ['finishes(10, [1..10))', 'false'],
    ['finishes([5..10], [1..10])', 'true'],
    ['finished by([1..10], 10)', 'true'],
    ['includes([1..10], 5)', 'true'],
    ['includes([1..10), 10)', 'false'],
    ['includes([1..10], (1..10))', 'true'],
    ['includes((1..10], [1..9])', 'false'],
    ['during(5, [1..10])', 'true'],
    ['during([1..9], (1..10])', 'false'],
    ['starts(1, [1..10])', 'true'],
    ['starts([1..5], [1..10])', 'true'],
    ['started by([1..10], [1..5])', 'true'],
    ['coincides(5, 5)', 'true'],
    ['coincides([1..5], [1..5])', 'true'],
    ['coincides([1..5), [1..5])', 'false'],
    ['before(range1: [1..2], range2: [3..4])', 'true'],
    ['before(@"2026-01-01", @"2026-01-02")', 'true'],
    ['includes((< 5), 4)', 'true'],
    ['includes((>= 5), [5..7])', 'true'],
    ['range("[1..5)")', '[1..5)'],
    ['range("[\\"a\\"..\\"c\\"]")', '["a".."c"]'],
    ['range("(@\\"P1D\\"..duration(\\"P2D\\")]")', '(P1D..P2D]'],
    ['range("(..5]")', '(..5]'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    'before(1, "a")',
    'meets([1..2], 3)',
    'overlaps(1, 2)',
    'range("[1..")',
    'range("[a..b]")',
    'range("[1..\\"a\\"]")',
    'range("[..]")',
    'range("[..5]")',
  ])('%s is a mistake', (text) => {
    expect(show(text)).toBe('!badArgument');
  });
});

describe('numbers by the tables of the standard, in both modes', () => {
  it.each([
    ['modulo(12, 5)', '2'],
    ['modulo(-12, 5)', '3'],
    ['modulo(12, -5)', '-3'],
    ['modulo(-12, -5)', '-2'],
    ['modulo(10.1, 4.5)', '1.1'],
    ['modulo(-10.1, 4.5)', '3.4'],
    ['modulo(10.1, -4.5)', '-3.4'],
    ['modulo(-10.1, -4.5)', '-1.1'],
    ['modulo(5, 0)', 'null !divisionByZero'],
    ['decimal(1/3, 2)', '0.33'],
    ['decimal(1.5, 0)', '2'],
    ['decimal(2.5, 0)', '2'],
    ['decimal(1234.5, -2)', '1200'],
    ['decimal(1.5)', 'null !badArgument'],
    ['decimal(1, 7000)', 'null !badArgument'],
    ['floor(1.5)', '1'],
    ['floor(-1.56, 1)', '-1.6'],
    ['floor(1.5, null)', 'null !badArgument'],
    ['ceiling(-1.56, 1)', '-1.5'],
    ['round up(-5.5, 0)', '-6'],
    ['round half down(-1.126, 2)', '-1.13'],
    ['abs(@"-PT5H")', 'PT5H'],
    ['abs(-10)', '10'],
    ['sqrt(-1)', 'null !outOfRange'],
    ['sqrt(16)', '4'],
    ['log(0)', 'null !outOfRange'],
    ['log(-1)', 'null !outOfRange'],
    ['odd(5.5)', 'false'],
    ['even(2)', 'true'],
    ['odd(-3)', 'true'],
  ])('%s is %s', (text, expected) => {
    expect(showBoth(text)).toBe(expected);
  });
});

describe('ranges by the tables of the standard, in both modes', () => {
  it.each([
    ['range("[18..21)")', '[18..21)'],
    ['range("[2..)")', '[2..)'],
    ['range("(..2)")', '(..2)'],
    ['range("")', 'null !badArgument'],
    ['range("[..]")', 'null !badArgument'],
    ['range("[3..1]")', 'null !badArgument'],
    [String.raw`range("[\"a\"..\"c\"]")`, '["a".."c"]'],
    [String.raw`range("[@\"2020-01-01\"..@\"2021-01-01\"]")`, '[2020-01-01..2021-01-01]'],
    ['before(1, (1..10])', 'true'],
    ['before(1, [1..10])', 'false'],
    ['after(10, [1..10))', 'true'],
    ['overlaps before([1..5), (1..5])', 'true'],
    ['overlaps before([1..5], [1..5])', 'false'],
    ['overlaps after((1..5], [1..5))', 'true'],
    ['overlaps([1..5], [5..8])', 'true'],
    ['finishes(10, [1..10])', 'true'],
    ['during(1, (1..10])', 'false'],
    ['starts(range1: [1..5], range2: [1..10])', 'true'],
    ['coincides(5, 5)', 'true'],
    ['coincides("a", 1)', 'null !badArgument'],
    ['before(point1: 1, point2: 2)', 'true'],
  ])('%s is %s', (text, expected) => {
    expect(showBoth(text)).toBe(expected);
  });
});
