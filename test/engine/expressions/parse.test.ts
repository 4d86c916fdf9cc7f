import { evaluate, scopeOf } from '../../../engine/expressions/evaluate.js';
import type { FeelAst } from '../../../engine/expressions/feel-ast.js';
import { parseExpression, parseUnaryTests } from '../../../engine/expressions/parse.js';

function problemsOf(text: string) {
  const result = parseExpression(text);
  return result.ok ? [] : result.problems;
}

function astOf(text: string, names: readonly string[] = []): FeelAst {
  const result = parseExpression(text, names);
  if (!result.ok) throw new SyntaxError(result.problems.map((one) => one.message).join('; '));
  return result.ast;
}

describe('parseExpression', () => {
  it('yields plain JSON that evaluates the same after a round trip', () => {
    // given
    const ast = astOf('for i in 1..3 return if i > 1 then {a: i}.a else [i][1] + -1');
    // when
    // A round trip through JSON keeps the shape, which is what the test is about.
    const copy = JSON.parse(JSON.stringify(ast)) as FeelAst;
    // then
    expect(copy).toEqual(ast);
    const options = { now: 0, zone: 'UTC', mode: 'strict' } as const;
    expect(evaluate(copy, scopeOf({}), options)).toEqual(evaluate(ast, scopeOf({}), options));
  });

  it('gives every node its place in the text', () => {
    // when
    const ast = astOf('a + 12');
    // then
    expect(ast).toEqual({
      type: 'arithmetic',
      operator: '+',
      left: { type: 'name', name: 'a', from: 0, to: 1 },
      right: { type: 'number', digits: '12', from: 4, to: 6 },
      from: 0,
      to: 6,
    });
  });

  it('reads a name with an operator as a subtraction unless it is known', () => {
    expect(astOf('first-name').type).toBe('arithmetic');
    expect(astOf('first-name', ['first-name'])).toMatchObject({ type: 'name', name: 'first-name' });
    expect(astOf('first - name', ['first-name'])).toMatchObject({ name: 'first-name' });
  });

  it('reads names of several words, with keywords where they belong to a built-in function', () => {
    expect(astOf('monthly salary')).toMatchObject({ type: 'name', name: 'monthly salary' });
    expect(astOf('get or else(a, 1)')).toMatchObject({ callee: { name: 'get or else' } });
    expect(astOf('years and months duration(a, b)')).toMatchObject({
      callee: { name: 'years and months duration' },
    });
  });

  it('unescapes string literals and leaves other backslashes alone', () => {
    const text = String.raw`"a\"b\\c\n\u0041\U01F40E\d"`;
    expect(astOf(text)).toMatchObject({ type: 'string', value: 'a"b\\c\nA\u{1F40E}\\d' });
  });

  it('ignores comments', () => {
    expect(astOf('1 /* one */ + // plus\n 2')).toMatchObject({ type: 'arithmetic' });
    expect(astOf('// nothing but\n 2')).toMatchObject({ type: 'number', digits: '2' });
  });

  it.each([
    ['', 'Expected an expression but the text is empty'],
    ['a +', 'Expected more but the expression ends here'],
    ['if a then b', 'Expected more but the expression ends here'],
    ['1 +* 2', "Expected something else before '*'"],
    ['[1, 2', 'Expected more but the expression ends here'],
  ])('reports what is wrong with %p', (text, message) => {
    expect(problemsOf(text)[0]?.message).toBe(message);
  });

  it.each([
    'a = * b',
    ')',
    '"open',
    '{a 1}',
    'for in x return 1',
    '@',
    'f(',
    '1 2',
    'a b: 3',
    '##',
  ])('reports a problem within the text for %p', (text) => {
    // when
    const [problem] = problemsOf(text);
    // then
    expect(problem).toBeDefined();
    expect(problem?.from).toBeGreaterThanOrEqual(0);
    expect(problem?.to).toBeLessThanOrEqual(text.length + 1);
    expect(problem?.from).toBeLessThanOrEqual(problem?.to ?? -1);
  });

  it('reads functions written in another language, which nobody can call', () => {
    const text = 'function(a: number) external {java: {class: "x", method signature: "y"}}';
    expect(astOf(text)).toMatchObject({
      type: 'function',
      isExternal: true,
      parameters: [{ name: 'a', of: { type: 'named', name: 'number' } }],
      body: { type: 'context', entries: [{ key: 'java' }] },
    });
  });

  it.each(['a == 1', 'a =< 1'])('tells of the operator of another language in %s', (text) => {
    expect(problemsOf(text)[0]?.message).toMatch(/^Unexpected '=.': FEEL compares with = != </);
  });

  it('compares with a test in parentheses', () => {
    expect(problemsOf('a = (= 1)')).toEqual([]);
  });

  it('refuses texts that are too long or nest too deeply', () => {
    expect(problemsOf(`"${'x'.repeat(30_000)}"`)[0]?.message).toMatch(/at most 20000 characters/);
    const nested = `${'('.repeat(600)}1${')'.repeat(600)}`;
    expect(problemsOf(nested)[0]?.message).toMatch(/at most 400 nested/);
  });

  it.each(['[', '{a:', '({', 'f(x[', '-'.repeat(401), 'not('])(
    'tells at once that %s nests too deeply',
    (piece) => {
      const [problem] = problemsOf(piece.repeat(4000 / piece.length));
      expect(problem?.message).toMatch(/at most 400 nested|Expected (something else|a name)/);
    },
  );

  it.each([
    ['a text', `"${'['.repeat(500)}"`],
    ['a comment', `1 /* ${'['.repeat(500)} */ // ${'{'.repeat(500)}`],
    ['lists that end again', `[${'[1], '.repeat(450)}[]]`],
  ])('does not count brackets of %s', (_name, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it('does not count the brackets of ranges whose ends open', () => {
    const [problem] = problemsOf(`[${'[1..2[, '.repeat(450)}[1..2[]`);
    expect(problem?.message).not.toMatch(/nested/);
  });

  it('stays quick for long flat expressions', () => {
    // given
    const sum = Array.from({ length: 300 }, (_item, index) => `x${index}`).join(' + ');
    // when
    const result = parseExpression(sum);
    // then
    expect(result.ok).toBe(true);
  });
});

describe('parseUnaryTests', () => {
  it.each([
    ['-', { isNegated: false, tests: [] }],
    ['1, 2', { isNegated: false, tests: [{ digits: '1' }, { digits: '2' }] }],
    ['not("a")', { isNegated: true, tests: [{ value: 'a' }] }],
    ['< 5', { tests: [{ type: 'openRange', operator: '<' }] }],
    ['[1..5)', { tests: [{ type: 'range', isStartIncluded: true, isEndIncluded: false }] }],
    ['? > 5', { tests: [{ type: 'comparison', left: { type: 'name', name: '?' } }] }],
  ])('reads %s', (text, expected) => {
    expect(parseUnaryTests(text)).toMatchObject({
      ok: true,
      ast: { type: 'unaryTests', ...expected },
    });
  });

  it('reports a problem in a test', () => {
    expect(parseUnaryTests('1, <').ok).toBe(false);
  });
});
