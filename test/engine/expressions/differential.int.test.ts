import fc from 'fast-check';
import { evaluate as evaluateByReferee } from 'feelin';

import { toJson } from '../../../engine/expressions/json-values.js';
import { parseExpression } from '../../../engine/expressions/parse.js';
import { runsOf } from '../../support/property-runs.js';
import { run } from './feel-runner.js';

const variables = { a: 3, b: -2, s: 'foo bar', t: true, n: null, xs: [1, 2, 3, 4], c: { k: 7 } };

function ours(text: string): unknown {
  const result = run(text, variables, { mode: 'dmn', fuel: 1_000_000 });
  return result.ok ? toJson(result.value) : result.error.code;
}

/** Through JSON, which has no negative zero. */
function theirs(text: string): unknown {
  return JSON.parse(JSON.stringify(evaluateByReferee(text, { ...variables }).value));
}

const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((value) => (value < 0 ? `(${value})` : `${value}`)),
  fc.constantFrom('a', 'b', 'c.k', 'xs[1]', 'xs[-1]', 'count(xs)'),
);
const string = fc.constantFrom('"a"', '"b"', '"foo bar"', 's', '""', 'upper case(s)');

const { expression } = fc.letrec<
  Record<'number' | 'truth' | 'list' | 'string' | 'expression', string>
>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4 },
    number,
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(tie('truth'), tie('number'), tie('number'))
      .map(([condition, one, other]) => `(if ${condition} then ${one} else ${other})`),
    tie('list').map((list) => `count(${list})`),
    tie('list').map((list) => `sum(append(${list}, 0))`),
    tie('number').map((value) => `abs(${value})`),
    tie('string').map((value) => `string length(${value})`),
    fc.tuple(tie('number'), tie('number')).map(([one, other]) => `max(${one}, ${other})`),
  ),
  truth: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('true', 'false', 't', 'null'),
    fc
      .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('number'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(tie('number'), number)
      .map(([value, low]) => `(${value} between ${low} and ${low} + 5)`),
    fc.tuple(tie('number'), number).map(([value, low]) => `(${value} in [${low}..${low} + 5))`),
    fc
      .tuple(fc.constantFrom('some', 'every'), tie('list'), tie('number'))
      .map(([kind, list, limit]) => `(${kind} i in ${list} satisfies i > ${limit})`),
    fc.tuple(tie('string'), tie('string')).map(([text, part]) => `contains(${text}, ${part})`),
    fc.tuple(tie('list'), tie('number')).map(([list, item]) => `list contains(${list}, ${item})`),
  ),
  list: fc.oneof(
    { maxDepth: 4 },
    fc.constant('xs'),
    fc.array(tie('number'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    fc.tuple(tie('list'), tie('number')).map(([list, limit]) => `${list}[item > ${limit}]`),
    fc
      .tuple(tie('list'), tie('number'))
      .map(([list, value]) => `(for i in ${list} return i + ${value})`),
    tie('list').map((list) => `reverse(${list})`),
    tie('list').map((list) => `distinct values(${list})`),
    tie('list').map((list) => `sort(${list}, function(x, y) x < y)`),
    fc.tuple(tie('list'), tie('list')).map((lists) => `concatenate(${lists.join(', ')})`),
  ),
  string: fc.oneof(
    { maxDepth: 3 },
    string,
    fc.tuple(tie('string'), tie('string')).map((parts) => `(${parts.join(' + ')})`),
    tie('number').map((value) => `string(${value})`),
    fc.tuple(tie('string'), string).map((args) => `substring before(${args.join(', ')})`),
  ),
  expression: fc.oneof(
    tie('number'),
    tie('truth'),
    tie('list'),
    tie('string'),
    fc.tuple(tie('number'), tie('truth')).map(([x, y]) => `{x: ${x}, y: ${y}, z: x + 1}`),
  ),
}));

describe('our evaluator', () => {
  it('agrees with an independent one on random expressions', () => {
    fc.assert(
      fc.property(expression, (text) => {
        // Both use one grammar, which on rare occasions gives up on a deep expression.
        fc.pre(parseExpression(text).ok);
        expect({ text, value: ours(text) }).toEqual({ text, value: theirs(text) });
      }),
      { numRuns: runsOf(300) },
    );
  });

  it('never throws and gives the same result each time, whatever the text of the expression', () => {
    const fragments = fc.constantFrom(
      ...[
        '1',
        'a',
        'xs',
        '"s"',
        'null',
        'true',
        '+',
        '-',
        '*',
        '/',
        '**',
        '=',
        '<',
        '(',
        ')',
        '[',
        ']',
      ],
      ...[
        '{',
        '}',
        ',',
        ':',
        '.',
        '..',
        'for',
        'in',
        'return',
        'if',
        'then',
        'else',
        'some',
        '?',
        '@"P1D"',
      ],
      ...[
        'satisfies',
        'and',
        'or',
        'between',
        'instance of',
        'function',
        'count',
        'date',
        'not',
        'item',
      ],
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 12 }), (parts) => {
        const text = parts.join(' ');
        const once = attempt(text);
        expect(attempt(text)).toEqual(once);
      }),
      { numRuns: runsOf(500) },
    );
  });
});

/** The result, or the mark of a text that is no expression. */
function attempt(text: string): unknown {
  try {
    const result = run(text, variables, { fuel: 5_000 });
    return result.ok ? String(typeof result.value) : result.error;
  } catch (error) {
    if (error instanceof SyntaxError) return 'no expression';
    throw error;
  }
}
