import type { MultiInstanceAttributes } from '../../../engine/elements/containers/multi-instance.js';
import type { ProgramElement } from '../../../engine/index.js';
import { compileOne, problemsOf } from '../../support/compile-one.js';
import { buildProcess } from '../../support/process-builder.js';

type Content = Readonly<Record<string, string>>;

const loopTag = (attributes: string, content: string): string =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
const standardTag = (attributes: string, condition?: string): string =>
  `<bpmn:standardLoopCharacteristics ${attributes}>${
    condition === undefined ? '' : `<bpmn:loopCondition>${condition}</bpmn:loopCondition>`
  }</bpmn:standardLoopCharacteristics>`;
const three = '<bpmn:loopCardinality>3</bpmn:loopCardinality>';
const extension = (attributes: string): string =>
  `<bpmn:extensionElements><lemniscate:loop ${attributes} /></bpmn:extensionElements>`;

/** A process with one activity that has the given loop characteristics. */
function withLoop(loop: string, type = 'task', content = ''): string {
  const xml = buildProcess('p', (p) =>
    p.start('s').element('task', 'a').end('e').flow('s', 'a', 'e'),
  );
  return xml.replace(
    '<bpmn:task id="a" />',
    `<bpmn:${type} id="a"${type === 'serviceTask' ? ' implementation="x"' : ''}>${loop}${content}</bpmn:${type}>`,
  );
}

const refused: Content = {
  loopConditionMissing: standardTag(''),
  loopMaximumInvalid: standardTag('loopMaximum="-1"', 'true'),
  loopItemsMissing: loopTag('', ''),
  loopOutputItemMissing: loopTag('', extension('outputCollection="all"') + three),
  loopVariableInvalid: loopTag('', extension('item="1st"') + three),
  loopBehaviorInvalid: loopTag('behavior="Some"', three),
  complexBehaviorMissing: loopTag('behavior="Complex"', three),
  feelSyntax: loopTag('', '<bpmn:loopCardinality>1 +</bpmn:loopCardinality>'),
  complexBehaviorInvalid: loopTag(
    'behavior="Complex"',
    `${three}<bpmn:complexBehaviorDefinition><bpmn:event /></bpmn:complexBehaviorDefinition>`,
  ),
};

async function loopOf(xml: string): Promise<ProgramElement> {
  const { elements } = await compileOne(xml);
  const found = elements.find(({ id }) => id === 'a');
  if (found === undefined) throw new TypeError('Expected the loop');
  return found;
}

describe('the loop characteristics of an activity', () => {
  it.each(Object.entries(refused))('are refused with %s', async (rule, loop) => {
    expect(await problemsOf(withLoop(loop))).toEqual([`error ${rule} a`]);
  });

  it('are refused at an event sub-process', async () => {
    // given
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .end('e')
        .flow('s', 'e')
        .eventSubProcess('esp', (q) => q.start('x', { signal: 'n' }).end('xe').flow('x', 'xe')),
    ).replace('</bpmn:subProcess>', `${loopTag('', three)}</bpmn:subProcess>`);

    // when, then
    expect(await problemsOf(xml)).toEqual(['error loopMisplaced esp']);
  });

  it('are refused with both a cardinality and a collection', async () => {
    const xml = withLoop(loopTag('', extension('collection="list"') + three));
    expect(await problemsOf(xml)).toEqual(['error loopItemsTwice a']);
  });

  it('may not throw by themselves what no event can throw', async () => {
    // given
    const event = '<bpmn:event><bpmn:timerEventDefinition /></bpmn:event>';
    const condition = '<bpmn:condition>true</bpmn:condition>';
    const complex = `<bpmn:complexBehaviorDefinition>${condition}${event}</bpmn:complexBehaviorDefinition>`;

    // when
    const problems = await problemsOf(withLoop(loopTag('behavior="Complex"', three + complex)));

    // then
    expect(problems).toContain('error implicitEventInvalid a');
  });

  it('put a loop at the place of the activity, with the activity inside', async () => {
    // given
    const program = await compileOne(withLoop(loopTag('', three)));

    // when
    const [loop, activity] = program.elements.filter(({ id }) => id === 'a');

    // then
    expect(loop).toMatchObject({ type: 'multiInstance', scope: 0, incoming: [0], outgoing: [1] });
    expect(activity).toMatchObject({
      type: 'task',
      scope: loop?.index,
      incoming: [],
      outgoing: [],
    });
    expect(loop?.attributes['activity']).toBe(activity?.index);
  });

  it.each([
    ['task', '', undefined],
    ['userTask', '', undefined],
    ['serviceTask', '', 500],
    ['sendTask', '', 500],
    ['subProcess', '<bpmn:task id="i" />', undefined],
    ['subProcess', '<bpmn:callActivity id="c" calledElement="q" />', 500],
  ])('let a parallel %s (%s) be active so many times at once: %s', async (type, content, most) => {
    const job =
      type === 'sendTask'
        ? '<bpmn:extensionElements><lemniscate:job type="j" /></bpmn:extensionElements>'
        : '';
    const loop = await loopOf(withLoop(job + loopTag('', three), type, content));
    expect((loop.attributes as unknown as MultiInstanceAttributes).most).toBe(most);
  });

  it('let a sequential one be active once', async () => {
    const loop = await loopOf(withLoop(loopTag('isSequential="true"', three)));
    expect(loop.attributes['most']).toBe(1);
  });
});

describe('the quantities of tokens of an activity', () => {
  it.each(['startQuantity', 'completionQuantity'])('must be at least 1: %s', async (attribute) => {
    const xml = withLoop('').replace('<bpmn:task id="a"', `<bpmn:task id="a" ${attribute}="0"`);
    expect(await problemsOf(xml)).toEqual(['error quantityInvalid a']);
  });
});
