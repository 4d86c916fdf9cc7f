import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeModel, nothing } from '../../../../designer/features/modeler/analyze-model.js';

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
