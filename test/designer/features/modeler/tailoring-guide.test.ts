import {
  createTailoringGuide,
  describeRange,
} from '../../../../designer/features/modeler/tailoring/tailoring-guide.js';
import { readModel } from '../../../../engine/tailoring/index.js';
import { parseBpmn } from '../../../../engine/parser/index.js';

const guidelines = `
  <lemniscate:guideline id="G1" kind="mandatory" text="Always." />
  <lemniscate:guideline id="G2" kind="configurable" property="clock.c.target" min="PT1H" max="PT8H" />
  <lemniscate:guideline id="G3" kind="mandatory" property="clock.c" text="Same for all." />
  <lemniscate:guideline id="G4" kind="configurable" property="assignment" values="a,b" />`;
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1" id="d" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:userTask id="work"><bpmn:extensionElements>${guidelines}</bpmn:extensionElements></bpmn:userTask>
    <bpmn:userTask id="rest" />
  </bpmn:process>
</bpmn:definitions>`;

async function createGuide() {
  const { definitions } = await parseBpmn(xml);
  if (definitions === undefined) return undefined;
  return createTailoringGuide(readModel(definitions));
}

describe('createTailoringGuide', () => {
  it('keeps what is mandatory in place and nothing else', async () => {
    // given
    const guide = await createGuide();

    // then
    expect(guide?.findMandatory('work')?.id).toBe('G1');
    expect(guide?.findMandatory('rest')).toBeUndefined();
  });

  it('follows the guideline that speaks of the property most closely', async () => {
    // given
    const guide = await createGuide();

    // then
    expect(guide?.findFreedom('work', 'clock.c.target').type).toBe('configurable');
    expect(guide?.findFreedom('work', 'clock.c.calendar').type).toBe('locked');
    expect(guide?.findFreedom('work', 'assignment.candidateGroups').type).toBe('configurable');
  });

  it('locks what no guideline speaks of, but never names and documentation', async () => {
    // given
    const guide = await createGuide();

    // then
    expect(guide?.findFreedom('rest', 'form')).toEqual({ type: 'locked' });
    expect(guide?.findFreedom('rest', 'name')).toEqual({ type: 'free' });
    expect(guide?.findFreedom('rest', 'documentation')).toEqual({ type: 'free' });
  });

  it('leaves steps free that the standard does not have', async () => {
    // given
    const guide = await createGuide();

    // then
    expect(guide?.findFreedom('added', 'form')).toEqual({ type: 'free' });
  });
});

describe('describeRange', () => {
  it.each([
    [{ min: 'PT1H', max: 'PT8H' }, 'PT1H – PT8H'],
    [{ min: '1' }, '1 – …'],
    [{ values: ['a', 'b'], text: 'one of the teams' }, 'a, b · one of the teams'],
    [{ text: 'The wording is free.' }, 'The wording is free.'],
    [{}, ''],
  ])('tells %j as "%s"', (part, expected) => {
    // when
    const text = describeRange({ id: 'G', kind: 'configurable', ...part });

    // then
    expect(text).toBe(expected);
  });
});
