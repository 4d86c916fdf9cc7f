import { createHeadlessDesk, type HeadlessDesk, pluck } from '../../support/headless-command.js';
import { buildProcess } from '../../support/process-builder.js';

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

const model = (id: string, join: 'parallel' | 'exclusive') =>
  buildProcess(id, (p) =>
    p[join]('join', { name: 'Both done' })
      .start('s')
      .exclusive('x', { default: 'x-to-b' })
      .user('a')
      .user('b')
      .end('e')
      .flow('s', 'x', 'b', 'join', 'e')
      .flowIf('x', 'a', { condition: '=choice' })
      .flow('a', 'join'),
  );

describe('lemniscate verify', () => {
  it('tells a verdict for every process, and how what is wrong comes about', async () => {
    // given
    const good = desk.write('good.bpmn', model('good', 'exclusive'));
    const bad = desk.write('bad.bpmn', model('bad', 'parallel'));

    // when
    const { exitCode, document } = await desk.perform('verify', good, bad);

    // then
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({
      formatVersion: 1,
      command: 'verify',
      processes: [
        { file: good, processId: 'good', verdict: 'sound', findings: [] },
        {
          file: bad,
          processId: 'bad',
          verdict: 'unsound',
          findings: [
            {
              kind: 'deadlock',
              variant: 'joins',
              scopeId: 'bad',
              elements: [
                { elementId: 'join', name: 'Both done', line: expect.any(Number) as number },
              ],
              counterexample: [
                { do: 'start', startEvent: 's' },
                { do: 'choose', element: 'x', flows: ['x-to-a'] },
                { do: 'completeTask', element: 'a' },
              ],
            },
            { kind: 'deadElement', elements: [{ elementId: 'e' }] },
          ],
        },
      ],
      warnings: [],
    });
  });

  it('warns when the states were not enough for a verdict', async () => {
    const file = desk.write('good.bpmn', model('good', 'exclusive'));
    const { exitCode, document } = await desk.perform('verify', file, '--max-states', '1');
    expect(exitCode).toBe(0);
    expect(pluck(document['processes'], 'verdict')).toEqual(['undecided']);
    expect(document['warnings']).toMatchObject([{ file, processId: 'good', code: 'undecided' }]);
  });

  it('refuses a model that cannot be deployed, and a limit that is none', async () => {
    // given
    const file = desk.write('bad.bpmn', model('bad', 'parallel').replace('"a"', '"missing"'));
    const good = desk.write('good.bpmn', model('good', 'exclusive'));

    // then
    expect(await desk.perform('verify', file)).toMatchObject({
      exitCode: 2,
      document: { error: { code: 'modelRefused', file } },
    });
    expect(await desk.perform('verify', good, '--max-states', 'many')).toMatchObject({
      exitCode: 2,
      document: { error: { code: 'argumentInvalid' } },
    });
  });

  it('gives its findings to lint as warnings', async () => {
    const file = desk.write('bad.bpmn', model('bad', 'parallel'));
    const { exitCode, document } = await desk.perform('lint', file);
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      deployable: true,
      files: [{ errors: 0, warnings: 2 }],
      problems: [
        {
          elementId: 'join',
          rule: 'deadlock',
          severity: 'warning',
          line: expect.any(Number) as number,
        },
        { elementId: 'e', rule: 'deadElement', severity: 'warning' },
      ],
    });
  });
});
