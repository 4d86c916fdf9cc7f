import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeDecisions } from '../../../../designer/features/modeler/decisions/analyze-decisions.js';
import { readForEditor } from '../../../../designer/features/modeler/decisions/editor-dialect.js';
import { createDecisionFile } from '../../../../designer/features/modeler/decisions/new-decisions.js';
import {
  listTrials,
  tryDecision,
} from '../../../../designer/features/modeler/decisions/try-decision.js';

const xml = readFileSync(
  path.resolve(
    __dirname,
    '../../../../definitions/level-2/event-management/incident-escalation/incident-priority.dmn',
  ),
  'utf8',
);
const priority = { name: 'incident-priority.dmn', xml };
const options = { now: 0, zone: 'UTC' };

describe('a decision file in the editor', () => {
  it('is read as DMN 1.3, which the editor knows, and comes back as it was', () => {
    // when
    const { xml: shown, restore } = readForEditor(xml);

    // then
    expect(shown).toContain('"https://www.omg.org/spec/DMN/20191111/MODEL/"');
    expect(shown).not.toContain('DMN/20230324/');
    expect(restore(shown)).toBe(xml);
  });

  it('stays as it is in the edition of the editor', () => {
    // given
    const { xml: older } = readForEditor(xml);

    // then
    expect(readForEditor(older).xml).toBe(older);
    expect(readForEditor(older).restore(older)).toBe(older);
  });

  it.each(['conditional', 'filter', 'for', 'every', 'some'])(
    'is refused if the editor would lose its %s',
    (construct) => {
      const later = xml.replace('<decision ', `<dmn:${construct}></dmn:${construct}><decision `);
      expect(() => readForEditor(later)).toThrow(construct);
    },
  );
});

describe('a new decision file', () => {
  it('has no problem, and can be tried', async () => {
    // given
    const file = createDecisionFile('Größe & "Art"', []);

    // then
    expect(file.name).toBe('gro-e-art.dmn');
    expect(await analyzeDecisions([file])).toEqual([]);
    const [trial] = await listTrials(file, [file]);
    expect(trial).toMatchObject({
      name: 'Größe & "Art"',
      inputs: [{ name: 'given', isText: true }],
    });
  });

  it('gets a name of its own', () => {
    const first = createDecisionFile('Size', []);
    expect(createDecisionFile('Size', [first]).name).toBe('size-2.dmn');
    expect(createDecisionFile('12', []).name).toBe('decision.dmn');
  });
});

describe('trying a decision', () => {
  const attempt = async (id: string, given: Record<string, string>) => {
    const trial = (await listTrials(priority, [priority])).find((each) => each.id === id);
    if (trial === undefined) throw new RangeError(id);
    return tryDecision(priority, [priority], trial, given, options);
  };

  it('tells the result and the rules that fired', async () => {
    // when
    const tried = await attempt('incident-priority', { impact: 'high', urgency: '"low"' });

    // then
    expect(tried).toMatchObject({
      value: '3',
      tables: [{ name: 'priority', rules: [{ index: 3 }] }],
      warnings: [],
    });
  });

  it('asks for what the decisions behind it need', async () => {
    // when
    const trials = await listTrials(priority, [priority]);

    // then
    const asked = trials.map(({ name, inputs }) => [name, inputs.map((input) => input.name)]);
    expect(asked).toEqual([
      ['priority', ['impact', 'urgency']],
      ['commitment', ['impact', 'urgency']],
    ]);
  });

  it('tells which input is no FEEL', async () => {
    // given
    const numbered = xml.replace(
      'id="impact-variable" name="impact" typeRef="string"',
      'id="impact-variable" name="impact" typeRef="number"',
    );
    const file = { name: 'numbered.dmn', xml: numbered };
    const [trial] = await listTrials(file, [file]);
    if (trial === undefined) throw new RangeError('no decision');

    // when
    const tried = await tryDecision(
      file,
      [file],
      trial,
      { impact: '1 +', urgency: 'low' },
      options,
    );

    // then
    expect(Object.keys('inputErrors' in tried ? tried.inputErrors : {})).toEqual(['impact']);
  });

  it('tells what is wrong with a file, by its name', async () => {
    const problems = await analyzeDecisions([{ name: 'broken.dmn', xml: '<definitions' }]);
    expect(problems).toMatchObject([{ file: 'broken.dmn', severity: 'error' }]);
  });
});
