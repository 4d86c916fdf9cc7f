import { scopeOf, toJson } from '../../engine/expressions/index.js';
import { evaluate } from '../../engine/expressions/evaluate.js';
import { parseExpression } from '../../engine/expressions/parse.js';
import { translateJuel } from '../../engine/foreign/juel/translate-juel.js';

const variables = {
  amount: 120,
  status: 'open',
  flag: false,
  nothing: null,
  blank: '',
  list: [{ name: 'a' }, { name: 'b' }],
  none: [],
  order: { id: 7, 'net sum': 3, key: 'k' },
  initiator: 'ida',
};

/** What the translation gives. */
function run(text: string): unknown {
  const result = translateJuel(text, new Map([['starter', 'initiator']]));
  if (!result.ok) return `problem at ${result.problem.from}: ${result.problem.message}`;
  const parsed = parseExpression(result.feel);
  if (!parsed.ok) return `no FEEL: ${result.feel}`;
  const evaluated = evaluate(parsed.ast, scopeOf(variables), {
    mode: 'process',
    now: 0,
  } as never);
  return evaluated.ok ? toJson(evaluated.value) : evaluated;
}

describe('translateJuel', () => {
  it.each([
    ["${amount > 100 && status == 'open'}", true],
    ['${amount le 100 or not flag}', true],
    ['#{status ne "open"}', false],
    ['${empty nothing}', true],
    ['${empty blank}', true],
    ['${empty none && !empty list}', true],
    ['${not empty amount}', true],
    ['${flag ? 1 : amount >= 120 ? 2 : 3}', 2],
    ['${(amount + 4) * 2 - -1}', 249],
    ['${7 mod 3}', 1],
    ['${(0 - 7) % 3}', -1],
    ['${list[1].name}', 'b'],
    ["${order['key']}", 'k'],
    ["${order['net sum']}", 3],
    ['${1.5e2 + .5}', 150.5],
    ['Order ${order.id} is ${status}', 'Order 7 is open'],
    ['costs \\${amount} or ${amount}', 'costs ${amount} or 120'],
    ['plain', 'plain'],
    ['${starter}', 'ida'],
    ["${execution.getVariable('status')}", 'open'],
    ["${execution.getVariable('absent')}", null],
    ["${execution.hasVariable('absent')}", false],
    ["${'it\\'s'}", "it's"],
    ['${null == nothing and true}', true],
  ])('%s gives %s', (text, expected) => {
    expect(run(text)).toEqual(expected);
  });

  it.each([
    ['${service.check(order)}', 2, 'method'],
    ['${dateTime()}', 2, 'function'],
    ['${fn:length(list)}', 2, 'function'],
    ['${list.size() > 0}', 2, 'method'],
    ['${list[index]}', 7, 'only known at run time'],
    ["${'1' + 2}", 2, 'text'],
    ['${status.class}', 2, 'class'],
    ['${execution.currentActivityName}', 2, 'object of the other engine'],
    ['${if}', 2, 'cannot be a name'],
    ['${a b}', 4, 'not expected'],
    ['${a +}', 5, 'too early'],
    ['${}', 2, 'too early'],
    ['x ${a', 4, 'not closed'],
    ["${'a}", 2, 'not closed'],
    ['${a ; b}', 4, 'not expected'],
    ['${a = 1}', 4, 'not expected'],
  ])('%s is a problem at %d', (text, position, reason) => {
    const result = translateJuel(text);
    expect(result).toMatchObject({ ok: false, problem: { from: position } });
    expect(result.ok ? '' : result.problem.message).toContain(reason);
  });

  it('ends at once for texts that are made to hurt', () => {
    // given
    const hostile = [
      `\${${'('.repeat(5_000)}x${')'.repeat(4_000)}}`,
      `\${${'empty '.repeat(59)}x}`,
      `\${${'!'.repeat(9_000)}x}`,
      `\${${'a ? '.repeat(2_000)}b}`,
      `\${${'a%'.repeat(40)}a}`,
      '${a}'.repeat(3_000),
      `\${${'x'.repeat(20_000)}}`,
      `\${${'a['.repeat(3_000)}`,
      '$'.repeat(10_000),
      `\${'${'\\'.repeat(9_000)}`,
    ];

    // when
    const begun = performance.now();
    const results = hostile.map((text) => translateJuel(text));

    // then
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
