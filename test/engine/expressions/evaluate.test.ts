import { show, showDmn } from './feel-runner.js';

describe('evaluate', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['0.1 + 0.2', '0.3'],
    ['10 / 4', '2.5'],
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['2 ** 10', '1024'],
    ['-2 ** 2', '4'],
    ['9007199254740993 + 1', '9007199254740994'],
    ['"a" + "b"', '"ab"'],
    ['-(1 - 3)', '2'],
    ['0 * -1', '0'],
  ])('calculates %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['1 < 2', 'true'],
    ['"b" > "a"', 'true'],
    ['1 = 1.0', 'true'],
    ['null = null', 'true'],
    ['1 = null', 'false'],
    ['[1, 2] = [1, 2]', 'true'],
    ['{a: 1} = {a: 1.0}', 'true'],
    ['5 between 1 and 5', 'true'],
    ['5 in [1..5)', 'false'],
    ['5 in (1, 5)', 'true'],
    ['5 in [1, 5, 7]', 'true'],
    ['5 in (< 3, > 4)', 'true'],
    ['@"2026-01-01" < @"2026-01-02"', 'true'],
    ['@"PT1H" = @"PT60M"', 'true'],
  ])('compares %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['true and null', 'null'],
    ['false and null', 'false'],
    ['true or null', 'true'],
    ['false or null', 'null'],
    ['not(true)', 'false'],
    ['if 1 < 2 then "yes" else "no"', '"yes"'],
  ])('decides %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    ['for i in 1..3 return i * i', '[1, 4, 9]'],
    ['for i in 3..1 return i', '[3, 2, 1]'],
    ['for i in [1, 2], j in [i, 10] return i * j', '[1, 10, 4, 20]'],
    ['for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]', '[1, 1, 2, 3]'],
    ['some x in [1, 2] satisfies x > 1', 'true'],
    ['every x in [1, 2] satisfies x > 1', 'false'],
    ['[1, 2, 3][item > 1]', '[2, 3]'],
    ['[1, 2, 3][2]', '2'],
    ['[1, 2, 3][-1]', '3'],
    ['[{a: 1}, {a: 2}][a > 1]', '[{a: 2}]'],
    ['[{a: 1}, {a: 2}].a', '[1, 2]'],
    ['{a: 1, b: a + 1}.b', '2'],
    ['{add: function(x, y) x + y, r: add(1, 2)}.r', '3'],
    ['(function(x) x + 1)(2)', '3'],
    ['{f: function(a, b) a - b}.f(b: 1, a: 5)', '4'],
    ['[1..3].start', '1'],
    ['1 instance of number', 'true'],
    ['[1, "a"] instance of list<number>', 'false'],
  ])('evaluates %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it('reads variables, also those with operators and spaces in their names', () => {
    // given
    const variables = { 'first-name': 'Ada', 'last name': 'Lovelace', order: { total: 19.99 } };
    // when
    const text = show('first-name + " " + last name + string(order.total * 3)', variables);
    // then
    expect(text).toBe('"Ada Lovelace59.97"');
  });

  it.each([
    ['nobody', 'unknownName'],
    ['{a: 1}.b', 'unknownName'],
    ['1 + "a"', 'typeMismatch'],
    ['1 < "a"', 'typeMismatch'],
    ['if 1 then 2 else 3', 'typeMismatch'],
    ['1 / 0', 'divisionByZero'],
    ['substring(1, 2)', 'badArgument'],
    ['count()', 'badArgument'],
    ['for i in 1..1000000000 return i', 'fuelExhausted'],
  ])('fails strictly for %s but yields null in decisions', (text, code) => {
    expect(show(text)).toBe(`!${code}`);
    if (code !== 'fuelExhausted' && !text.startsWith('if')) expect(showDmn(text)).toBe('null');
  });
});
