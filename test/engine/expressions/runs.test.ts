import { bindArguments, convertToType } from '../../../engine/expressions/bind-arguments.js';
import {
  evaluateIn,
  invokeFunction,
  runEvaluation,
  scopeOf,
} from '../../../engine/expressions/evaluate.js';
import type { Evaluation, FeelOptions } from '../../../engine/expressions/evaluation.js';
import type { FeelTypeNode } from '../../../engine/expressions/feel-ast.js';
import { FeelFunction, type FeelValue } from '../../../engine/expressions/feel-value.js';
import { formatValue } from '../../../engine/expressions/format-value.js';
import { parseExpression } from '../../../engine/expressions/parse.js';

const options: FeelOptions = { now: 0, zone: 'UTC', mode: 'dmn' };

function astOf(text: string, names: readonly string[] = []) {
  const parsed = parseExpression(text, names);
  if (!parsed.ok) throw new SyntaxError(text);
  return parsed.ast;
}

function evaluateText(
  evaluation: Evaluation,
  text: string,
  variables: Readonly<Record<string, FeelValue>> = {},
): FeelValue {
  const ast = astOf(text, Object.keys(variables));
  return evaluateIn(evaluation, ast, { scope: scopeOf(variables), text, source: text });
}

const number: FeelTypeNode = { type: 'named', name: 'number' };

/** What a business knowledge model would be: a function with a typed parameter and a text. */
function modelFunction(text: string): FeelFunction {
  const parameters = [{ name: 'the amount', of: number }];
  const body = astOf(text, ['the amount']);
  return new FeelFunction(parameters, (args, evaluation, span) => {
    const bound = bindArguments(parameters, args, evaluation, span);
    if (bound === undefined) return null;
    const scope = scopeOf({ 'the amount': bound[0] ?? null });
    return evaluateIn(evaluation, body, { scope, text, source: 'model' });
  });
}

describe('a run of several expressions', () => {
  it('shares warnings, each with the expression it comes from', () => {
    // when
    const result = runEvaluation(options, (evaluation) => {
      const first = evaluateText(evaluation, '1 + "a"');
      return evaluateText(evaluation, 'first = null and nobody', { first });
    });
    // then
    expect(result).toMatchObject({
      ok: true,
      value: null,
      warnings: [
        { code: 'typeMismatch', source: '1 + "a"', from: 0, to: 7 },
        { code: 'unknownName', source: 'first = null and nobody', from: 17, to: 23 },
      ],
    });
  });

  it('shares its fuel, whose end is a failure in the mode of decisions too', () => {
    // when
    const result = runEvaluation({ ...options, fuel: 300 }, (evaluation) => {
      for (let round = 0; round < 100; round += 1)
        evaluateText(evaluation, '1 + 2 + 3 + 4 + 5 + 6');
      return 'not reached';
    });
    // then
    expect(result).toMatchObject({ ok: false, error: { code: 'fuelExhausted' } });
  });

  it('gives functions of the host to expressions, called by place or by name', () => {
    // given
    const twice = modelFunction('the amount * 2');
    // when
    const result = runEvaluation(options, (evaluation) => [
      evaluateText(evaluation, 'twice(4)', { twice }),
      evaluateText(evaluation, 'twice(the amount: 5)', { twice, 'the amount': null }),
      evaluateText(evaluation, 'twice([6])', { twice }),
      evaluateText(evaluation, 'twice("x")', { twice }),
      invokeFunction(twice, [7], evaluation),
    ]);
    // then
    expect(result).toMatchObject({ ok: true, value: [8, 10, 12, null, 14] });
  });

  it('keeps the names of a place for the functions written there', () => {
    // given
    const adder = modelFunction('function(x) x + the amount');
    // when
    const result = runEvaluation(options, (evaluation) => [
      evaluateText(evaluation, 'adder(10)(1)', { adder }),
      evaluateText(evaluation, '(for f in [adder(10), adder(20)] return f(1))[2]', { adder }),
    ]);
    // then
    expect(result).toMatchObject({ ok: true, value: [11, 21] });
  });

  it('ends endless recursion between functions of the host', () => {
    // given
    const scope: Record<string, FeelValue> = {};
    const body = astOf('again(n + 1)');
    scope['again'] = new FeelFunction([{ name: 'n' }], (args, evaluation) =>
      evaluateIn(evaluation, body, { scope: scopeOf({ ...scope, n: args[0] ?? null }) }),
    );
    // when
    const result = runEvaluation(options, (evaluation) =>
      evaluateText(evaluation, 'again(1)', scope),
    );
    // then
    expect(result).toMatchObject({ ok: false });
  });
});

describe('convertToType', () => {
  const listOf = (of: FeelTypeNode): FeelTypeNode => ({ type: 'listOf', of });
  const named = (name: string): FeelTypeNode => ({ type: 'named', name });
  const person: FeelTypeNode = { type: 'contextOf', entries: [{ key: 'age', of: number }] };

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
    ['4', named('even number'), '4'],
    ['5', named('even number'), 'nothing'],
    ['5', named('unheard of'), 'nothing'],
  ])('makes of %s as a %j: %s', (text, type, expected) => {
    // given
    const isOfType = (value: FeelValue, name: string) =>
      name === 'even number' ? typeof value === 'number' && value % 2 === 0 : undefined;
    // when
    const result = runEvaluation({ ...options, isOfType }, (evaluation) =>
      convertToType(evaluateText(evaluation, text), type, evaluation),
    );
    // then
    const value = result.ok ? result.value : null;
    const shown = value === undefined ? 'nothing' : formatValue(value, () => undefined);
    expect(shown).toBe(expected);
  });
});
