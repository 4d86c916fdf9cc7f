import { evaluate, scopeOf, scopeWithInput } from '../../../engine/expressions/evaluate.js';
import type { FeelValue } from '../../../engine/expressions/feel-value.js';
import { parseUnaryTests } from '../../../engine/expressions/parse.js';

function passes(tests: string, input: FeelValue, mode: 'strict' | 'dmn' = 'strict') {
  const parsed = parseUnaryTests(tests);
  if (!parsed.ok) throw new SyntaxError(tests);
  const scope = scopeWithInput(scopeOf({ limit: 10, allowed: ['a', 'b'] }), input);
  const result = evaluate(parsed.ast, scope, { now: 0, zone: 'UTC', mode });
  return result.ok ? result.value : result.error.code;
}

describe('unary tests', () => {
  it.each<[string, FeelValue, boolean]>([
    ['-', 7, true],
    ['7', 7, true],
    ['1, 7', 7, true],
    ['1, 2', 7, false],
    ['< limit', 7, true],
    ['[7..8]', 7, true],
    [']7..8]', 7, false],
    ['not(7)', 7, false],
    ['not(1, 2)', 7, true],
    ['allowed', 'b', true],
    ['allowed', 'c', false],
    ['? > 5 and ? < 8', 7, true],
    ['not(? > 5)', 7, false],
    ['"a"', 'a', true],
    ['null', null, true],
    ['!= null', null, false],
    ['true', true, true],
    ['true', false, false],
    ['false', false, true],
    ['true', null, false],
    ['not(true)', null, true],
    ['limit > 5', 'anything', true],
    ['limit > 5', null, true],
    ['= 7', 7, true],
    ['!= 7', 7, false],
    ['contains(?, "x")', 'axe', true],
  ])('tests %s on %p', (tests, input, expected) => {
    expect(passes(tests, input)).toBe(expected);
  });

  it('needs an input', () => {
    // given
    const parsed = parseUnaryTests('1');
    if (!parsed.ok) throw new SyntaxError('1');
    // when
    const result = evaluate(parsed.ast, scopeOf({}), { now: 0, zone: 'UTC', mode: 'strict' });
    // then
    expect(result).toMatchObject({ ok: false, error: { code: 'unknownName' } });
  });

  it('is a mistake on an input of another kind, or null in a decision', () => {
    expect(passes('< 5', 'a')).toBe('typeMismatch');
    expect(passes('< 5', 'a', 'dmn')).toBeNull();
  });
});
