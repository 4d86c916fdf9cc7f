import { run, show, showDmn } from './feel-runner.js';

function failureOf(text: string, variables = {}) {
  const result = run(text, variables);
  if (result.ok) throw new TypeError(`Expected a failure of '${text}'`);
  return result.error;
}

describe('a strict evaluation', () => {
  it.each([
    ['a + b', 'unknownName', "Expected a declared name but 'a' is unknown in 'a'", 0, 1],
    ['1 + "x"', 'typeMismatch', `Expected two values to add but got 1 and "x" in '1 + "x"'`, 0, 7],
    ['2 * (1 / 0)', 'divisionByZero', /divisor other than zero/, 5, 10],
    ['{a: 1}.b', 'unknownName', /Expected an entry 'b' but the context has only 'a'/, 0, 8],
    ['null.b', 'typeMismatch', /Expected a value with 'b' but got null/, 0, 6],
    [
      'upper case(5)',
      'badArgument',
      /Expected a string for 'string' of 'upper case' but got 5/,
      0,
      13,
    ],
    ['upper case("a", 1)', 'badArgument', /upper case\(string\) but got arguments 2/, 0, 18],
    ['substring(text: "a")', 'badArgument', /but got arguments 'text'/, 0, 20],
    ['10 ** 7000', 'outOfRange', /within range/, 0, 10],
    ['@"2026-02-30"', 'badArgument', /Expected a date, time or duration/, 0, 13],
    ['date("2026-02-30")', 'badArgument', /Expected the notation of a date/, 0, 18],
    ['5(1)', 'typeMismatch', /Expected a function but got 5/, 0, 1],
    ['true and 1', 'typeMismatch', /Expected true or false but got 1/, 9, 10],
    ['[1, 2][item]["a"]', 'typeMismatch', /./, 0, 17],
    ['{a: 1, a: 2}', 'badArgument', /repeated/, 0, 12],
    ['1 instance of thing', 'unknownName', /name of a type but got 'thing'/, 0, 19],
    ['(function(a) a)()', 'badArgument', /Expected 1 arguments but got 0/, 0, 17],
    ['(function(a: number) a)("x")', 'badArgument', /a number for 'a' but got "x"/, 0, 28],
    ['< 5 = 1', 'typeMismatch', /./, 0, 7],
  ])('fails for %s with %s at its place', (text, code, message, from, to) => {
    // when
    const failure = failureOf(text);
    // then
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(message);
    if (!text.includes('item') && !text.startsWith('<')) {
      expect([failure.from, failure.to]).toEqual([from, to]);
    }
  });

  it('does not look at the branch it does not need', () => {
    expect(show('if true then 1 else nobody')).toBe('1');
    expect(show('false and nobody')).toBe('false');
    expect(show('true or nobody')).toBe('true');
  });

  it('takes an index beyond a list for null, with a warning', () => {
    // when
    const result = run('[1, 2][3]');
    // then
    expect(result).toMatchObject({ ok: true, value: null, warnings: [{ code: 'outOfRange' }] });
  });

  it('can ask whether a name or a path is defined', () => {
    const variables = { a: { b: null } };
    expect(show('is defined(a)', variables)).toBe('true');
    expect(show('is defined(a.b)', variables)).toBe('true');
    expect(show('is defined(a.c)', variables)).toBe('false');
    expect(show('is defined(a.c.d)', variables)).toBe('false');
    expect(show('is defined(nobody)', variables)).toBe('false');
    expect(show('is defined(nobody.x)', variables)).toBe('false');
  });

  it('fails for an unknown time zone', () => {
    expect(show('now()', {}, { zone: 'Mars/Olympus' })).toBe('!badArgument');
  });

  it('never reads what objects inherit', () => {
    expect(show('a.constructor', { a: {} })).toBe('!unknownName');
    expect(show('toString')).toBe('!unknownName');
    expect(show('{}.__proto__')).toBe('!unknownName');
    expect(show('hasOwnProperty("a")')).toBe('!unknownName');
    expect(show('{__proto__: 1}.__proto__')).toBe('1');
  });

  it('keeps variables named like built-in functions', () => {
    expect(show('count + count([1, 2])', { count: 5 })).toBe('7');
  });
});

describe('an evaluation for decisions', () => {
  it.each([
    ['nobody', 'null'],
    ['nobody.x', 'null'],
    ['1 + "x"', 'null'],
    ['1 < "x"', 'null'],
    ['1 = "x"', 'null'],
    ['if null then 1 else 2', '2'],
    ['if "x" then 1 else 2', '2'],
    ['[1, "a", 3][item > 2]', '[3]'],
    ['[{a: 1}, {b: 2}].a', '[1, null]'],
    ['true and 5', 'null'],
    ['false and 5', 'false'],
    ['upper case(null)', 'null'],
    ['some x in [1, "a"] satisfies x > 5', 'null'],
    ['every x in null satisfies x > 5', 'null'],
    ['every x in [] satisfies x > 5', 'true'],
  ])('takes %s for %s', (text, expected) => {
    expect(showDmn(text)).toBe(expected);
  });

  it('records a warning with the place for every mistake', () => {
    // when
    const result = run('[a, 1 + "x"]', {}, { mode: 'dmn' });
    // then
    expect(result).toMatchObject({
      ok: true,
      value: [null, null],
      warnings: [
        { code: 'unknownName', from: 1, to: 2 },
        { code: 'typeMismatch', from: 4, to: 11 },
      ],
    });
  });

  it('keeps the number of warnings bounded', () => {
    // when
    const result = run('for i in 1..1000 return nobody', {}, { mode: 'dmn' });
    // then
    expect(result.ok && result.warnings.length).toBe(50);
  });
});
