import fc from 'fast-check';

import { parseExpression } from '../../../engine/expressions/parse.js';
import { readPlainExpression } from '../../../engine/expressions/syntax/plain-expression.js';
import { runsOf } from '../../support/property-runs.js';

/** Plain texts are not given to the grammar; one with a comment behind it is. */
function readByGrammar(text: string) {
  const result = parseExpression(`${text}/* by the grammar */`);
  return result.ok ? result.ast : undefined;
}

describe('readPlainExpression', () => {
  it.each([
    'amount > 5',
    ' order.total>=1.20 and customer.class in ["gold", "silver"] ',
    'a = 1 or b != null and c < -3 or not_yet = true',
    'a in [1, b + 2]',
    '(a in ["x"]) and b',
    '(a - b) * (c / 2.50 - 1) + ((d))',
    'a-b - 1 -2',
    'string + get * years',
    'years and months',
    '"on \u00fcber" = text',
    '[a, [1, -2.5], (null)]',
    'false',
  ])('reads %p as the grammar does', (text) => {
    // when
    const ast = readPlainExpression(text);
    // then
    expect(ast).toBeDefined();
    expect(JSON.stringify(ast)).toBe(JSON.stringify(readByGrammar(text)));
  });

  it.each([
    ...['', ' ', 'a b', 'a = = 1', 'a == 1', 'a < b < c', 'a = b in [c]', 'a in [1] and b'],
    ...['a in 5', 'a in [1..5]', 'a in (1, 2)', '[]', '[1', '(a', 'a)', 'a,b', '(a, b)', 'a[1]'],
    ...['-a', '- 3', '2 ** 3', '2^3', '.5', '1e3', '5a', 'a.b.', 'a.true', 'a.1', '"a"."b"'],
    ...['count(a)', 'date("2026-11-21")', 'date = 1', 'time', 'not(a)', 'if', 'a instance of b'],
    ...['a // b', 'a /* b */', '/* a */ b', 'a\n+ b', '"a\\n"', '"a', '?', '{a: 1}', '@"P1D"', 'é'],
    `${'a+'.repeat(60)}a`,
  ])('leaves %p to the grammar', (text) => {
    expect(readPlainExpression(text)).toBeUndefined();
  });

  it('reads random texts, as far as they are plain, as the grammar does', () => {
    const parts = fc.constantFrom(
      ...['a', 'x.y', 'range', 'date', 'null', '1', '2.5', '-3', '"t"', '(', ')', '[', ']', ','],
      ...['=', '!=', '<', '>=', '+', '-', '*', '/', ' and ', ' or ', ' in ', ' '],
    );
    const operand = fc.constantFrom('a', 'x.y', 'total', '7', '-1.5', '"t"', 'true', '(b)', '[c]');
    const operator = fc.constantFrom('=', '<', '+', ' - ', '*', '/', ' and ', ' or ', ' in ');
    const sensible = fc
      .tuple(operand, fc.array(fc.tuple(operator, operand), { maxLength: 4 }))
      .map(([first, rest]) => [first, ...rest.flat()].join(''));
    const text = fc.oneof(
      fc.array(parts, { maxLength: 6 }).map((all) => all.join('')),
      sensible,
    );
    fc.assert(
      fc.property(text, (plain) => {
        // when
        const ast = readPlainExpression(plain);
        // then
        const expected = ast === undefined ? undefined : readByGrammar(plain);
        expect(JSON.stringify(ast)).toBe(JSON.stringify(expected));
      }),
      { numRuns: runsOf(300) },
    );
  });

  it('does not read a text whose variables have names with operators', () => {
    // when
    const result = parseExpression('a-b > 5', ['a-b']);
    // then
    expect(result).toMatchObject({ ast: { left: { type: 'name', name: 'a-b' } } });
  });
});
