import {
  compareModels,
  judge,
  type Guideline,
  type JudgedDifference,
  type TailoringElement,
} from '../../../engine/tailoring/index.js';
import { sketchModel } from './sketch-model.js';

type Guidelines = Readonly<Record<string, readonly Partial<Guideline>[]>>;
type Properties = Readonly<Record<string, TailoringElement['properties']>>;

const nodes = { s: 'startEvent', a: 'userTask', x: 'userTask', b: 'userTask', e: 'endEvent' };
const flows = ['f0: s > a', 'f1: a > x', 'f2: x > b', 'f3: b > e'];
const { x: _x, ...withoutX } = nodes;
const shortCut = ['f0: s > a', 'f1: a > b', 'f3: b > e'];
const optional: Guidelines = { x: [{ kind: 'optional' }] };

function judgeEdit(
  guidelines: Guidelines,
  edit: { nodes?: Record<string, string>; flows?: readonly string[]; properties?: Properties },
  properties: Properties = {},
  reasons: Record<string, string> = {},
): readonly JudgedDifference[] {
  const standard = sketchModel({ nodes, flows, properties, guidelines });
  const tailored = sketchModel({ nodes, flows, properties, ...edit });
  return judge(compareModels(standard, tailored), standard, reasons);
}

describe('judge', () => {
  it('asks for a reason when an optional step is left out', () => {
    expect(judgeEdit(optional, { nodes: withoutX, flows: shortCut })).toMatchObject([
      {
        differenceId: 'removed:x',
        verdict: 'needsReason',
        isReasonRequired: true,
        guidelineId: 'x-G1',
        rule: 'removedOptional',
      },
    ]);
  });

  it('allows leaving out an optional step for a reason, but not for blanks', () => {
    // when
    const edit = { nodes: withoutX, flows: shortCut };
    const [given] = judgeEdit(optional, edit, {}, { 'removed:x': ' Done by hand ' });
    const [blank] = judgeEdit(optional, edit, {}, { 'removed:x': '  ' });

    // then
    expect(given).toMatchObject({ verdict: 'allowed', reason: 'Done by hand' });
    expect(blank).toMatchObject({ verdict: 'needsReason' });
  });

  it('forbids removing a mandatory step, whatever the reason', () => {
    // when
    const guidelines: Guidelines = { x: [{ kind: 'mandatory' }] };
    const edit = { nodes: withoutX, flows: shortCut };
    const [difference] = judgeEdit(guidelines, edit, {}, { 'removed:x': 'Please' });

    // then
    expect(difference).toMatchObject({
      verdict: 'forbidden',
      message: "'x' is mandatory and may not be removed.",
    });
  });

  it('asks for a waiver where no guideline speaks', () => {
    // when
    const edit = { nodes: withoutX, flows: shortCut };
    const differences = [
      ...judgeEdit({}, edit),
      ...judgeEdit({}, { properties: { a: { timer: 'PT1H' } } }),
    ];

    // then
    expect(differences.map(({ verdict, rule }) => [verdict, rule])).toEqual([
      ['needsWaiver', 'removedNotCovered'],
      ['needsWaiver', 'propertyNotCovered'],
    ]);
  });

  it('always allows other names and descriptions, unless the name is mandatory', () => {
    // when
    const edit = { properties: { a: { name: 'New', documentation: 'Why' } } };
    const free = judgeEdit({}, edit);
    const fixed = judgeEdit({ a: [{ kind: 'mandatory', property: 'name' }] }, edit);

    // then
    expect(free.map(({ verdict }) => verdict)).toEqual(['allowed', 'allowed']);
    expect(fixed.map(({ verdict }) => verdict)).toEqual(['allowed', 'forbidden']);
  });

  it.each([
    ['PT240M', 'PT30M', 'PT8H', 'allowed'],
    ['PT30M', 'PT30M', 'PT8H', 'allowed'],
    ['PT1800S', 'PT30M', 'PT8H', 'allowed'],
    ['PT8H1M', 'PT30M', 'PT8H', 'needsWaiver'],
    ['P1D', 'PT30M', 'PT8H', 'needsWaiver'],
    ['P1D', undefined, 'PT24H', 'allowed'],
    ['P1M', 'P1D', 'P60D', 'needsWaiver'],
    ['P6M', 'P1M', 'P1Y', 'allowed'],
    ['=target', 'PT30M', 'PT8H', 'needsWaiver'],
    ['0.90', '0.5', '0.9', 'allowed'],
    ['9', '10', '80', 'needsWaiver'],
    ['soon', '1', '2', 'needsWaiver'],
  ])('judges %s against %s to %s by value: %s', (value, min, max, verdict) => {
    // when
    const range = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    const guideline: Partial<Guideline> = { kind: 'configurable', property: 'timer', ...range };
    const before = { a: { timer: 'PT77H' } };
    const [difference] = judgeEdit(
      { a: [guideline] },
      { properties: { a: { timer: value } } },
      before,
    );

    // then
    expect(difference).toMatchObject({ verdict, guidelineId: 'a-G1' });
  });

  it.each([
    ['second', 'allowed'],
    ['first,second', 'allowed'],
    ['third', 'needsWaiver'],
    ['first,third', 'needsWaiver'],
  ])('judges %s against a list of values: %s', (value, verdict) => {
    // when
    const property = 'assignment.candidateGroups';
    const guideline: Partial<Guideline> = {
      kind: 'configurable',
      property: 'assignment',
      values: ['first', 'second'],
    };
    const edit = { properties: { a: { [property]: value } } };
    const [difference] = judgeEdit({ a: [guideline] }, edit);

    // then
    expect(difference?.verdict).toBe(verdict);
  });

  it('needs a waiver when a value with a range is taken away', () => {
    const guideline: Partial<Guideline> = { kind: 'configurable', property: 'timer', min: 'PT1H' };
    const edit = { properties: { a: {} } };
    expect(judgeEdit({ a: [guideline] }, edit, { a: { timer: 'PT2H' } })).toMatchObject([
      { verdict: 'needsWaiver', rule: 'outOfRange' },
    ]);
  });

  it('follows the guideline that names a property most precisely', () => {
    // when
    const guidelines: Guidelines = {
      a: [
        { kind: 'configurable', property: 'clock.c' },
        { kind: 'mandatory', property: 'clock.c.breach' },
      ],
    };
    const before = { a: { 'clock.c.target': 'PT1H', 'clock.c.breach': '1' } };
    const edit = { properties: { a: { 'clock.c.target': 'PT2H', 'clock.c.breach': '2' } } };

    // then
    expect(judgeEdit(guidelines, edit, before)).toMatchObject([
      { property: 'clock.c.breach', verdict: 'forbidden' },
      { property: 'clock.c.target', verdict: 'allowed' },
    ]);
  });

  it('forbids removing a clock with a mandatory threshold', () => {
    // when
    const guidelines: Guidelines = { a: [{ kind: 'mandatory', property: 'clock.c.breach' }] };
    const before = { a: { 'clock.c.target': 'PT1H', 'clock.c.breach': '1' } };
    const [difference] = judgeEdit(guidelines, { properties: { a: {} } }, before);

    // then
    expect(difference).toMatchObject({
      differenceId: 'clockRemoved:a:clock.c',
      verdict: 'forbidden',
      rule: 'propertyMandatory',
    });
  });

  it('allows a step in an extensible flow and only there', () => {
    // given
    const edit = {
      nodes: { ...nodes, y: 'userTask' },
      flows: ['f0: s > a', 'f1: a > y', 'n: y > x', 'f2: x > b', 'f3: b > e'],
    };

    // when
    const [here] = judgeEdit({ f1: [{ kind: 'extensible' }] }, edit);
    const [elsewhere] = judgeEdit({ f2: [{ kind: 'extensible' }] }, edit);

    // then
    expect(here).toMatchObject({ verdict: 'allowed', guidelineId: 'f1-G1' });
    expect(elsewhere).toMatchObject({ verdict: 'needsWaiver', rule: 'addedNotCovered' });
  });

  it('does not let an extensible flow cover a step beside it', () => {
    // when
    const edit = {
      nodes: { ...nodes, y: 'userTask' },
      flows: [...flows, 'n1: a > y', 'n2: y > x'],
    };
    const [beside] = judgeEdit({ f1: [{ kind: 'extensible' }] }, edit);
    const [inScope] = judgeEdit({ p: [{ kind: 'extensible' }] }, edit);

    // then
    expect(beside).toMatchObject({ verdict: 'needsWaiver', rule: 'addedBesideFlow' });
    expect(inScope).toMatchObject({ verdict: 'allowed', guidelineId: 'p-G1' });
  });

  it('does not take an event sub-process that ends everything for a step', () => {
    // given
    const added = { ...nodes, u: 'eventSubProcess', i: 'startEvent:message@u' };
    const open: Guidelines = { p: [{ kind: 'extensible' }] };

    // when
    const [ending] = judgeEdit(open, { nodes: added, flows });
    const properties = { i: { interrupting: false } };
    const [beside] = judgeEdit(open, { nodes: added, flows, properties });

    // then
    expect(ending).toMatchObject({ verdict: 'needsWaiver', rule: 'addedInterruption' });
    expect(beside).toMatchObject({ verdict: 'allowed', rule: 'insertedInExtensible' });
  });

  it('lets a replaceable element be replaced within its family, for a reason', () => {
    // given
    const replaceable: Guidelines = { x: [{ kind: 'replaceable' }] };

    // when
    const [task] = judgeEdit(replaceable, { nodes: { ...nodes, x: 'serviceTask' } });
    const [gateway] = judgeEdit(replaceable, { nodes: { ...nodes, x: 'parallelGateway' } });
    const [mandatory] = judgeEdit(
      { x: [{ kind: 'mandatory' }] },
      { nodes: { ...nodes, x: 'serviceTask' } },
    );

    // then
    expect(task).toMatchObject({ verdict: 'needsReason', rule: 'replacedSameFamily' });
    expect(gateway).toMatchObject({ verdict: 'needsWaiver', rule: 'replacedOtherFamily' });
    expect(mandatory).toMatchObject({ verdict: 'forbidden', rule: 'replacedMandatory' });
  });

  it('does not let a replacement slip past a mandatory property', () => {
    // when
    const guidelines: Guidelines = {
      x: [{ kind: 'replaceable' }, { kind: 'mandatory', property: 'form' }],
    };
    const edit = { nodes: { ...nodes, x: 'manualTask' }, properties: { x: {} } };
    const [difference] = judgeEdit(guidelines, edit, { x: { form: 'f' } });

    // then
    expect(difference).toMatchObject({ verdict: 'forbidden', rule: 'propertyMandatory' });
  });

  it('forbids moving a mandatory element out of its scope', () => {
    // when
    const edit = { nodes: { ...nodes, u: 'subProcess', x: 'userTask@u' } };
    const differences = judgeEdit(
      { x: [{ kind: 'mandatory' }], p: [{ kind: 'extensible' }] },
      edit,
    );

    // then
    expect(differences).toContainEqual(
      expect.objectContaining({ differenceId: 'moved:x', verdict: 'forbidden' }),
    );
  });

  it('forbids removing a scope that holds a mandatory element', () => {
    // given
    const inner = { ...nodes, x: 'subProcess', i: 'startEvent@x', j: 'userTask@x' };
    const standard = sketchModel({
      nodes: inner,
      flows: [...flows, 'g: i > j'],
      guidelines: { x: [{ kind: 'optional' }], j: [{ kind: 'mandatory' }] },
    });

    // when
    const tailored = sketchModel({ nodes: withoutX, flows: shortCut });
    const [difference] = judge(compareModels(standard, tailored), standard);

    // then
    expect(difference).toMatchObject({
      differenceId: 'removed:x',
      verdict: 'forbidden',
      rule: 'removedHoldsMandatory',
      guidelineId: 'j-G1',
      params: { inner: 'j' },
    });
  });

  it('forbids a condition to go with an optional step', () => {
    // when
    const guidelines: Guidelines = {
      x: [{ kind: 'optional' }],
      f2: [{ kind: 'mandatory', property: 'condition' }],
    };
    const [difference] = judgeEdit(guidelines, { nodes: withoutX, flows: shortCut });

    // then
    expect(difference).toMatchObject({ verdict: 'forbidden', rule: 'flowMandatory' });
  });
});
