import { runHeadless } from '../../../server/cli/headless/headless.js';
import { createHeadlessDesk, pluck, type HeadlessDesk } from '../../support/headless-command.js';
import { buildProcess } from '../../support/process-builder.js';

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

const sound = buildProcess('main', (scope) =>
  scope
    .start('begin')
    .service('work', { job: { type: 'work' } })
    .end('done')
    .flow('begin', 'work', 'done'),
);

const broken = `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <process id="broken" isExecutable="true">
    <startEvent id="begin" />
    <!-- <callActivity id="charge" /> -->
    <callActivity
      name="Charge the card" id="charge" />
    <exclusiveGateway id="choice" />
    <sequenceFlow id="f1" sourceRef="begin" targetRef="charge" />
    <sequenceFlow id="f2" sourceRef="charge" targetRef="choice" />
    <sequenceFlow id="f3" sourceRef="choice" targetRef="nowhere" />
  </process>
</definitions>`;

describe('lemniscate lint', () => {
  it('refuses a start event whose time needs variables, and none whose times are over', async () => {
    // given
    const build = (id: string, cycle: string) =>
      buildProcess(id, (scope) =>
        scope.start('begin').task('work').end('done').flow('begin', 'work', 'done'),
      ).replace(
        /<bpmn:startEvent id="begin" ?\/>/,
        `<bpmn:startEvent id="begin"><bpmn:timerEventDefinition><bpmn:timeCycle>${cycle}</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>`,
      );
    const unknown = desk.write('unknown.bpmn', build('unknown', 'rhythm'));
    const over = desk.write('over.bpmn', build('over', 'R2/2020-01-01T00:00:00/P1D'));

    // when
    const { exitCode, document } = await desk.perform('lint', unknown, over);

    // then
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({
      problems: [
        {
          file: unknown,
          elementId: 'begin',
          rule: 'startTriggerUnknown',
          severity: 'error',
          message:
            "Expected to know the timer that begins 'begin' without variables but got: Expected a declared name but 'rhythm' is unknown in 'rhythm'",
          params: { kind: 'timer' },
        },
      ],
    });
  });

  it('finds nothing in a sound model', async () => {
    const file = desk.write('a.bpmn', sound);

    const { exitCode, document } = await desk.perform('lint', file);

    expect(exitCode).toBe(0);
    expect(document).toEqual({
      formatVersion: 1,
      command: 'lint',
      deployable: true,
      files: [{ file, processes: ['main'], errors: 0, warnings: 0 }],
      problems: [],
    });
  });

  it('tells every problem with file, line, element, name, rule and severity', async () => {
    const files = [desk.write('a.bpmn', broken), desk.write('b.bpmn', sound)];

    const { exitCode, document } = await desk.perform('lint', ...files);

    expect(exitCode).toBe(1);
    expect(document['deployable']).toBe(false);
    expect(document.problems).toContainEqual(
      expect.objectContaining({
        file: files[0],
        line: 6,
        elementId: 'charge',
        elementName: 'Charge the card',
        rule: 'calledElementMissing',
        severity: 'error',
      }),
    );
    expect(document.problems.length).toBeGreaterThan(1);
    expect(document.problems.find(({ elementId }) => elementId === 'f3')).toMatchObject({
      line: 11,
    });
  });

  it('warns of a message that begins processes of several files', async () => {
    const begun = (id: string) =>
      buildProcess(id, (scope) =>
        scope
          .start('begin', { message: { name: 'order' } })
          .end('done')
          .flow('begin', 'done'),
      );
    const files = [desk.write('a.bpmn', begun('first')), desk.write('b.bpmn', begun('second'))];

    const { exitCode, document } = await desk.perform('lint', ...files);

    expect(exitCode).toBe(0);
    expect(document.problems).toMatchObject([
      { severity: 'warning', rule: 'messageStartShared' },
      { severity: 'warning', rule: 'messageStartShared' },
    ]);
  });

  it('lets warnings pass', async () => {
    const dead =
      '<bpmn:task id="one" /><bpmn:sequenceFlow id="loop" sourceRef="one" targetRef="one" />';
    const file = desk.write('a.bpmn', sound.replace('</bpmn:process>', `${dead}</bpmn:process>`));

    const { exitCode, document } = await desk.perform('lint', file);

    expect(exitCode).toBe(0);
    expect(pluck(document.problems, 'severity')).toEqual(['warning']);
  });

  it('gives one error for a file that is no BPMN, and for no file at all', async () => {
    const text = desk.write('a.txt', 'This is a letter.');

    const letter = await desk.perform('lint', text);
    const nothing = await desk.perform('lint');

    expect(letter.exitCode).toBe(2);
    expect(letter.document.error).toMatchObject({ code: 'modelUnreadable', file: text });
    expect(nothing.exitCode).toBe(2);
    expect(nothing.document.error).toMatchObject({ code: 'argumentInvalid' });
  });

  it('explains itself', async () => {
    const { exitCode, text } = await runHeadless('lint', ['--help']);

    expect(exitCode).toBe(0);
    expect(text).toContain('lemniscate lint FILE…');
  });
});
