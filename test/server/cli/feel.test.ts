import { createHeadlessDesk, type HeadlessDesk } from '../../support/headless-command.js';

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

const context = {
  'first-name': 'Ada',
  order: { 'ship to': 'Bonn', due: { '@feel': 'date', value: '2026-11-21' } },
  items: [{ 'unit price': 2 }, { 'unit price': 3 }],
};

describe('lemniscate feel', () => {
  it.each([
    ['1 + 2', 3, 'number'],
    ['first-name', 'Ada', 'string'],
    ['order.ship to', 'Bonn', 'string'],
    ['sum(items.unit price)', 5, 'number'],
    ['items[unit price > 2]', [{ 'unit price': 3 }], 'list<context<unit price: number>>'],
    ['order.due + @"P1D"', { '@feel': 'date', value: '2026-11-22' }, 'date'],
    [
      'now()',
      { '@feel': 'date and time', value: '2026-01-05T10:00:00@Europe/Paris' },
      'date and time',
    ],
    ['[1, "a"]', [1, 'a'], 'list<Any>'],
    ['[[1], []]', [[1], []], 'list<list<Any>>'],
    ['[1, null]', [1, null], 'list<number>'],
    ['null', null, 'Null'],
    [
      '[1..2)',
      { '@feel': 'range', start: 1, end: 2, isStartIncluded: true, isEndIncluded: false },
      'range<number>',
    ],
  ])('evaluates %s to %j of type %s', async (expression, value, type) => {
    // when
    const file = desk.write('context.json', context);
    const zone = ['--zone', 'Europe/Paris'];
    const printed = await desk.perform('feel', expression, '--context', file, ...zone);
    // then
    expect(printed).toMatchObject({
      exitCode: 0,
      document: { formatVersion: 1, command: 'feel', mode: 'strict', value, type, warnings: [] },
    });
  });

  it('tells a mistake with its place and the values that the expression names', async () => {
    // when
    const printed = await desk.perform(
      'feel',
      'a +\n  b',
      '--context',
      '{"a": 1, "b": "x", "c": 2}',
    );
    // then
    expect(printed).toMatchObject({
      exitCode: 1,
      document: { error: { code: 'typeMismatch', line: 1, column: 1, values: { a: 1, b: 'x' } } },
    });
    expect(printed.document.error?.['values']).not.toHaveProperty('c');
  });

  it('goes on with null and warnings in the mode of decisions', async () => {
    // when
    const printed = await desk.perform('feel', '[1,\n nobody]', '--mode', 'dmn');
    // then
    expect(printed).toMatchObject({
      exitCode: 0,
      document: { value: [1, null], warnings: [{ code: 'unknownName', line: 2, column: 2 }] },
    });
  });

  it.each([
    ['< 5, 7', '4', true],
    ['< 5, 7', '6', false],
    ['not("a")', '"b"', true],
    ['? > @"2026-01-01"', '{"@feel": "date", "value": "2026-02-01"}', true],
  ])('tests with %s the input %s: %s', async (expression, input, value) => {
    const printed = await desk.perform('feel', expression, '--unary-tests', '--input', input);
    expect(printed).toMatchObject({ exitCode: 0, document: { value, type: 'boolean' } });
  });

  it('ends what goes on for too long', async () => {
    // when
    const printed = await desk.perform('feel', 'for i in 1..1000000000 return i', '--mode', 'dmn');
    // then
    expect(printed).toMatchObject({ exitCode: 1, document: { error: { code: 'fuelExhausted' } } });
  });

  it('refuses a value that JSON cannot hold', async () => {
    const printed = await desk.perform('feel', '{f: function(x) x}');
    expect(printed).toMatchObject({
      exitCode: 1,
      document: { error: { code: 'valueNotStorable' } },
    });
  });

  it.each([
    [['1 +\n\n *'], 'expressionInvalid'],
    [[''], 'expressionInvalid'],
    [[], 'argumentInvalid'],
    [['1', '2'], 'argumentInvalid'],
    [['1', '--mode', 'lax'], 'argumentInvalid'],
    [['1', '--zone', 'Mars'], 'argumentInvalid'],
    [['1', '--now', 'soon'], 'argumentInvalid'],
    [['1', '--fuel', '-1'], 'argumentInvalid'],
    [['1', '--input', '1'], 'argumentInvalid'],
    [['1', '--unary-tests'], 'argumentInvalid'],
    [['1', '--unary-tests', '--input', '{'], 'jsonInvalid'],
    [['1', '--context', '[1]'], 'contextInvalid'],
    [['1', '--context', '{"a"}'], 'jsonInvalid'],
    [['1', '--context', 'no-such-file.json'], 'fileUnreadable'],
  ])('answers %j with the error %s', async (args, code) => {
    const printed = await desk.perform('feel', ...args);
    expect(printed).toMatchObject({ exitCode: 2, document: { error: { code } } });
  });

  it('tells where a text stops being an expression', async () => {
    const { document } = await desk.perform('feel', '1 +\n\n *');
    expect(document.error).toMatchObject({ line: 3, column: 2 });
  });
});
