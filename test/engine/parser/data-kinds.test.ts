import { definitionsXml, flowXml, processXml } from '../../support/bpmn-text.js';
import { problemsOf } from '../../support/compile-one.js';

const items = [
  '<bpmn:itemDefinition id="text" structureRef="xsd:string" />',
  '<bpmn:itemDefinition id="same-text" structureRef="xsd:string" />',
  '<bpmn:itemDefinition id="number" structureRef="xsd:int" />',
  '<bpmn:itemDefinition id="texts" structureRef="xsd:string" isCollection="true" />',
  '<bpmn:message id="question" name="Question" itemRef="text" />',
  '<bpmn:message id="answer" name="Answer" itemRef="number" />',
].join('');

const service =
  '<bpmn:interface id="desk" name="Desk"><bpmn:operation id="ask" name="Ask"><bpmn:inMessageRef>question</bpmn:inMessageRef><bpmn:outMessageRef>answer</bpmn:outMessageRef></bpmn:operation></bpmn:interface>';

function model(task: string, data = ''): string {
  const flows = flowXml('main-begin', 'work', 'main-done');
  return definitionsXml(
    `${items}${service}${processXml(`${data}${task}${flows}`)}`,
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
  );
}

function data(kind: 'dataInput' | 'dataOutput', id: string, item: string): string {
  return `<bpmn:${kind} id="${id}" itemSubjectRef="${item}" />`;
}

function set(kind: 'input' | 'output', content: string): string {
  return `<bpmn:${kind}Set id="set-of-${kind}s">${content}</bpmn:${kind}Set>`;
}

function refs(kind: string, ...ids: readonly string[]): string {
  return ids.map((id) => `<bpmn:${kind}>${id}</bpmn:${kind}>`).join('');
}

function specification(declared: string, inputs: string, outputs: string): string {
  return `<bpmn:ioSpecification>${declared}${inputs}${outputs}</bpmn:ioSpecification>`;
}

function inputs(item: string, ...ids: readonly string[]): string {
  return specification(
    ids.map((id) => data('dataInput', id, item)).join(''),
    set('input', refs('dataInputRefs', ...ids)),
    set('output', ''),
  );
}

function outputs(item: string, ...ids: readonly string[]): string {
  return specification(
    ids.map((id) => data('dataOutput', id, item)).join(''),
    set('input', ''),
    set('output', refs('dataOutputRefs', ...ids)),
  );
}

async function errorsOf(xml: string): Promise<string[]> {
  return (await problemsOf(xml)).filter((problem) => problem.startsWith('error'));
}

describe('the sets of data', () => {
  const paper = data('dataInput', 'paper', 'text');
  const held = set('input', refs('dataInputRefs', 'paper'));

  it('accept optional data that are listed and sets that name each other', async () => {
    const input = set(
      'input',
      `${refs('dataInputRefs', 'paper')}${refs('optionalInputRefs', 'paper')}${refs('outputSetRefs', 'set-of-outputs')}`,
    );
    const output = set('output', refs('inputSetRefs', 'set-of-inputs'));
    const task = `<bpmn:task id="work">${specification(paper, input, output)}</bpmn:task>`;
    expect(await errorsOf(model(task))).toEqual([]);
  });

  it.each([
    ['optional data that are not listed', 'dataSetMemberMissing', 'optionalInputRefs', 'paper'],
    [
      'data taken on the way that are not',
      'dataSetMemberMissing',
      'whileExecutingInputRefs',
      'paper',
    ],
    ['a set that is not named in return', 'dataSetUnpaired', 'outputSetRefs', 'set-of-outputs'],
  ])('refuse %s', async (_what, rule, list, id) => {
    const other = `<bpmn:inputSet id="other">${refs(list, id)}</bpmn:inputSet>`;
    const task = `<bpmn:task id="work">${specification(paper, held + other, set('output', ''))}</bpmn:task>`;
    expect(await errorsOf(model(task))).toEqual([`error ${rule} work`]);
  });

  it('refuse a specification without them', async () => {
    const task = `<bpmn:task id="work">${specification('', '', '')}</bpmn:task>`;
    expect(await errorsOf(model(task))).toEqual([
      'error requiredPartMissing work',
      'error requiredPartMissing work',
    ]);
  });
});

