import { run, show, showDmn } from './feel-runner.js';

/** The code and the words of the mistake that ends a strict evaluation. */
function mistakeOf(text: string): string {
  const result = run(text);
  return result.ok ? 'none' : `${result.error.code}: ${result.error.message}`;
}

describe('a mistake in an expression', () => {
  it.each([
    // Arithmetic
    ['1 - "a"', 'typeMismatch: Expected two values to subtract but got 1 and "a"'],
    ['"a" + 1', 'typeMismatch: Expected two values to add but got "a" and 1'],
    ['1 + "a"', 'typeMismatch: Expected two values to add but got 1 and "a"'],
    ['"a" - 1', 'typeMismatch: Expected two values to subtract but got "a" and 1'],
    ['true * 2', 'typeMismatch: Expected two values to multiply but got true and 2'],
    ['2 * true', 'typeMismatch: Expected two values to multiply but got 2 and true'],
    ['"a" / 2', 'typeMismatch: Expected two values to divide but got "a" and 2'],
    ['2 / "a"', 'typeMismatch: Expected two values to divide but got 2 and "a"'],
    ['"a" ** 2', 'typeMismatch: Expected two values to raise but got "a" and 2'],
    ['2 ** "a"', 'typeMismatch: Expected two values to raise but got 2 and "a"'],
    ['1 / 0', 'divisionByZero: Expected a divisor other than zero but got 1 / 0'],
    ['10 ** 10000', 'outOfRange: Expected a result within range but it is not'],
    ['-"a"', 'typeMismatch: Expected a number or a duration but got "a"'],
    // Comparison
    ['1 < "a"', 'typeMismatch: Expected two values of the same ordered kind but got 1 and "a"'],
    ['true < false', 'typeMismatch: Expected two values of the same ordered kind but got true and'],
    ['[1] < [2]', 'typeMismatch: Expected two values of the same ordered kind but got a list of 1'],
    ['1 in ["a".."b"]', 'typeMismatch: Expected two values of the same ordered kind but got 1 and'],
    ['"a" in (< 5)', 'typeMismatch: Expected two values of the same ordered kind but got "a" and '],
    // Ranges and iterations
    [
      '[1.."a"]',
      'typeMismatch: Expected two ends that have an order but got a number and a string',
    ],
    ['for i in null return i', 'typeMismatch: Expected a list but got null'],
    ['for i in [1..true] return i', 'typeMismatch: Expected two'],
    ['for i in (< 5) return i', 'typeMismatch: Expected a range with two ends but one is open'],
    ['for i in 1.."a" return i', 'typeMismatch: Expected two'],
    ['for i in @"2026-01-01"..2 return i', 'typeMismatch: Expected two'],
    ['if 1 then 2 else 3', 'typeMismatch: Expected true or false but got 1'],
    // Members and items
    ['{}.a', "unknownName: Expected an entry 'a' but the context has only no entries"],
    ['{b: 1, c: 2}.a', "unknownName: Expected an entry 'a' but the context has only 'b', 'c'"],
    ['[1, 2]["a"]', 'typeMismatch: Expected a condition or an index but got a string'],
    // Calls
    ['unknown(1)', "unknownName: Expected a declared name but 'unknown' is unknown"],
    ['unknown', "unknownName: Expected a declared name but 'unknown' is unknown"],
    ['(1)(2)', 'typeMismatch: Expected a function but got 1'],
    ['(function(a) a)(b: 1)', "badArgument: Expected arguments named 'a' but got 'b'"],
  ])('in %s is told in words', (text, expected) => {
    expect(mistakeOf(text).slice(0, expected.length)).toBe(expected);
    // Decisions go on.
    expect(showDmn(text)).not.toMatch(/^!/);
  });
});

