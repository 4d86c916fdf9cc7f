import { compileDmn } from '../../../engine/dmn/parser/index.js';
import { buildIntervalTree } from '../../../engine/dmn/tables/interval-tree.js';
import { buildRuleIndex } from '../../../engine/dmn/tables/rule-index.js';
import type { FeelValue } from '../../../engine/expressions/index.js';

/** The index of a table with these tests, one list for each rule. */
async function indexOf(rules: readonly (readonly string[])[]) {
  const columns = (rules[0] ?? []).map(
    (_test, column) =>
      `<input id="i${column}"><inputExpression><text>x</text></inputExpression></input>`,
  );
  const rows = rules.map((tests) => {
    const entries = tests.map(
      (test) => `<inputEntry><text>${test.replaceAll('<', '&lt;')}</text></inputEntry>`,
    );
    return `<rule>${entries.join('')}<outputEntry><text>1</text></outputEntry></rule>`;
  });
  const { model } = await compileDmn(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n"><inputData id="x" name="x"/><decision id="d" name="D"><variable name="D"/><informationRequirement><requiredInput href="#x"/></informationRequirement><decisionTable>${columns.join('')}<output id="o"/>${rows.join('')}</decisionTable></decision></definitions>`,
  );
  const logic = model?.decisions[0]?.logic;
  if (logic?.type !== 'table') throw new TypeError('no table');
  return buildRuleIndex(logic);
}

const numbers = Array.from({ length: 24 }, (_item, index) => index);

/** What is asked, and the rules that are left to look at. */
type Questions = readonly (readonly [FeelValue, readonly number[] | undefined])[];

describe('the index of the rules of a table', () => {
  it.each<[string, readonly string[], Questions]>([
    [
      'numbers',
      numbers.map(String),
      [
        [3, [3]],
        [23, [23]],
        [24, []],
        ['3', []],
        [true, undefined],
        [null, undefined],
      ],
    ],
    [
      'texts',
      numbers.map((number) => `"t${number}"`),
      [
        ['t3', [3]],
        ['t', []],
        [3, []],
        [[3], undefined],
      ],
    ],
    [
      'two values each',
      numbers.map((number) => `${number}, ${number + 1}`),
      [
        [0, [0]],
        [3, [2, 3]],
        [24, [23]],
      ],
    ],
    ['the same value twice', numbers.map((number) => `${number}, ${number}`), [[3, [3]]]],
    [
      'equalities',
      numbers.map((number) => `= ${number}`),
      [
        [3, [3]],
        [3.5, []],
      ],
    ],
    [
      'ranges',
      numbers.map((number) => `[${number * 10}..${number * 10 + 5}]`),
      [
        [30, [3]],
        [35, [3]],
        [36, []],
        [33.3, [3]],
        [-1, []],
        ['a', []],
      ],
    ],
    [
      'ranges without their ends',
      numbers.map((number) => `(${number * 10}..${number * 10 + 5})`),
      [
        [31, [3]],
        [36, []],
        [29, []],
      ],
    ],
    [
      'a few lower bounds',
      numbers.map((number) => (number < 4 ? `> ${number}` : `${100 + number}`)),
      [
        [2.5, [0, 1, 2]],
        [104, [0, 1, 2, 3, 4]],
        [-1, []],
      ],
    ],
    [
      'a few upper bounds',
      numbers.map((number) => (number < 4 ? `<= ${number}` : `${100 + number}`)),
      [
        [2.5, [3]],
        [104, [4]],
        [-1, [0, 1, 2, 3]],
      ],
    ],
    [
      'a few lower bounds that are included',
      numbers.map((number) => (number < 4 ? `>= ${number}` : `${100 + number}`)),
      [
        [2, [0, 1, 2]],
        [1.5, [0, 1]],
      ],
    ],
    [
      'a few upper bounds that are not included',
      numbers.map((number) => (number < 4 ? `< ${number}` : `${100 + number}`)),
      [
        [2.5, [3]],
        [104, [4]],
      ],
    ],
    [
      'some in ranges that compute an end',
      numbers.map((number) => (number < 3 ? '[5..x]' : `${number}`)),
      [[4, [0, 1, 2, 4]]],
    ],
    [
      'some in ranges that compute a start',
      numbers.map((number) => (number < 3 ? '[x..5]' : `${number}`)),
      [[7, [0, 1, 2, 7]]],
    ],
    [
      'some that tell nothing',
      numbers.map((number) => (number < 3 ? '-' : `${number}`)),
      [
        [7, [0, 1, 2, 7]],
        ['x', [0, 1, 2]],
      ],
    ],
    [
      'some that are negated',
      numbers.map((number) => (number < 3 ? `not(${number})` : `${number}`)),
      [[7, [0, 1, 2, 7]]],
    ],
    [
      'some that compute',
      numbers.map((number) => (number < 3 ? `? = ${number}` : `${number}`)),
      [[7, [0, 1, 2, 7]]],
    ],
    [
      'some unequal to a value',
      numbers.map((number) => (number < 3 ? `!= ${number}` : `${number}`)),
      [
        [7, [0, 1, 2, 7]],
        [0, [0, 1, 2]],
      ],
    ],
    [
      'some in ranges of texts',
      numbers.map((number) => (number < 3 ? '["a".."c"]' : `${number}`)),
      [
        [7, [0, 1, 2, 7]],
        ['b', [0, 1, 2]],
      ],
    ],
  ])('leaves the rules that may fire: %s', async (_name, tests, questions) => {
    // when
    const index = await indexOf(tests.map((test) => [test]));

    // then
    expect(questions.map(([value]) => [value, index?.([value])])).toEqual(questions);
  });

  it('is that of the column which leaves the fewest rules', async () => {
    const rules = numbers.map((number) => [`"${number % 3}"`, `${number % 12}`, '-']);
    expect((await indexOf(rules))?.(['1', 5, null])).toEqual([5, 17]);
    const turned = numbers.map((number) => [`${number % 12}`, '-', `"${number % 3}"`]);
    expect((await indexOf(turned))?.([5, null, '1'])).toEqual([5, 17]);
  });

  it('is none where it leaves too many rules, or the table is small', async () => {
    expect(await indexOf(numbers.map(() => ['-']))).toBeUndefined();
    expect(await indexOf(numbers.map((number) => [`"${number % 3}"`]))).toBeUndefined();
    expect(await indexOf(numbers.map((number) => [`> ${number}`]))).toBeUndefined();
    expect(await indexOf(numbers.slice(0, 11).map((number) => [String(number)]))).toBeUndefined();
    expect(await indexOf(numbers.slice(0, 12).map((number) => [String(number)]))).toBeDefined();
  });
});

