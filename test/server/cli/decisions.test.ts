import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createHeadlessDesk, type HeadlessDesk } from '../../support/headless-command.js';

const cases = fileURLToPath(new URL('../../conformance/business-rule-task/', import.meta.url));
const readCase = (file: string): string => readFileSync(`${cases}${file}`, 'utf8');

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

describe('lemniscate with DMN files', () => {
  const variables = ['--variables', JSON.stringify({ kind: 'disk', size: 12 })];

  it('has a process make the decisions of the files beside it', async () => {
    // given
    const model = desk.write('model.bpmn', readCase('decision.bpmn'));
    const rules = desk.write('rules.dmn', readCase('rates.dmn'));

    // when
    const { exitCode, document } = await desk.perform('run', model, rules, ...variables);
    const whole = await desk.perform('run', rules, model, '--trace', ...variables);

    // then
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ status: 'completed', variables: { price: 24 } });
    expect(document['trace']).toContainEqual(
      expect.objectContaining({
        type: 'decisionEvaluated',
        elementId: 'decide',
        decisionId: 'price',
        version: 1,
        value: 24,
        warnings: [],
      }),
    );
    expect(JSON.stringify(whole.document['trace'])).toContain('rate-table-rule-1');
  });

  it('tells what is wrong in them by file, line and element, and that they are called in vain', async () => {
    // given
    const model = desk.write('model.bpmn', readCase('decision.bpmn'));
    const broken = desk.write('broken.dmn', readCase('rates.dmn').replace('Rate * size', 'Rate *'));
    const other = desk.write('other.dmn', readCase('rebates.dmn'));

    // when
    const wrong = await desk.perform('lint', model, broken);
    const missing = await desk.perform('lint', model, other);
    const unknown = await desk.perform('lint', model);
    const refused = await desk.perform('run', model, broken, ...variables);

    // then
    expect([wrong.exitCode, missing.exitCode, unknown.exitCode]).toEqual([1, 1, 0]);
    expect(wrong.document['problems']).toMatchObject([{ file: broken, severity: 'error' }]);
    expect(JSON.stringify(wrong.document['problems'])).toMatch(/"line":\d+/);
    expect(wrong.document['files']).toMatchObject([
      { file: model },
      { decisions: ['rate', 'price'] },
    ]);
    expect(missing.document['problems']).toMatchObject([
      { file: model, elementId: 'decide', rule: 'calledDecisionMissing', severity: 'error' },
    ]);
    expect(unknown.document['problems']).toMatchObject([
      { rule: 'calledDecisionMissing', severity: 'warning', line: expect.any(Number) as number },
    ]);
    expect(refused.document['error']).toMatchObject({ code: 'modelRefused' });
  });

  it('refuses one decision in two files, and a file that is no DMN', async () => {
    // given
    const model = desk.write('model.bpmn', readCase('decision.bpmn'));
    const one = desk.write('one.dmn', readCase('rates.dmn'));
    const two = desk.write('two.dmn', readCase('rates-later.dmn'));
    const none = desk.write('none.dmn', '<definitions');

    // when
    const twice = await desk.perform('lint', model, one, two);
    const unreadable = await desk.perform('lint', model, none);

    // then
    expect(JSON.stringify(twice.document['problems'])).toContain('decisionDuplicate');
    expect(unreadable.exitCode).toBe(2);
    expect(unreadable.document['error']).toMatchObject({ code: 'modelUnreadable' });
  });
});
