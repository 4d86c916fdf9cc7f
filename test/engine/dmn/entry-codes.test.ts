import type { BoxedCode, BoxedScope } from '../../../engine/dmn/boxed/boxed-code.js';
import { DecisionRun, type Place } from '../../../engine/dmn/decision-run.js';
import type { FeelText } from '../../../engine/dmn/model/boxed-expression.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';
import { createEntryCompiler } from '../../../engine/dmn/tables/entry-codes.js';
import { TypeCodes } from '../../../engine/dmn/type-code.js';
import type { Cell } from '../../../engine/expressions/compile/code.js';
import { formatBriefly } from '../../../engine/expressions/format-value.js';
import type { FeelValue } from '../../../engine/expressions/index.js';

const scope: BoxedScope = {
  owner: { id: 'd', name: 'D' },
  types: new TypeCodes({}),
  locals: null,
};

/** The texts as a table holds them. */
async function entriesOf(texts: readonly string[]): Promise<readonly FeelText[]> {
  const rules = texts.map(
    (text) =>
      `<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>${text}</text></outputEntry></rule>`,
  );
  const { model } = await compileDmn(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n"><decision id="d" name="D"><variable name="D"/><decisionTable><input><inputExpression><text>1</text></inputExpression></input><output id="o"/>${rules.join('')}</decisionTable></decision></definitions>`,
  );
  const logic = model?.decisions[0]?.logic;
  if (logic?.type !== 'table') throw new TypeError('no table');
  return logic.rules.flatMap(({ outputs }) => outputs.filter((output) => output !== null));
}

/** Tells which codes are shared, and what they get as hidden variables, the last one first. */
class WatchedRun extends DecisionRun {
  readonly shared: BoxedCode[] = [];
  readonly told: string[] = [];

  override tentatively(code: BoxedCode, cells: Cell | null, place: Place): FeelValue | undefined {
    if (!this.shared.includes(code)) this.shared.push(code);
    const literals: string[] = [];
    for (let cell = cells; cell !== null; cell = cell.outer)
      literals.push(formatBriefly(cell.value));
    this.told.push(`${this.shared.indexOf(code)} ${place.elementId} ${literals.join(' ')}`);
    const value = super.tentatively(code, cells, place);
    if (value === undefined) this.told.push('again in its own words');
    return value;
  }
}

async function evaluate(rules: number, texts: readonly string[]) {
  const compile = createEntryCompiler(rules, scope, 't');
  const run = new WatchedRun({ now: 0, zone: 'UTC' });
  const values = (await entriesOf(texts)).map((entry) => compile(entry)(run, null));
  return { told: run.told, values, warnings: run.found };
}

const many = 64;
const sumOf = (count: number) => Array.from({ length: count }, () => '1').join(' + ');

describe('the entries of a large table', () => {
  it('share a code if they differ in numbers, texts and spaces only', async () => {
    const { told, values } = await evaluate(many, ['1 + 2', '30  +  4', '1 - 2', '"a" + "b"']);

    expect(told).toEqual(['0 t 2 1', '0 t 4 30', '1 t 2 1', '0 t "b" "a"']);
    expect(values).toEqual([3, 34, -1, 'ab']);
  });

  it('tell what goes wrong in their own words', async () => {
    const { told, values, warnings } = await evaluate(many, ['1 - 1', '2 - "b"']);

    expect(told).toEqual(['0 t 1 1', '0 t "b" 2', 'again in its own words']);
    expect(values).toEqual([0, null]);
    expect(warnings).toMatchObject([
      { expression: '2 - "b"', message: expect.stringContaining('2 and "b"') as unknown },
    ]);
  });

  it.each([
    ['nothing to share by', 'true'],
    ['a function', 'function(a) a + 1'],
    ['too much to share by', sumOf(9)],
  ])('have codes of their own if there is %s', async (_what, text) => {
    const { told, values } = await evaluate(many, [text]);

    expect(told).toEqual([]);
    expect(values[0]).not.toBeNull();
  });

  it('share a code by up to eight of them', async () => {
    const { told, values } = await evaluate(many, [sumOf(8)]);

    expect(told).toEqual(['0 t 1 1 1 1 1 1 1 1']);
    expect(values).toEqual([8]);
  });

  it('have codes of their own in a table of fewer than 64 rules', async () => {
    const { told, values } = await evaluate(many - 1, ['1 + 2', '3 + 4']);

    expect(told).toEqual([]);
    expect(values).toEqual([3, 7]);
  });

  it('tell what cannot be read', async () => {
    const { told, warnings } = await evaluate(many, ['1 +']);

    expect(told).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'unreadableExpression' }]);
  });
});
