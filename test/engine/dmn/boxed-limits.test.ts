import { heightOf } from '../../../engine/dmn/boxed/boxed-code.js';
import { evaluateDecision } from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';

const text = (feel: string) => `<literalExpression><text>${feel}</text></literalExpression>`;
const list = (...items: readonly string[]) => `<list>${items.join('')}</list>`;
const times = (count: number, part: string) => Array.from({ length: count }, () => part).join('');

async function modelOf(logic: string) {
  const { model } = await compileDmn(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n"><decision id="d" name="D"><variable name="D"/>${logic}</decision></definitions>`,
  );
  if (model === undefined) throw new TypeError('no model');
  return model;
}

async function logicOf(logic: string) {
  const [decision] = (await modelOf(logic)).decisions;
  if (decision?.logic === undefined) throw new TypeError('no logic');
  return decision.logic;
}

/** The least fuel with which the expression can be evaluated. */
async function costOf(logic: string): Promise<number> {
  const model = await modelOf(logic);
  const isEnough = (fuel: number) =>
    evaluateDecision(model, { decision: 'd' }, {}, { now: 0, zone: 'UTC', fuel }).failure ===
    undefined;
  let [low, high] = [0, 1_000];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

describe('how deep a boxed expression nests', () => {
  it('is told by the tree of a text, which may be none', async () => {
    const heights = ['1', '1 + 2', '1 + 2 * 3', '(1 + 2) * (3 + 4 * 5)', ''].map(async (feel) =>
      heightOf(await logicOf(text(feel))),
    );
    expect(await Promise.all(heights)).toEqual([3, 4, 5, 6, 2]);
  });

  it('grows with every box around', async () => {
    const boxes = [list(text('1')), list(list(text('1'))), list(list(list(text('1'))))];
    const heights = await Promise.all(boxes.map(async (box) => heightOf(await logicOf(box))));
    expect(heights).toEqual([3, 4, 5]);
    const beside = list(list(text('1')), text('1'));
    expect(heightOf(await logicOf(beside))).toBe(heights[1]);
  });

  it('is one if it cannot be read', () => {
    expect(heightOf({ type: 'unreadable', elementId: 'd', fault: 'Expected a box' })).toBe(1);
  });
});

describe('what a boxed expression costs', () => {
  const entry = `<contextEntry><variable name="a"/>${text('1')}</contextEntry>`;
  const row = (columns: number) => `<row>${times(columns, text('1'))}</row>`;
  const relation = (columns: number, rows: number) =>
    `<relation>${times(columns, '<column name="a"/>')}${times(rows, row(columns))}</relation>`;
  const table = (inputs: number) =>
    `<decisionTable>${times(inputs, '<input><inputExpression><text>1</text></inputExpression></input>')}<output id="o"/><rule>${times(inputs, '<inputEntry><text>-</text></inputEntry>')}<outputEntry><text>1</text></outputEntry></rule></decisionTable>`;
  const call = (count: number) =>
    `<context><contextEntry><variable name="f"/><functionDefinition>${times(count, '<formalParameter name="p"/>')}${text('1')}</functionDefinition></contextEntry><contextEntry>${text(`f(${Array.from({ length: count }, () => '1').join()})`)}</contextEntry></context>`;

  it.each([
    ['list', (size: number) => list(times(size, text('1'))), 1],
    ['context', (size: number) => `<context>${times(size, entry)}</context>`, 1],
    ['relation, by columns', (size: number) => relation(size, 3), 3],
    ['relation, by rows', (size: number) => relation(3, size), 3],
    ['table', table, 1],
    ['call, which binds what it is given', call, 2],
  ])('grows with every part of a %s', async (_what, logic, each) => {
    const [one = 0, two = 0, twelve = 0] = await Promise.all(
      [1, 2, 12].map((size) => costOf(logic(size))),
    );
    expect([two - one, twelve - two]).toEqual([each, 10 * each]);
  });
});
