import { collectNames } from '../../../engine/expressions/free-names.js';
import { parseExpression } from '../../../engine/expressions/parse.js';

function namesOf(text: string): string[] {
  const parsed = parseExpression(text, ['first-name']);
  if (!parsed.ok) throw new SyntaxError(text);
  return collectNames(parsed.ast);
}

describe('collectNames', () => {
  it.each([
    ['a + b * a', ['a', 'b']],
    ['order.total > limit', ['order', 'limit']],
    ['count(items) > 0', ['items']],
    ['for i in items return i + offset + count(partial)', ['items', 'offset']],
    ['for i in 1..n, j in i..m return j', ['n', 'm']],
    ['some x in xs satisfies x = y', ['xs', 'y']],
    ['{a: b, c: a}', ['b']],
    ['function(a) a + b', ['b']],
    ['items[price > limit]', ['items']],
    ['first-name in (other, "x")', ['first-name', 'other']],
    ['f(a: b)', ['f', 'b']],
    ['if a between b and c then d else e', ['a', 'b', 'c', 'd', 'e']],
    ['[a..b)', ['a', 'b']],
    ['a instance of number', ['a']],
    ['1 + 2', []],
  ])('finds the variables of %s', (text, expected) => {
    expect(namesOf(text)).toEqual(expected);
  });
});
