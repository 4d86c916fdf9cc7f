import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createHeadlessDesk, type HeadlessDesk } from '../../support/headless-command.js';

const models = join(__dirname, '../../foreign/models');

describe('convert', () => {
  let desk: HeadlessDesk;
  let folder: string;
  beforeEach(() => {
    desk = createHeadlessDesk();
    folder = dirname(desk.write('here', ''));
  });
  afterEach(() => {
    desk.clear();
  });

  it('imports a folder and tells what became of what', async () => {
    // given
    const target = join(folder, 'out');

    // when
    const { exitCode, document } = await desk.perform('convert', join(models, 'activiti'), target);

    // then
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      formatVersion: 1,
      command: 'convert',
      deployable: true,
      files: [
        { file: 'leave-approval.bpmn', tool: 'Activiti', processes: ['oncallSwap'] },
        { file: 'virus-alert.bpmn', layout: 'made' },
      ],
    });
    expect(document['entries']).toContainEqual({
      file: 'leave-approval.bpmn',
      elementId: 'ask',
      elementName: 'Accept swap',
      what: 'activiti:assignee',
      fate: 'mapped',
      message: 'Becomes assignee of the assignment: =partner.',
      line: 10,
    });
    expect(readdirSync(target).sort()).toEqual([
      'leave-approval.bpmn',
      'oncallSwap-ask.form',
      'oncallSwap-start.form',
      'virus-alert.bpmn',
    ]);
    const linted = await desk.perform('lint', join(target, 'virus-alert.bpmn'));
    expect(linted.exitCode).toBe(0);
  });

  it('fails if something blocks deployment, and still writes what it made', async () => {
    // given
    const target = join(folder, 'made.bpmn');

    // when
    const { exitCode, document } = await desk.perform(
      'convert',
      join(models, 'flowable/maintenance-window.bpmn'),
      target,
    );

    // then
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ deployable: false, written: [target] });
    const linted = await desk.perform('lint', target);
    expect(linted.document.problems.map(({ rule }) => rule)).toContain('importUnsettled');
  });

  it('gives a model back to its tool', async () => {
    // given
    const original = join(models, 'camunda-7/change-approval.bpmn');
    await desk.perform('convert', original, join(folder, 'made.bpmn'));

    // when
    const { exitCode, document } = await desk.perform(
      'convert',
      '--export',
      join(folder, 'made.bpmn'),
      join(folder, 'back.bpmn'),
    );

    // then
    expect(exitCode).toBe(0);
    expect(document['entries']).toContainEqual(
      expect.objectContaining({ property: 'conditionExpression', outcome: 'given back' }),
    );
    const back = readFileSync(join(folder, 'back.bpmn'), 'utf8');
    for (const line of readFileSync(original, 'utf8').split('\n').slice(2)) {
      expect(back).toContain(line);
    }
  });

  it.each([
    ['broken XML', 'a.bpmn', '<definitions>\n<process></definitions>', 'xmlMalformed', 2],
    ['entities', 'a.bpmn', '<!DOCTYPE x>', 'xmlDeclarationForbidden', 1],
    ['a broken form', 'a.form', '{', 'formUnreadable', undefined],
  ])('refuses %s by name and line and writes nothing', async (_, name, text, rule, line) => {
    // given
    const file = desk.write(name, text);

    // when
    const { exitCode, document } = await desk.perform('convert', file, join(folder, 'out'));

    // then
    expect(exitCode).toBe(2);
    expect(document.error).toMatchObject({
      code: 'modelUnreadable',
      file: name,
      rule,
      ...(line === undefined ? {} : { line }),
    });
    expect(readdirSync(folder)).not.toContain('out');
  });

  it('refuses files that it cannot read, names that meet, and a missing target', async () => {
    // given
    mkdirSync(join(folder, 'empty'));
    const known = join(models, 'activiti/virus-alert.bpmn');
    const binary = desk.write('b.bpmn', Buffer.from([60, 0, 1, 2]));
    const target = join(folder, 'out');

    // when
    const attempts = [
      [join(folder, 'absent.bpmn'), target],
      [join(folder, 'empty'), target],
      [binary, target],
      [known, known, target],
      [known],
      [known, join(folder, 'here', 'x.bpmn')],
    ];
    const codes = [];
    for (const args of attempts) {
      const { exitCode, document } = await desk.perform('convert', ...args);
      codes.push([exitCode, document.error?.['code']]);
    }

    // then
    expect(codes).toEqual([
      [2, 'fileUnreadable'],
      [2, 'fileUnreadable'],
      [2, 'fileUnreadable'],
      [2, 'argumentInvalid'],
      [2, 'argumentInvalid'],
      [2, 'fileUnwritable'],
    ]);
  });
});