describe('equality', () => {
  it.each([
    ['null = null', 'true'],
    ['null = 1', 'false'],
    ['1 = null', 'false'],
    ['"ab" = "ab"', 'true'],
    ['"ab" = "ac"', 'false'],
    ['"ab" = "abc"', 'false'],
    ['true = true', 'true'],
    ['true = false', 'false'],
    ['1.0 = 1', 'true'],
    ['[1, 2] = [1, 2]', 'true'],
    ['[1, 2] = [1, 3]', 'false'],
    ['[1, 2] = [3, 2]', 'false'],
    ['[1, 2] = [1, 2, 3]', 'false'],
    ['[1, 2] = [1]', 'false'],
    ['[] = []', 'true'],
    ['[1] = [null]', 'false'],
    ['[[1], [2]] = [[1], [2]]', 'true'],
    ['{a: 1, b: 2} = {b: 2, a: 1}', 'true'],
    ['{a: 1, b: 2} = {a: 1, b: 3}', 'false'],
    ['{a: 1, b: 2} = {a: 0, b: 2}', 'false'],
    ['{a: 1} = {a: 1, b: 2}', 'false'],
    ['{a: null} = {b: null}', 'false'],
    ['[1..5] = [1..5]', 'true'],
    ['[1..5] = (1..5]', 'false'],
    ['[1..5] = [1..5)', 'false'],
    ['[1..5] = [2..5]', 'false'],
    ['[1..5] = [1..6]', 'false'],
    ['(< 5) = (< 5)', 'true'],
    ['(< 5) = (< 6)', 'false'],
    ['(< 5) = (<= 5)', 'false'],
    ['(> 5) = (> 5)', 'true'],
    ['(> 5) = (5..6)', 'false'],
    ['{f: function(a) a, r: f = f}.r', 'true'],
    ['{f: function(a) a, g: function(a) a, r: f = g}.r', 'false'],
    ['@"P1Y" = @"P12M"', 'true'],
    ['@"P1Y" = @"P13M"', 'false'],
    ['@"PT60M" = @"PT1H"', 'true'],
    ['@"10:00:00Z" = @"11:00:00+01:00"', 'true'],
    ['@"10:00:00Z" = @"10:00:00+01:00"', 'false'],
    ['@"2026-01-01" = @"2026-01-01"', 'true'],
    ['@"2026-01-01" = @"2026-01-02"', 'false'],
    ['@"2026-01-01T10:00:00Z" = @"2026-01-01T11:00:00+01:00"', 'true'],
    ['@"2026-01-01T10:00:00Z" = @"2026-01-01T10:00:01Z"', 'false'],
    ['1 != 2', 'true'],
    ['1 != 1', 'false'],
    ['[1] != [2]', 'true'],
    ['null != null', 'false'],
  ])('says that %s is %s', (text, expected) => {
    expect([show(text), showDmn(text)]).toEqual([expected, expected]);
  });

  it('gives up on values that nest deeper than it goes', () => {
    const fuel = 10_000_000;
    const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(show(`${nest(200)} = ${nest(200)}`)).toBe('true');
    const deep = (name: string) => `${name}: (for i in 1..400 return [partial[-1]])[-1]`;
    expect(show(`{${deep('a')}, ${deep('b')}, r: a = b}.r`, {}, { fuel })).toBe('!tooDeep');
    const contexts = (name: string) => `${name}: (for i in 1..400 return {p: partial[-1]})[-1]`;
    expect(show(`{${contexts('a')}, ${contexts('b')}, r: a = b}.r`, {}, { fuel })).toBe('!tooDeep');
  });
});

describe('order', () => {
  it.each([
    ['"a" < "b"', 'true'],
    ['"b" < "a"', 'false'],
    ['"a" < "ab"', 'true'],
    ['"ab" < "a"', 'false'],
    ['"ab" < "b"', 'true'],
    ['"a" <= "a"', 'true'],
    ['"aab" < "aba"', 'true'],
    ['"\uFF5E" < "\u{1F40E}"', 'true'],
    ['"\u{1F40E}" > "\uFF5E"', 'true'],
    ['"\u{1F40E}" < "\u{1F40F}"', 'true'],
    ['"z" < "\u{1F40E}"', 'true'],
    ['@"10:00:00" < @"10:00:01"', 'true'],
    ['@"10:00:00Z" < @"10:00:00-01:00"', 'true'],
    ['@"10:00:00-01:00" < @"10:00:00Z"', 'false'],
    ['@"PT1H" < @"PT61M"', 'true'],
    ['@"P1Y" < @"P13M"', 'true'],
    ['@"P1Y" >= @"P13M"', 'false'],
    ['@"2026-01-01" < @"2026-01-02"', 'true'],
    ['@"2026-01-01T23:00:00Z" < @"2026-01-02T00:30:00+01:00"', 'true'],
    ['1 between 1 and 1', 'true'],
    ['0 between 1 and 3', 'false'],
    ['4 between 1 and 3', 'false'],
    ['null between 1 and 3', 'null'],
    ['1 between null and 3', 'null'],
    ['1 between 1 and null', 'null'],
    ['@"PT1H" < @"P1Y"', 'null'],
    ['@"P1Y" < @"PT1H"', 'null'],
    ['@"10:00:00" < @"PT1H"', 'null'],
    ['@"PT1H" < @"10:00:00"', 'null'],
    ['@"2026-01-01" < @"10:00:00"', 'null'],
  ])('of %s is %s', (text, expected) => {
    expect(showDmn(text)).toBe(expected);
  });
});

