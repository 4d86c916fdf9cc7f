import { previewChange, previewRemoval } from '../../../engine/tailoring/index.js';
import { sketchModel } from './sketch-model.js';

const standard = sketchModel({
  nodes: {
    s: 'startEvent',
    a: 'userTask',
    t: 'boundaryEvent:timer^a',
    u: 'subProcess',
    m: 'task@u',
    e: 'endEvent',
  },
  flows: ['f0: s > a', 'f1: a > u', 'f2: u > e', 't1: t > e'],
  properties: { a: { timer: 'PT1H' } },
  guidelines: {
    a: [{ kind: 'optional' }, { kind: 'configurable', property: 'timer', max: 'PT2H' }],
    m: [{ kind: 'mandatory' }],
  },
});

describe('previewRemoval', () => {
  it('tells before the edit whether an element may go', () => {
    expect(previewRemoval(standard, 'a')).toMatchObject({
      verdict: 'needsReason',
      guidelineId: 'a-G1',
    });
    expect(previewRemoval(standard, 'm')).toMatchObject({
      verdict: 'forbidden',
      rule: 'removedMandatory',
    });
    expect(previewRemoval(standard, 'u')).toMatchObject({
      verdict: 'forbidden',
      rule: 'removedHoldsMandatory',
    });
    expect(previewRemoval(standard, 'e')).toMatchObject({ verdict: 'needsWaiver' });
    expect(previewRemoval(standard, 'f1')).toMatchObject({
      verdict: 'needsWaiver',
      rule: 'flowNotCovered',
    });
  });

  it('has nothing to say of what the standard does not have', () => {
    expect(previewRemoval(standard, 'nobody')).toBeUndefined();
    expect(previewRemoval(standard, 'p')).toBeUndefined();
  });
});

describe('previewChange', () => {
  it('tells before the edit whether a value is allowed', () => {
    expect(previewChange(standard, 'a', 'timer', 'PT2H')).toMatchObject({
      verdict: 'allowed',
      before: 'PT1H',
    });
    expect(previewChange(standard, 'a', 'timer', 'PT3H')).toMatchObject({
      verdict: 'needsWaiver',
      rule: 'outOfRange',
    });
    expect(previewChange(standard, 'nobody', 'timer', 'PT3H')).toBeUndefined();
  });
});
