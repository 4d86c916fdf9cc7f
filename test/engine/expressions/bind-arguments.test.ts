import { convertToType } from '../../../engine/expressions/bind-arguments.js';
import { scopeOf } from '../../../engine/expressions/evaluate.js';
import { Evaluation } from '../../../engine/expressions/evaluation.js';
import type { FeelTypeNode } from '../../../engine/expressions/feel-ast.js';
import { formatValue } from '../../../engine/expressions/format-value.js';
import { run, show, showBoth } from './feel-runner.js';

const number: FeelTypeNode = { type: 'named', name: 'number' };
const listOf = (of: FeelTypeNode): FeelTypeNode => ({ type: 'listOf', of });
const named = (name: string): FeelTypeNode => ({ type: 'named', name });
const person: FeelTypeNode = { type: 'contextOf', entries: [{ key: 'age', of: number }] };

describe('a function with typed parameters', () => {
  const withTwice = (call: string) =>
    `{twice: function(the amount: number) the amount * 2, result: ${call}}.result`;

  it.each([
    ['twice(4)', '8'],
    ['twice(the amount: 5)', '10'],
    ['twice([6])', '12'],
    ['twice(null + 1)', 'null !typeMismatch'],
    ['twice("x")', 'null !badArgument'],
    ['twice([6, 7])', 'null !badArgument'],
    ['twice(1, 2)', 'null !badArgument'],
  ])('makes of %s %s', (call, expected) => {
    expect(showBoth(withTwice(call))).toBe(expected);
  });

  it('tells the parameter, its type and the value that does not fit', () => {
    // when
    const result = run(withTwice('twice("x")'));
    // then
    expect(result.ok ? '' : result.error.message).toContain(
      `Expected a number for 'the amount' but got "x"`,
    );
  });

  it('keeps the names of the place where it is written', () => {
    const adder = '{adder: function(n) function(x) x + n';
    expect(show(`${adder}, result: adder(10)(1)}.result`)).toBe('11');
    const loop = '(for f in [adder(10), adder(20)] return f(1))[2]';
    expect(show(`${adder}, result: ${loop}}.result`)).toBe('21');
  });
});

describe('convertToType', () => {
  it.each<readonly [string, FeelTypeNode, string]>([
    ['1', number, '1'],
    ['null', number, 'null'],
    ['[1]', number, '1'],
    ['[1, 2]', number, 'nothing'],
    ['1', listOf(number), '[1]'],
    ['"a"', listOf(number), 'nothing'],
    ['["a"]', listOf(number), 'nothing'],
    ['@"2026-11-21"', named('date and time'), '2026-11-21T00:00:00Z'],
    ['@"2026-11-21T10:00:00"', named('date'), 'nothing'],
    ['{age: 3, name: "a"}', person, '{age: 3, name: "a"}'],
    ['[{age: null}]', person, '{age: null}'],
    ['{age: "x"}', person, 'nothing'],
    ['{}', person, 'nothing'],
    ['[1..2]', { type: 'rangeOf', of: number }, '[1..2]'],
    ['["a".."b"]', { type: 'rangeOf', of: number }, 'nothing'],
    ['5', named('unheard of'), 'nothing'],
  ])('makes of %s as a %j: %s', (text, type, expected) => {
    // given
    const given = run(text);
    const evaluation = new Evaluation(scopeOf({}), { now: 0, zone: 'UTC', mode: 'dmn' });
    // when
    const value = given.ok
      ? convertToType(given.value, type, evaluation, { from: 0, to: 0 })
      : given.error.message;
    // then
    const shown = value === undefined ? 'nothing' : formatValue(value, () => undefined);
    expect(shown).toBe(expected);
  });
});
