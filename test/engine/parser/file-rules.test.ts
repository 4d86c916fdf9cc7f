import { definitionsXml, flowXml, processXml } from '../../support/bpmn-text.js';
import { problemsOf } from '../../support/compile-one.js';

const schema = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema"';
const pools =
  '<bpmn:participant id="buyer" name="Buyer" /><bpmn:participant id="seller" name="Seller" />';
const both =
  '<bpmn:participantRef>buyer</bpmn:participantRef><bpmn:participantRef>seller</bpmn:participantRef>';

async function problemsBeside(roots: string): Promise<string[]> {
  return problemsOf(definitionsXml(roots + processXml(''), schema));
}

async function problemsWithin(content: string): Promise<string[]> {
  return problemsOf(definitionsXml(processXml(content), schema));
}

describe('a file beside its processes', () => {
  it.each([
    [
      'an end point of a pool',
      '<bpmn:endPoint id="door" /><bpmn:collaboration id="trade"><bpmn:participant id="buyer"><bpmn:endPointRef>door</bpmn:endPointRef></bpmn:participant></bpmn:collaboration>',
    ],
    [
      'a call of a conversation',
      `<bpmn:globalConversation id="talk"><bpmn:participant id="one" /></bpmn:globalConversation><bpmn:collaboration id="trade">${pools}<bpmn:callConversation id="called" calledCollaborationRef="talk">${both}<bpmn:participantAssociation><bpmn:innerParticipantRef>one</bpmn:innerParticipantRef><bpmn:outerParticipantRef>buyer</bpmn:outerParticipantRef></bpmn:participantAssociation></bpmn:callConversation></bpmn:collaboration>`,
    ],
    [
      'a property of a type of XML schema',
      '<bpmn:message id="ask" name="Ask" /><bpmn:correlationProperty id="number" type="xsd:string"><bpmn:correlationPropertyRetrievalExpression messageRef="ask"><bpmn:messagePath>number</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>',
    ],
    [
      'an error of a type of XML schema',
      '<bpmn:error id="broken" errorCode="E1" structureRef="xsd:string" />',
    ],
    ['an extension that need not be understood', '<bpmn:extension definition="acme:thing" />'],
    [
      'our own extension, even one that must be understood',
      '<bpmn:extension definition="lemniscate:job" mustUnderstand="true" />',
    ],
    [
      'a relationship',
      '<bpmn:relationship type="derived"><bpmn:source>main</bpmn:source><bpmn:target>main-begin</bpmn:target></bpmn:relationship>',
    ],
    [
      'a choreography that is as closed as its collaboration',
      '<bpmn:choreography id="dance" isClosed="true" /><bpmn:collaboration id="trade" isClosed="true"><bpmn:choreographyRef>dance</bpmn:choreographyRef></bpmn:collaboration>',
    ],
  ])('may hold %s', async (_what, roots) => {
    expect(await problemsBeside(roots)).toEqual([]);
  });

  it.each([
    [
      'an extension that must be understood and is not',
      'extensionNotUnderstood',
      '<bpmn:extension definition="acme:thing" mustUnderstand="true" />',
    ],
    [
      'an interface without operations',
      'requiredPartMissing desk',
      '<bpmn:interface id="desk" name="Desk" />',
    ],
    [
      'an operation without a message',
      'requiredPartMissing ask',
      '<bpmn:interface id="desk" name="Desk"><bpmn:operation id="ask" name="Ask" /></bpmn:interface>',
    ],
    [
      'a property that nothing reads',
      'requiredPartMissing number',
      '<bpmn:correlationProperty id="number" />',
    ],
    [
      'a conversation of one',
      'requiredPartMissing talk',
      `<bpmn:collaboration id="trade">${pools}<bpmn:conversation id="talk"><bpmn:participantRef>buyer</bpmn:participantRef></bpmn:conversation></bpmn:collaboration>`,
    ],
    [
      'a conversation link between pools',
      'conversationLinkEnd link',
      `<bpmn:collaboration id="trade">${pools}<bpmn:conversationLink id="link" sourceRef="buyer" targetRef="seller" /></bpmn:collaboration>`,
    ],
    [
      'a choreography that refers to one',
      'choreographyReferenceForbidden dance',
      '<bpmn:choreography id="dance"><bpmn:choreographyRef>other</bpmn:choreographyRef></bpmn:choreography><bpmn:choreography id="other" />',
    ],
    [
      'a global conversation with conversations',
      'globalConversationContent talk',
      `<bpmn:globalConversation id="talk">${pools}<bpmn:conversation id="inner">${both}</bpmn:conversation></bpmn:globalConversation>`,
    ],
    [
      'an open collaboration of a closed choreography',
      'closedMismatch trade',
      '<bpmn:choreography id="dance" isClosed="true" /><bpmn:collaboration id="trade"><bpmn:choreographyRef>dance</bpmn:choreographyRef></bpmn:collaboration>',
    ],
  ])('must not hold %s', async (_what, problem, roots) => {
    expect(await problemsBeside(roots)).toEqual([`error ${problem}`]);
  });
});

