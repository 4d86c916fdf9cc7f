import { run, show } from './feel-runner.js';

/** Runs and returns the failure's code with the milliseconds it took. */
function end(text: string, fuel?: number) {
  const start = performance.now();
  const result = run(text, {}, fuel === undefined ? {} : { fuel });
  return { code: result.ok ? 'ok' : result.error.code, time: performance.now() - start };
}

describe('the fuel limit', () => {
  it.each([
    'for i in 1..1000000000 return i',
    'some i in 1..1000000000 satisfies i < 0',
    'count(for i in 1..1000, j in 1..1000, k in 1..1000 return 1)',
    'for i in 1..100000 return partial',
    'for i in 1..40000 return if i = 1 then "xx" else partial[-1] + partial[-1]',
    'for i in 1..40000 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])',
    'sort(for i in 1..50000 return i, function(a, b) a > b)',
    'distinct values(for i in 1..20000 return i)',
    'string(for i in 1..30000 return "some text")',
    '{f: function(n) for i in 1..n return 1, r: f(100000000)}.r',
  ])('ends %s within seconds', (text) => {
    // when
    const { code, time } = end(text);
    // then
    expect(code).toBe('fuelExhausted');
    expect(time).toBeLessThan(5_000);
  });

  it('lets ordinary work pass and can be set', () => {
    expect(end('sum(for i in 1..1000 return i * i)').code).toBe('ok');
    expect(end('sum(for i in 1..1000 return i * i)', 500).code).toBe('fuelExhausted');
  });

  it('never looks at a range that is only asked for membership', () => {
    expect(show('5 in [1..1000000000000]', {}, { fuel: 20 })).toBe('true');
  });

  it('ends a pattern whose work is the text times the pattern', () => {
    // given
    const long = `string join(for i in 1..3000 return "aaaaaaaaaa")`;
    // when
    const { code, time } = end(`matches(${long}, "((a?){30}a{30}){10}")`);
    // then
    expect(code).toBe('fuelExhausted');
    expect(time).toBeLessThan(5_000);
  });

  it('runs patterns that hang a backtracking matcher', () => {
    // when
    const { code, time } = end(`matches("${'a'.repeat(200)}b", "^(a+)+$")`);
    // then
    expect(code).toBe('ok');
    expect(time).toBeLessThan(5_000);
  });

  it.each([
    ['^(a+)+\\\\1b$', 'a'.repeat(200), 'fuelExhausted'],
    ['^(?:(a|b))*\\\\1c$', 'ab'.repeat(1000), 'tooDeep'],
    ['(.*)(.*)(.*)\\\\1\\\\2\\\\3!', 'x'.repeat(5000), 'fuelExhausted'],
  ])('ends %s, which has back-references and must be tried out', (pattern, text, expected) => {
    // when
    const { code, time } = end(`matches("${text}", "${pattern}")`);
    // then
    expect(code).toBe(expected);
    expect(time).toBeLessThan(5_000);
  });
});

describe('the nesting limit', () => {
  it('ends endless recursion', () => {
    const text = '{y: function(f, n) f(f, n), r: y(function(f, n) f(f, n + 1), 0)}.r';
    expect(end(text, 10_000_000).code).toBe('tooDeep');
  });

  it('allows moderate recursion', () => {
    const factorial = 'function(f, n) if n <= 1 then 1 else n * f(f, n - 1)';
    expect(show(`{fac: ${factorial}, r: fac(fac, 20)}.r`)).toBe('2432902008176640000');
  });

  it('lets a function of a context call itself', () => {
    expect(show('{fac: function(n) if n <= 1 then 1 else n * fac(n - 1), r: fac(20)}.r')).toBe(
      '2432902008176640000',
    );
    expect(end('{f: function(n) f(n + 1), r: f(0)}.r', 10_000_000).code).toBe('tooDeep');
    expect(show('{a: 1, f: function() a, a2: f()}.a2')).toBe('1');
  });

  it('ends the comparison of values nested without end', () => {
    const nest = 'for i in 1..3000 return if i = 1 then [1] else [partial[-1]]';
    const text = `{a: (${nest})[-1], b: (${nest})[-1], r: a = b}.r`;
    expect(end(text, 100_000_000).code).toBe('tooDeep');
  });
});
