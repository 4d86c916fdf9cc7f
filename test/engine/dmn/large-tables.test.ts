import { type DecisionModel, evaluateDecision } from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';
import type { FeelValue } from '../../../engine/expressions/index.js';

const rules = 72;

/** Tests of every kind, made from a number without any randomness. */
function testOf(rule: number): string {
  const number = (rule * 7919) % 50;
  const kinds = [
    `${number}`,
    `[${number}..${number + 5}]`,
    `(${number}..${number + 9})`,
    `&lt; ${number}`,
    `&gt;= ${number}`,
    `"t${number}"`,
    `${number}, "t${number}", [40..41]`,
    `not(${number})`,
    `? = ${number}`,
    '-',
    `]${number}.5..${number + 3}]`,
    `string length(?) = ${number % 4}`,
  ];
  return kinds[rule % kinds.length] ?? '-';
}

function tableOf(first: number, last: number): string {
  const rows = Array.from({ length: last - first }, (_, index) => {
    const rule = first + index;
    return `<rule id="r${rule}"><inputEntry><text>${testOf(rule)}</text></inputEntry><outputEntry><text>${rule} / (${rule} - 7)</text></outputEntry></rule>`;
  });
  return `<decisionTable id="t" hitPolicy="COLLECT"><input id="i"><inputExpression><text>x</text></inputExpression></input><output id="o"/>${rows.join('')}</decisionTable>`;
}

async function compile(first: number, last: number): Promise<DecisionModel> {
  const { model } = await compileDmn(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
      <inputData id="x" name="x"/><decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#x"/></informationRequirement>
      ${tableOf(first, last)}</decision></definitions>`,
  );
  if (model === undefined) throw new TypeError('no model');
  return model;
}

function decide(model: DecisionModel, x: FeelValue) {
  const result = evaluateDecision(model, { decision: 'd' }, { x }, { now: 0, zone: 'UTC' });
  const words = result.warnings.map(({ message, expression }) => `${expression ?? ''}: ${message}`);
  return { values: result.value as readonly FeelValue[], words };
}

describe('a table with many rules', () => {
  it('answers what the same rules answer in small tables, in the same words', async () => {
    // given
    const whole = await compile(0, rules);
    const parts = await Promise.all(
      Array.from({ length: rules / 9 }, (_, part) => compile(part * 9, part * 9 + 9)),
    );
    const numbers = Array.from({ length: 28 }, (_, index) => index * 2 - 5);
    const inputs: FeelValue[] = [...numbers, 0.5, 40.25, 't3', 't', 't42', '', null, true, [3]];

    for (const x of inputs) {
      // when
      const large = decide(whole, x);
      const small = parts.map((part) => decide(part, x));

      // then
      expect(large.values).toEqual(small.flatMap(({ values }) => values));
      const spoken = new Set(small.flatMap(({ words }) => words));
      expect(large.words.filter((word) => !spoken.has(word))).toEqual([]);
    }
  });
});