describe('a tree of intervals', () => {
  const ends = [undefined, 0, 1, 2, 3, 4];
  const intervals = ends.flatMap((start, one) =>
    ends.map((end, other) => ({ start, end, rule: one * ends.length + other })),
  );

  // 36 of them, in steps that come by each once.
  const shuffled = intervals.flatMap((_one, index) => intervals[(index * 7) % 36] ?? []);

  it.each([-1, 0, 0.5, 1, 2, 2.5, 3, 4, 5])('names those that hold %d, each once', (value) => {
    // given
    const holds = ({ start = -Infinity, end = Infinity }) => start <= value && value <= end;

    // when
    const found: number[] = [];
    buildIntervalTree(shuffled).visit(value, (rule) => found.push(rule));

    // then
    const expected = intervals.filter(holds).map(({ rule }) => rule);
    expect(found.sort((a, b) => a - b)).toEqual(expected);
  });

  it('knows how many there are, and how many hold a value about the average', () => {
    const apart = Array.from({ length: 100 }, (_item, rule) => ({
      start: rule,
      end: rule + 0.5,
      rule,
    }));
    expect(buildIntervalTree(apart)).toMatchObject({ size: 100, typicalHits: 1 });
    const alike = apart.map(({ rule }) => ({ start: 1, end: 2, rule }));
    expect(buildIntervalTree(alike)).toMatchObject({ size: 100, typicalHits: 100 });
    const open = apart.map(({ rule }) => ({ start: undefined, end: undefined, rule }));
    expect(buildIntervalTree(open)).toMatchObject({ size: 100, typicalHits: 100 });
    const upper = apart.slice(0, 4).map(({ rule }) => ({ start: undefined, end: rule, rule }));
    expect(buildIntervalTree(upper)).toMatchObject({ size: 4, typicalHits: 2.5 });
    expect(buildIntervalTree([])).toMatchObject({ size: 0, typicalHits: 0 });
  });
});
