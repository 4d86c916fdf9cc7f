import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createHeadlessDesk, type HeadlessDesk } from '../../support/headless-command.js';
import { buildProcess } from '../../support/process-builder.js';

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

const model = buildProcess('main', (scope) =>
  scope.start('begin').user('work').end('done').flow('begin', 'work', 'done'),
);

async function errorOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { exitCode, document, text } = await desk.perform('run', ...args);
  expect(exitCode).toBe(2);
  expect(Object.keys(document)).toEqual(['formatVersion', 'command', 'error']);
  expect(text).not.toMatch(/\n\s+at /);
  return document.error ?? {};
}

describe('lemniscate run with bad files', () => {
  it.each([
    ['that do not exist', (): string => 'nowhere.bpmn'],
    ['that are folders', (): string => dirname(desk.write('x', ''))],
    ['that hold bytes which are no text', () => desk.write('x', Buffer.from([0x3c, 0xc3, 0x28]))],
    ['that hold zeros', () => desk.write('x', '<a>\0</a>')],
    ['with an impossible name', (): string => 'a\0b'],
    ['with an endless name', (): string => 'a'.repeat(5000)],
    ['in an encoding nobody knows', () => desk.write('x', '<?xml encoding="klingon"?><a/>')],
  ])('refuses files %s', async (_, file) => {
    const error = await errorOf(file());

    expect(error).toMatchObject({ code: 'fileUnreadable' });
    expect(error['message']).toMatch(/^Expected a (text )?file/);
  });

  it.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['JSON', '{"a": 1}'],
    ['another document', '<html/>'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['depth without end', '<a>'.repeat(5000)],
  ])('refuses a model that is %s', async (_, content) => {
    const file = desk.write('a.bpmn', content);

    const error = await errorOf(file);

    expect(error).toMatchObject({ code: 'modelUnreadable', file });
  });

  it('reads what another encoding declares', async () => {
    const named = model
      .replace('id="work"', 'id="work" name="Müll"')
      .replace('UTF-8', 'ISO-8859-1');
    const file = desk.write('a.bpmn', Buffer.from(named, 'latin1'));

    const { document } = await desk.perform('run', file);

    expect(document['openTasks']).toMatchObject([{ name: 'Müll' }]);
  });

  it('reads the quotation marks and dashes of windows-1252', async () => {
    const named = model
      .replace('id="work"', 'id="work" name="A \u0096 \u0093B\u0094 \u0080"')
      .replace('UTF-8', 'windows-1252');
    const file = desk.write('a.bpmn', Buffer.from(named, 'latin1'));

    const { document } = await desk.perform('run', file);

    expect(document['openTasks']).toMatchObject([{ name: 'A – “B” €' }]);
  });

  it('tells all problems of models that cannot be deployed', async () => {
    const broken = buildProcess('main', (scope) =>
      scope
        .start('begin')
        .element('callActivity', 'one')
        .element('callActivity', 'two')
        .end('done')
        .flow('begin', 'one', 'two', 'done'),
    );
    const file = desk.write('a.bpmn', broken);

    const error = await errorOf(file);

    expect(error).toMatchObject({
      code: 'modelRefused',
      problems: [
        { file, elementId: 'one', severity: 'error' },
        { file, elementId: 'two', severity: 'error' },
      ],
    });
  });
});

