import { parseExpression, parseUnaryTests } from '../../../engine/expressions/parse.js';
import { show } from './feel-runner.js';

const variables = {
  a: 5,
  b: 2,
  'a-b': 40,
  'first name': 'Ada',
  'profit and loss': 7,
  'return date': 8,
  'what if?': 9,
  "O'Neil": 10,
  'a/b + c': 11,
  ø: 12,
  'Größe 2': 13,
  list: [1, 2, 3],
  order: { 'total-sum': 20, 'ship to': 'Bonn', total: 3, sum: 1, and: 4 },
};

describe('names', () => {
  it.each([
    ['a-b', '40'],
    ['a - b', '40'],
    ['(a)-(b)', '3'],
    ['a-b-a', '35'],
    ['a-c', '!unknownName'],
    ['first   name', '"Ada"'],
    ['first /* space */ name', '!unknownName'],
    ['profit and loss + 1', '8'],
    ['return date', '8'],
    ['if return date > 7 then return date else a', '8'],
    ['what if? * 2', '18'],
    ["O'Neil + a", '15'],
    ['a/b + c', '11'],
    ['a/b', '2.5'],
    ['ø + Größe 2', '25'],
    ['order.total-sum', '20'],
    ['order.ship to', '"Bonn"'],
    ['order.total - order.sum', '2'],
    ['order.and', '4'],
    ['{first name: "Bob", x: first name}.x', '"Bob"'],
    ['{x-y: 1, z: x-y + 1}.z', '2'],
    ['{x: 5, y: 3, "x-y": 1, z: x-y}.z', '1'],
    ['{x-y: 1}.x-y', '1'],
    ['{"x+y": 1}.x+y', '1'],
    ['{x: 5, y: 3, z: x-y}.z', '2'],
    ['[{u-v: 1}, {u-v: 2}][u-v > 1].u-v', '[2]'],
    ['{if: 1, in: 2, date and time: 3}.date and time', '3'],
    ['for each item in list return each item * 2', '[2, 4, 6]'],
    ['for x-y in list, z in [x-y] return x-y + z', '[2, 4, 6]'],
    ['some x-y in list satisfies x-y = 3', 'true'],
    ['(function(x-y, the rate) x-y * the rate)(x-y: 2, the rate: 3)', '6'],
    ['{rate of tax: function(a b) a b * 2, r: rate of tax(a b: 4)}.r', '8'],
    ['count(list) + string length(first name)', '6'],
    ['string length + 1', '!typeMismatch'],
  ])('%s is %s', (text, expected) => {
    expect(show(text, variables)).toBe(expected);
  });

  it('knows members only where members can stand', () => {
    // given
    const read = (text: string) => parseExpression(text, ['o'], ['x-y']);
    // then
    expect(read('x-y')).toMatchObject({ ast: { type: 'arithmetic' } });
    expect(read('o.x-y')).toMatchObject({ ast: { type: 'path', name: 'x-y' } });
    expect(read('o[x-y = 1]')).toMatchObject({
      ast: { filter: { left: { type: 'name', name: 'x-y' } } },
    });
  });

  it('does not know the names of a context, a loop or a function behind it', () => {
    expect(show('{p: 9, q: 4, r: {p-q: 1}.p-q + p-q}.r')).toBe('6');
    expect(show('[for p-q in [1] return p-q, {p: 9, q: 4, r: p-q}.r]')).toBe('[[1], 5]');
  });
});

describe('precedence', () => {
  it.each([
    ['-4 ** 2', '16'],
    ['-(4 ** 2)', '-16'],
    ['2 ** 3 ** 2', '64'],
    ['2 ** -1', '0.5'],
    ['10 - 4 - 3', '3'],
    ['2 + 3 * 4', '14'],
    ['12 / 3 / 2', '2'],
    ['- -1', '1'],
    ['1 - -1', '2'],
    ['-list[1]', '-1'],
    ['1 = 1 = true', 'true'],
    ['2 > 1 and 1 > 2 or true', 'true'],
    ['true or true and false', 'true'],
    ['a in (1..6) and b = 2', 'true'],
    ['a in [1..6] and b in (2)', 'true'],
    ['b in (list)[item > 1]', 'true'],
    ['a between 1 and b or true', 'true'],
    ['-1 instance of number', 'true'],
    ['1 + 2 instance of number', '!typeMismatch'],
    ['(1 + 2) instance of number and true', 'true'],
    ['if true then 1 else 2 + 3', '1'],
    ['(if true then 1 else 2) + 3', '4'],
    ['for i in 1..2 return i + 1', '[2, 3]'],
    ['[1, 2, 3][2] + 1', '3'],
    ['1 + if false then 1 else 2', '3'],
  ])('%s is %s', (text, expected) => {
    expect(show(text, variables)).toBe(expected);
  });
});

describe('brackets and ranges', () => {
  it.each([
    ['[1..5]', '[1..5]'],
    [']1..5[', '(1..5)'],
    ['(1..5]', '(1..5]'],
    ['[1..5[', '[1..5)'],
    ['{r: [1..5[}.r', '[1..5)'],
    ['[[1..5[, ]1..2]]', '[[1..5), (1..2]]'],
    ['3 in ]1..5[ and true', 'true'],
    ['[list[1]..list[3]]', '[1..3]'],
    ['[1..list[2][', '[1..2)'],
    ['(< 5)', '(..5)'],
    ['(>= 5)', '[5..)'],
    ['(= 5)', '[5..5]'],
    ['[1..)', '[1..)'],
    ['(..5]', '(..5]'],
    ['[< 5, > 7]', '[(..5), (7..)]'],
    ['6 in [< 5, > 7]', 'false'],
    ['8 in (< 5, > 7)', 'true'],
    ['(1)', '1'],
    ['[]', '[]'],
    ['{}', '{}'],
    ['((1)..(2))', '(1..2)'],
    ['[@"2026-01-01"..@"2026-02-01"]', '[2026-01-01..2026-02-01]'],
    ['["a".."c"]', '["a".."c"]'],
    ['[1..5].start included', 'true'],
    ['(< 5).end included', 'false'],
    ['@"2026-11-21T10:00:00+01:00".time offset', 'PT1H'],
  ])('%s is %s', (text, expected) => {
    expect(show(text, variables)).toBe(expected);
  });

  it.each(['[1..', '[..5]', '(1..5', '[1, 2..3]', '{a}', '{a: }', '{: 1}', '[1 2]', '(..'])(
    '%s is no expression',
    (text) => {
      expect(parseExpression(text).ok).toBe(false);
    },
  );
});