describe('a test of a range or a list', () => {
  it.each([
    ['1 in [1..3]', 'true'],
    ['3 in [1..3]', 'true'],
    ['1 in (1..3]', 'false'],
    ['3 in [1..3)', 'false'],
    ['0 in [1..3]', 'false'],
    ['4 in [1..3]', 'false'],
    ['2 in (1..3)', 'true'],
    ['5 in (< 5)', 'false'],
    ['5 in (<= 5)', 'true'],
    ['6 in (<= 5)', 'false'],
    ['5 in (> 5)', 'false'],
    ['5 in (>= 5)', 'true'],
    ['4 in (>= 5)', 'false'],
    ['2 in [1, 2]', 'true'],
    ['3 in [1, 2]', 'false'],
    ['2 in ([1..3], 7)', 'true'],
    ['7 in ([1..3], 7)', 'true'],
    ['5 in ([1..3], 7)', 'false'],
    ['[1..3] in [[1..3], 4]', 'true'],
    ['2 in [[1..3], 4]', 'true'],
    ['8 in [[1..3], 4]', 'false'],
    ['"b" in ["a".."c"]', 'true'],
    ['null in [1, null]', 'true'],
    ['@"2026-02-01" in [@"2026-01-01"..@"2026-12-31"]', 'true'],
    ['@"11:00:00+01:00" in [@"10:00:00Z"..@"12:00:00Z"]', 'true'],
  ])('finds %s to be %s', (text, expected) => {
    expect(showDmn(text)).toBe(expected);
  });
});

describe('iteration', () => {
  it.each([
    ['for i in 3..1 return i', '[3, 2, 1]'],
    ['for i in 2..2 return i', '[2]'],
    ['for i in -1..1 return i', '[-1, 0, 1]'],
    ['for i in [1..3] return i', '[1, 2, 3]'],
    ['for i in (1..3] return i', '[2, 3]'],
    ['for i in [1..3) return i', '[1, 2]'],
    ['for i in (1..4) return i', '[2, 3]'],
    ['for d in @"2026-02-27"..@"2026-03-01" return d.day', '[27, 28, 1]'],
    ['for d in @"2026-03-01"..@"2026-02-27" return d.day', '[1, 28, 27]'],
    ['for d in @"2026-03-01"..@"2026-03-01" return d.day', '[1]'],
    ['for d in (@"2026-02-27"..@"2026-03-01") return d.day', '[28]'],
    ['for i in 5 return i', '[5]'],
    ['for i in [1, 2], j in [i, 3] return i * j', '[1, 3, 4, 6]'],
    ['some i in 1..3 satisfies i > 2', 'true'],
    ['some i in 1..3 satisfies i > 3', 'false'],
    ['every i in 1..3 satisfies i > 0', 'true'],
    ['every i in 1..3 satisfies i > 1', 'false'],
    ['some i in [] satisfies true', 'false'],
    ['every i in [] satisfies false', 'true'],
    ['some i in [null, 1] satisfies i = 1', 'true'],
    ['[1, 2, 3][item > 1]', '[2, 3]'],
    ['[1, 2, 3][-1]', '3'],
    ['[1, 2, 3][-3]', '1'],
    ['[{a: 1}, {a: 2}][a > 1]', '[{a: 2}]'],
    ['[{a: 1}, {b: 2}].a', '[1, null]'],
    ['5[1]', '5'],
    ['5[item > 4]', '[5]'],
    ['5[false]', '[]'],
  ])('gives for %s %s', (text, expected) => {
    expect(showDmn(text)).toBe(expected);
  });
});