describe('a process', () => {
  const work = `<bpmn:task id="work" />${flowXml('main-begin', 'work', 'main-done')}`;

  it('is not public if it is executable', async () => {
    const xml = definitionsXml(
      processXml('').replace('isExecutable', 'processType="Public" isExecutable'),
    );
    expect(await problemsOf(xml)).toEqual(['error publicProcessExecutable main']);
  });

  it.each([
    [
      'a flow that lets others in between',
      'flowNotImmediate main-begin-to-work',
      work.replace('targetRef="work"', 'targetRef="work" isImmediate="false"'),
    ],
    [
      'a list of flows that end elsewhere',
      'flowListedWrongly work',
      work.replace(
        'id="work" />',
        'id="work"><bpmn:incoming>work-to-main-done</bpmn:incoming></bpmn:task>',
      ),
    ],
    [
      'a text of no format',
      'textFormatInvalid note',
      `${work}<bpmn:textAnnotation id="note" textFormat="loud"><bpmn:text>!</bpmn:text></bpmn:textAnnotation>`,
    ],
    ['an interface without binding', 'ioBindingMissing main', work],
  ])('is refused with %s', async (_what, problem, content) => {
    const desk =
      '<bpmn:message id="ask" name="Ask" /><bpmn:interface id="desk" name="Desk"><bpmn:operation id="do" name="Do"><bpmn:inMessageRef>ask</bpmn:inMessageRef></bpmn:operation></bpmn:interface>';
    const exposed = '<bpmn:supportedInterfaceRef>desk</bpmn:supportedInterfaceRef>';
    const process = processXml(content);
    const isExposed = problem.startsWith('ioBinding');
    const text = isExposed ? desk + process.replace('">', `">${exposed}`) : process;
    expect(await problemsOf(definitionsXml(text))).toEqual([`error ${problem}`]);
  });

  it.each([
    ['refused for an empty formal expression', true, ['error expressionEmpty work']],
    ['kept with one if it is only drawn', false, ['warning noExecutableProcess']],
  ])('is %s', async (_what, isExecutable, problems) => {
    const loop =
      '<bpmn:standardLoopCharacteristics loopMaximum="3"><bpmn:loopCondition xsi:type="bpmn:tFormalExpression" /></bpmn:standardLoopCharacteristics>';
    const content = work.replace('id="work" />', `id="work">${loop}</bpmn:task>`);
    const xml = definitionsXml(
      processXml(content, 'main', isExecutable),
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    );
    expect(await problemsOf(xml)).toEqual(problems);
  });

  it('refers to no event definition that another event holds', async () => {
    const timer =
      '<bpmn:timerEventDefinition id="hour"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
    const events = `<bpmn:intermediateCatchEvent id="wait">${timer}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="again"><bpmn:eventDefinitionRef>hour</bpmn:eventDefinitionRef></bpmn:intermediateCatchEvent>`;
    const content = events + flowXml('main-begin', 'wait', 'again', 'main-done');
    expect(await problemsWithin(content)).toEqual(['error eventDefinitionNotReusable again']);
  });

  it('has links whose named ends are those of the same name', async () => {
    const link = (name: string, id: string, kind: string, content = '') =>
      `<bpmn:intermediate${kind}Event id="${id}"><bpmn:linkEventDefinition id="${id}-link" name="${name}">${content}</bpmn:linkEventDefinition></bpmn:intermediate${kind}Event>`;
    const named = (id: string) => `<bpmn:target>${id}-link</bpmn:target>`;
    const pair = (target: string) =>
      `${link('a', 'out', 'Throw', named(target))}${link('a', 'in', 'Catch')}${link('b', 'leave', 'Throw')}${link('b', 'enter', 'Catch')}${flowXml('main-begin', 'out')}${flowXml('main-begin', 'leave')}${flowXml('in', 'main-done')}${flowXml('enter', 'main-done')}`;
    expect(await problemsWithin(pair('in'))).toEqual([]);
    expect(await problemsWithin(pair('enter'))).toEqual(['error linkEndInvalid out']);
  });
});