describe('types', () => {
  it.each([
    ['1 instance of number', 'true'],
    ['"a" instance of number', 'false'],
    ['null instance of Any', 'false'],
    ['null instance of Null', 'true'],
    ['1 instance of Any', 'true'],
    ['@"P1D" instance of days and time duration', 'true'],
    ['@"P1Y" instance of years and months duration and true', 'true'],
    ['@"2026-11-21T10:00:00" instance of date and time', 'true'],
    ['@"2026-11-21" instance of date and time', 'false'],
    ['[1, null] instance of list<number>', 'true'],
    ['[1, "a"] instance of list<number>', 'false'],
    ['[[1]] instance of list<list<number>>', 'true'],
    ['{a: 1, b: 2} instance of context<a: number>', 'true'],
    ['{a: 1} instance of context<a: number, b: string>', 'false'],
    ['{a-b: 1} instance of context<a-b: number>', 'true'],
    ['[1..2] instance of range<number>', 'true'],
    ['(< 2) instance of range<number>', 'true'],
    ['["a".."b"] instance of range<number>', 'false'],
    ['(function(x: number) x) instance of function<number> -> number', 'true'],
    ['(function(x: number) x) instance of function<string> -> number', 'false'],
    ['(function(x) x) instance of function<string> -> Any', 'true'],
    ['(function() 1) instance of function<> -> Any', 'true'],
    ['(function(x: list<number>) x) instance of function<list<number>> -> Any', 'true'],
    ['(function(x: context<a: number>) x) instance of function<context<a: number>> -> Any', 'true'],
    ['(function(f: function<number> -> number) f(2))(function(x) x + 1)', '3'],
    ['[1] instance of list', '!unknownName'],
    ['1 instance of tUnheard', '!unknownName'],
    ['1 instance of other.tUnheard', '!unknownName'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each(['1 instance of list<', '1 instance of set<number>', '1 instance of context<a>'])(
    '%s is no expression',
    (text) => {
      expect(parseExpression(text).ok).toBe(false);
    },
  );
});

describe('literals and space', () => {
  it.each([
    [String.raw`"\u0041\U01F600\t\n\r\"\'\\"`, JSON.stringify('A\u{1F600}\t\n\r"\'\\')],
    [String.raw`string length("\uD83D\uDE00")`, '1'],
    [String.raw`"\U110000"`, JSON.stringify('\\U110000')],
    ['.5 + 1.5e1', '15.5'],
    ['1e-3', '0.001'],
    ['1 /* a */ + // b\n 2', '3'],
    ['1\u00a0+\u30002', '3'],
    ['for\ti\nin\r1..2\nreturn i', '[1, 2]'],
    ['// first\n/* second */ 5', '5'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each(['"a\nb"', '"open', '1 /* open', '1.', '@5', '@', "'a'", '1e', '#', '\ud800', '&&'])(
    '%j is no expression',
    (text) => {
      expect(parseExpression(text).ok).toBe(false);
    },
  );
});

describe('unary tests', () => {
  it.each([
    ['not(1, < 5)', { isNegated: true, tests: [{}, { operator: '<' }] }],
    ['not(a) and b', { isNegated: false, tests: [{ type: 'and' }] }],
    ['not(a), b', { isNegated: false, tests: [{ type: 'call' }, { type: 'name' }] }],
    ['-1', { isNegated: false, tests: [{ type: 'negation' }] }],
    ['(1..5], [7..9[', { tests: [{ type: 'range' }, { type: 'range', isEndIncluded: false }] }],
    ['? in (1, 2)', { tests: [{ type: 'in' }] }],
    ['contains(?, "a")', { tests: [{ type: 'call' }] }],
  ])('reads %s', (text, expected) => {
    expect(parseUnaryTests(text)).toMatchObject({ ok: true, ast: expected });
  });
});

describe('a hostile text', () => {
  it.each([
    '('.repeat(19_000),
    '['.repeat(19_000),
    '{a:'.repeat(6_000),
    '-'.repeat(19_000),
    'x in ('.repeat(3_000),
    `${'x in ('.repeat(300)}1${')[1]'.repeat(300)}`,
    'if '.repeat(6_000),
    '1+'.repeat(9_000) + '1',
    'a.'.repeat(9_000) + 'a',
    `a${'[1]'.repeat(6_000)}`,
    `1 instance of ${'list<'.repeat(3_900)}`,
    'not('.repeat(4_000),
    'a '.repeat(9_900),
    'f(a:'.repeat(4_000),
    'function('.repeat(2_000),
  ])('is read or refused at once: %.12s', (text) => {
    // when
    const start = performance.now();
    const results = [parseExpression(text), parseUnaryTests(text, ['a a', 'a-b'])];
    // then
    expect(performance.now() - start).toBeLessThan(10_000);
    for (const result of results) {
      if (!result.ok) expect(result.problems[0]?.to).toBeLessThanOrEqual(text.length + 1);
    }
  });
});