describe('lemniscate run with bad arguments', () => {
  it.each([
    ['--until', 'tomorrow'],
    ['--jobs', 'some'],
    ['--now', 'noon'],
    ['--now', '2026-02-30T00:00:00Z'],
    ['--zone', 'Mars/Olympus'],
    ['--max-inputs', '-1'],
    ['--max-inputs', '1e9'],
    ['--start-event', 'work'],
    ['--nonsense', '1'],
    ['--trace=yes', ''],
    ['--variables', ''],
  ])('refuses %s %s', async (option, value) => {
    const file = desk.write('a.bpmn', model);

    const error = await errorOf(file, option, value);

    expect(['argumentInvalid', 'fileUnreadable']).toContain(error['code']);
  });

  it.each([
    ['{"a":1', 1, 7],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
    ['{"a":\n  01}', 2, 4],
    ['{"a": "b\nc"}', 1, 7],
    ['{"a": 1e999}', 1, 7],
    ['{} {}', 1, 4],
    [`{"a":${'['.repeat(200)}`, 1, 105],
  ])('tells where JSON is wrong: %s', async (json, line, column) => {
    const file = desk.write('a.bpmn', model);

    const error = await errorOf(file, '--variables', json);

    expect(error).toMatchObject({ code: 'jsonInvalid', argument: 'variables', line, column });
  });

  it('refuses variables that are no object', async () => {
    const file = desk.write('a.bpmn', model);
    const list = desk.write('v.json', [1, 2]);

    const error = await errorOf(file, '--variables', list);

    expect(error).toMatchObject({ code: 'variablesInvalid', file: list });
  });

  it('refuses a list in place of variables', async () => {
    const file = desk.write('a.bpmn', model);

    const error = await errorOf(file, '--variables', ' [1]');

    expect(error).toMatchObject({ code: 'variablesInvalid', argument: 'variables' });
  });

  it('takes variables with any name', async () => {
    const file = desk.write('a.bpmn', model);
    const json = '{"__proto__": {"a": 1}, "constructor": 2, "": 3}';

    const { document, text } = await desk.perform('run', file, '--variables', json);

    expect(document['status']).toBe('open');
    expect(text).toContain('"__proto__":{"a":1},"constructor":2,"":3');
  });

  it.each([
    ['no list', { do: 'cancel' }, undefined],
    ['a step that is no object', ['cancel'], 0],
    ['an unknown verb', [{ do: 'cancel' }, { do: 'explode' }], 1],
    ['the name of a verb of all objects', [{ do: 'constructor' }], 0],
    ['a field too many', [{ do: 'cancel', element: 'work' }], 0],
    ['a field missing', [{ do: 'message' }], 0],
    ['two ways to name a task', [{ do: 'completeTask', element: 'work', id: '1' }], 0],
    ['no way to name a task', [{ do: 'completeTask' }], 0],
    ['variables that are a list', [{ do: 'completeTask', element: 'work', variables: [] }], 0],
    ['a position of 0', [{ do: 'completeTask', element: 'work', nth: 0 }], 0],
    ['a wrong duration', [{ do: 'advance', duration: 'an hour' }], 0],
    ['an element of no model', [{ do: 'cancel' }, { do: 'retry', element: 'wrok' }], 1],
  ])('refuses a script with %s', async (_, content, step) => {
    const file = desk.write('a.bpmn', model);
    const script = desk.write('s.json', content);

    const error = await errorOf(file, '--script', script);

    expect(error['code']).toBe('scriptInvalid');
    expect(error['step']).toBe(step);
  });

  it('tells all wrong steps of a script at once', async () => {
    const file = desk.write('a.bpmn', model);
    const script = desk.write('s.json', [{ do: 'explode' }, { do: 'cancel' }, { do: 'message' }]);

    const error = await errorOf(file, '--script', script);

    expect(error['mistakes']).toEqual([
      { step: 0, message: expect.stringContaining("'do' as one of") as unknown },
      { step: 2, message: expect.stringContaining("'name' with message") as unknown },
    ]);
  });

  it.each([
    [
      'a duration beyond the calendar',
      { do: 'advance', duration: 'P999999999Y' },
      'instantInvalid',
    ],
    ['an instant that is past', { do: 'advance', until: '1999-01-01T00:00:00Z' }, 'instantPast'],
    ['no timer', { do: 'advance', to: 'nextTimer' }, 'unknownTimer'],
    ['an unknown instance', { do: 'cancel', instance: 'main/x' }, 'unknownInstance'],
    ['an unknown process', { do: 'start', process: 'x' }, 'unknownProcess'],
  ])('refuses a step with %s and goes on', async (_, step, code) => {
    const file = desk.write('a.bpmn', model);
    const script = desk.write('s.json', [step]);

    const { exitCode, document } = await desk.perform('run', file, '--script', script);

    expect(exitCode).toBe(0);
    expect(document.refusals).toMatchObject([{ step: 0, code }]);
  });

  it.each([
    ['no object', '[1]', 'the form'],
    ['hours that are no list', '[{"id":"a","name":"A","version":"1","zone":"UTC"}]', 'hours'],
  ])('refuses calendars with %s', async (_, content, field) => {
    const file = desk.write('a.bpmn', model);
    mkdirSync(join(dirname(file), 'calendars'));
    const calendars = desk.write('calendars/c.json', content);

    const error = await errorOf(file, '--calendars', calendars);

    expect(error).toMatchObject({ code: 'calendarsInvalid', file: calendars });
    expect(error['message']).toContain(field);
  });
});