describe('the item definitions of data', () => {
  it.each([
    ['another item', 'number', '', ['error dataItemMismatch work']],
    ['an item of the same structure', 'same-text', '', []],
    [
      'another item that is transformed',
      'number',
      '<bpmn:transformation>string(sum)</bpmn:transformation>',
      [],
    ],
  ])('are compared by data associations: %s', async (_what, item, content, problems) => {
    const sum = `<bpmn:dataObject id="sum" itemSubjectRef="${item}" />`;
    const association = `<bpmn:dataInputAssociation><bpmn:sourceRef>sum</bpmn:sourceRef><bpmn:targetRef>paper</bpmn:targetRef>${content}</bpmn:dataInputAssociation>`;
    const task = `<bpmn:task id="work">${inputs('text', 'paper')}${association}</bpmn:task>`;
    expect(await errorsOf(model(task, sum))).toEqual(problems);
  });

  it.each([
    [
      'a collection of a single item',
      '<bpmn:dataObject id="sum" itemSubjectRef="text" isCollection="true" />',
    ],
    ['a single one of a collection', '<bpmn:dataObject id="sum" itemSubjectRef="texts" />'],
  ])('refuse %s', async (_what, object) => {
    expect(await errorsOf(model('<bpmn:task id="work" />', object))).toEqual([
      'error collectionMismatch sum',
    ]);
  });

  it.each([
    ['the scalar of the collection', 'same-text', []],
    ['another scalar', 'number', ['error loopItemType work']],
    ['a collection again', 'texts', ['error loopItemType work']],
  ])('are those a loop goes through: %s', async (_what, item, problems) => {
    const isCollection = item === 'texts' ? ' isCollection="true"' : '';
    const each = `<bpmn:inputDataItem id="each" itemSubjectRef="${item}"${isCollection} />`;
    const loop = `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>papers</bpmn:loopDataInputRef>${each}</bpmn:multiInstanceLoopCharacteristics>`;
    const own = inputs('texts', 'papers').replace('"texts"', '"texts" isCollection="true"');
    const task = `<bpmn:task id="work">${own}${loop}</bpmn:task>`;
    expect(await errorsOf(model(task))).toEqual(problems);
  });

  it('refuse a loop through data of another activity', async () => {
    const other = `<bpmn:task id="other">${inputs('text', 'paper')}</bpmn:task>${flowXml('main-begin', 'other', 'main-done')}`;
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>paper</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics>';
    expect(await errorsOf(model(`<bpmn:task id="work">${loop}</bpmn:task>`, other))).toEqual([
      'error loopDataPlace work',
    ]);
  });
});

describe('the data of tasks with messages', () => {
  it.each([
    ['sends its item', 'sendTask', 'messageRef="question"', inputs('same-text', 'paper'), []],
    [
      'sends another item',
      'sendTask',
      'messageRef="question"',
      inputs('number', 'paper'),
      ['messageDataItem'],
    ],
    [
      'sends twice',
      'sendTask',
      'messageRef="question"',
      inputs('text', 'paper', 'copy'),
      ['messageDataCount'],
    ],
    [
      'receives another item',
      'receiveTask',
      'messageRef="answer"',
      outputs('text', 'reply'),
      ['messageDataItem'],
    ],
    [
      'receives twice',
      'receiveTask',
      'messageRef="answer"',
      outputs('number', 'reply', 'copy'),
      ['messageDataCount'],
    ],
    [
      'asks with another item',
      'serviceTask',
      'operationRef="ask"',
      inputs('number', 'paper'),
      ['messageDataItem'],
    ],
    [
      'hears another item',
      'serviceTask',
      'operationRef="ask"',
      outputs('text', 'reply'),
      ['messageDataItem'],
    ],
    ['asks and hears right', 'serviceTask', 'operationRef="ask"', outputs('number', 'reply'), []],
  ])('are right or refused: it %s', async (_what, kind, reference, own, rules) => {
    const task = `<bpmn:${kind} id="work" ${reference}>${own}</bpmn:${kind}>`;
    expect(await errorsOf(model(task))).toEqual(rules.map((rule) => `error ${rule} work`));
  });
});

describe('the data of events', () => {
  const catching = (content: string) =>
    `<bpmn:intermediateCatchEvent id="work">${content}<bpmn:messageEventDefinition messageRef="question" /></bpmn:intermediateCatchEvent>`;

  it.each([
    ['one for its definition', data('dataOutput', 'heard', 'text'), []],
    [
      'two for one definition',
      data('dataOutput', 'heard', 'text') + data('dataOutput', 'more', 'text'),
      ['eventDataCount'],
    ],
    ['another item', data('dataOutput', 'heard', 'number'), ['eventDataItem']],
  ])('are as many and of the kind of its definitions: %s', async (_what, content, rules) => {
    expect(await errorsOf(model(catching(content)))).toEqual(
      rules.map((rule) => `error ${rule} work`),
    );
  });
});

describe('the data of a call', () => {
  const called = (own: string) =>
    `<bpmn:globalTask id="called" name="Called">${own.replaceAll('set-of', 'called').replaceAll('paper', 'sheet')}</bpmn:globalTask>`;
  const call = (own: string, demanded: string) =>
    model(`<bpmn:callActivity id="work" calledElement="called">${own}</bpmn:callActivity>`).replace(
      '<bpmn:process',
      `${called(demanded)}<bpmn:process`,
    );

  it.each([
    ['match', inputs('text', 'paper'), inputs('same-text', 'paper'), []],
    ['are of another item', inputs('number', 'paper'), inputs('text', 'paper'), ['work']],
    ['are missing', '', inputs('text', 'paper'), ['work']],
    ['are too many', inputs('text', 'paper'), '', ['work']],
    [
      'are mapped by an extension',
      '<bpmn:extensionElements><lemniscate:io /></bpmn:extensionElements>',
      inputs('text', 'paper'),
      [],
    ],
  ])('are told when they %s', async (_what, own, demanded, elements) => {
    expect(await errorsOf(call(own, demanded))).toEqual(
      elements.map((id) => `error calledDataMismatch ${id}`),
    );
  });
});
