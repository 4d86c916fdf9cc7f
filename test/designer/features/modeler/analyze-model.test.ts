import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeModel, nothing } from '../../../../designer/features/modeler/analyze-model.js';
import { buildProcess, type ScopeBuilder } from '../../../support/process-builder.js';

const library = path.resolve(
  __dirname,
  '../../../../definitions/level-2/event-management/incident-escalation',
);
const standard = readFileSync(path.join(library, 'process.bpmn'), 'utf8');
const tailored = readFileSync(path.join(library, 'tailored/payroll/process.bpmn'), 'utf8');
const formIds = [...standard.matchAll(/formId="([^"]+)"/g)].map(([, formId]) => formId ?? '');
const analyze = (xml: string, baseXml?: string, reasons: Record<string, string> = {}) =>
  analyzeModel({ xml, formIds, baseXml, reasons });

describe('analyzeModel', () => {
  it('finds nothing wrong with the standard process', async () => {
    // when
    const analysis = await analyze(standard);

    // then
    expect(analysis).toEqual({ ...nothing, isDeployable: true });
  });

  it('names the element that a problem is at', async () => {
    // given
    const broken = standard.replace(/formId="incident-first-line"/, 'formId="no-such-form"');

    // when
    const analysis = await analyze(broken);

    // then
    expect(analysis.isDeployable).toBe(false);
    expect(analysis.problems.map(({ elementId }) => elementId)).toEqual(['first-line-support']);
  });

  it('knows what steps of the catalogue need', async () => {
    // given
    const broken = standard.replace('target="subject"', 'target="subjct"');

    // when
    const analysis = await analyze(broken);

    // then
    expect(analysis.isDeployable).toBe(false);
    expect(analysis.problems.map(({ rule }) => rule)).toEqual([
      'jobInputMissing',
      'jobInputUnknown',
    ]);
  });

  it('warns of tokens that can wait for ever, which keeps nobody from deploying', async () => {
    // given
    const content = (p: ScopeBuilder) =>
      p
        .start('s')
        .exclusive('either', { default: 'either-to-b' })
        .user('a')
        .user('b')
        .parallel('both', { name: 'Both are done' })
        .end('e')
        .flow('s', 'either', 'b', 'both', 'e')
        .flowIf('either', 'a', { condition: '=urgent' })
        .flow('a', 'both');

    // when
    const { problems, isDeployable } = await analyze(buildProcess('main', content));

    // then
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'deadlock',
        severity: 'warning',
        elementId: 'both',
        elementName: 'Both are done',
      }),
    );
    expect(isDeployable).toBe(true);
  });

  it('does not look for tokens that wait in a model that is wrong anyway', async () => {
    // given
    const broken = buildProcess('main', (p) => p.start('s').user('a').end('e').flow('s', 'a'));

    // when
    const { problems } = await analyze(broken);

    // then
    expect(problems.map(({ rule }) => rule)).not.toContain('deadElement');
  });

  it('reads text that is no BPMN as a problem of the whole model', async () => {
    // when
    const analysis = await analyze('<not-bpmn');

    // then
    expect(analysis.isDeployable).toBe(false);
    expect(analysis.problems).toHaveLength(1);
    expect(analysis.problems[0]?.elementId).toBeUndefined();
  });

  it('lets a tailored process pass only with its reasons', async () => {
    // given
    const without = await analyze(tailored, standard);

    // when
    const reasons = Object.fromEntries(without.blockers.map((id) => [id, 'Payroll needs it.']));
    const withReasons = await analyze(tailored, standard, reasons);

    // then
    expect(without.differences.map(({ verdict }) => verdict)).toContain('needsReason');
    expect(without.isDeployable).toBe(false);
    expect(withReasons.isDeployable).toBe(true);
    expect(withReasons.blockers).toEqual([]);
  });
});
