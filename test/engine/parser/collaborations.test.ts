import { compileBpmn } from '../../../engine/parser/index.js';
import { definitionsXml, flowXml, processXml } from '../../support/bpmn-text.js';
import { problemsOf } from '../../support/compile-one.js';

const message = '<bpmn:message id="order" name="order" />';
const catching =
  '<bpmn:intermediateCatchEvent id="hear"><bpmn:messageEventDefinition id="definition" /></bpmn:intermediateCatchEvent>';
const ours = processXml(
  `${catching}<bpmn:exclusiveGateway id="which" default="which-to-work" /><bpmn:task id="work" />${flowXml('main-begin', 'hear', 'which', 'work', 'main-done')}<bpmn:sequenceFlow id="way" sourceRef="which" targetRef="main-done"><bpmn:conditionExpression>x</bpmn:conditionExpression></bpmn:sequenceFlow>`,
);
const theirs = processXml(
  `<bpmn:sendTask id="send" /><bpmn:startEvent id="open" />${flowXml('theirs-begin', 'send')}`,
  'theirs',
  false,
);

function withFlow(source: string, target: string, attributes = 'messageRef="order"'): string {
  const pools =
    '<bpmn:participant id="us" processRef="main" /><bpmn:participant id="them" processRef="theirs" /><bpmn:participant id="others" />';
  const flow = `<bpmn:messageFlow id="flow" sourceRef="${source}" targetRef="${target}" ${attributes} />`;
  return definitionsXml(
    `${message}<bpmn:collaboration id="together">${pools}${flow}</bpmn:collaboration>${ours}${theirs}`,
  );
}

describe('the rules of message flows', () => {
  it.each([
    ['send', 'hear'],
    ['them', 'hear'],
    ['others', 'hear'],
    ['work', 'them'],
    ['work', 'open'],
  ])('accept one from %s to %s', async (source, target) => {
    const errors = (await problemsOf(withFlow(source, target))).filter(
      (problem) =>
        problem.startsWith('error') && !problem.startsWith('error eventReferenceMissing'),
    );
    expect(errors).toEqual([]);
  });

  it.each([
    ['work', 'hear'],
    ['us', 'hear'],
    ['others', 'others'],
  ])('refuse one from %s to %s, which are in one pool', async (source, target) => {
    expect(await problemsOf(withFlow(source, target))).toContain(
      'error messageFlowInsidePool flow',
    );
  });

  it.each([
    ['which', 'them'],
    ['hear', 'them'],
    ['main-done', 'them'],
    ['send', 'which'],
    ['send', 'main-done'],
    ['send', 'main-begin'],
  ])('refuse one from %s to %s, which cannot take it', async (source, target) => {
    expect(await problemsOf(withFlow(source, target))).toContain('error messageFlowEnd flow');
  });

  it('leave an event without a message if nothing names one', async () => {
    expect(await problemsOf(withFlow('others', 'hear', ''))).toContain(
      'error eventReferenceMissing hear',
    );
  });
});

describe('the processes of a file', () => {
  const other = processXml('', 'other');

  it('become a program each, if they are executable', async () => {
    const { programs, drawn } = await compileBpmn(definitionsXml(`${other}${theirs}`));
    expect(programs.map(({ processId }) => processId)).toEqual(['other']);
    expect(drawn).toEqual([{ processId: 'theirs', name: 'theirs' }]);
  });

  it('are kept with a warning if all of them are only drawn', async () => {
    const { programs, drawn, problems } = await compileBpmn(definitionsXml(theirs));
    expect(programs).toEqual([]);
    expect(drawn).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({ rule: 'noExecutableProcess', severity: 'warning' }),
    ]);
  });

  it('are missed if there is none', async () => {
    expect(await problemsOf(definitionsXml(message))).toEqual(['error noExecutableProcess']);
  });
});

describe('names with a prefix', () => {
  const own = 'xmlns:own="urn:lemniscate:test"';
  const foreign = 'xmlns:far="urn:far-away"';
  const receiving = (reference: string) =>
    processXml(
      `<bpmn:intermediateCatchEvent id="hear"><bpmn:messageEventDefinition id="definition" messageRef="${reference}" /></bpmn:intermediateCatchEvent>${flowXml('main-begin', 'hear', 'main-done')}`,
    );

  it('refer to what stands in the file if the prefix is that of the file', async () => {
    const xml = definitionsXml(`${message}${receiving('own:order')}`, own);
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('refer to nothing if the name is unknown in the file', async () => {
    const xml = definitionsXml(`${message}${receiving('own:invoice')}`, own);
    expect(await problemsOf(xml)).toContain('error danglingReference definition');
  });

  it('refer to nothing if the prefix is that of another file, even if the name is known here', async () => {
    const xml = definitionsXml(`${message}${receiving('far:order')}`, foreign);
    expect(await problemsOf(xml)).toContain('error danglingReference definition');
  });

  it('are told apart if they refer to what is imported', async () => {
    const imported =
      '<bpmn:import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" location="far.bpmn" namespace="urn:far-away" />';
    const xml = definitionsXml(`${imported}${message}${receiving('far:order')}`, foreign);
    expect(await problemsOf(xml)).toContain('error importedReference definition');
  });

  it('do not matter while nothing refers to an import', async () => {
    const imported =
      '<bpmn:import importType="http://www.w3.org/2001/XMLSchema" location="types.xsd" namespace="urn:far-away" />';
    const xml = definitionsXml(`${imported}${message}${receiving('order')}`, foreign);
    expect(await problemsOf(xml)).toEqual([]);
  });
});
