import { definitionsXml, flowXml, processXml } from '../../support/bpmn-text.js';
import { compileOne, problemsOf } from '../../support/compile-one.js';

function withTask(data: string, task: string, roots = ''): string {
  const work = `<bpmn:task id="work">${task}</bpmn:task>`;
  return definitionsXml(
    `${roots}${processXml(`${data}${work}${flowXml('main-begin', 'work', 'main-done')}`)}`,
  );
}

function input(source: string, target: string, content = ''): string {
  return `<bpmn:dataInputAssociation id="in-association"><bpmn:sourceRef>${source}</bpmn:sourceRef><bpmn:targetRef>${target}</bpmn:targetRef>${content}</bpmn:dataInputAssociation>`;
}

function output(source: string, target: string, content = ''): string {
  return `<bpmn:dataOutputAssociation id="out-association"><bpmn:sourceRef>${source}</bpmn:sourceRef><bpmn:targetRef>${target}</bpmn:targetRef>${content}</bpmn:dataOutputAssociation>`;
}

function specification(inputs: string, outputs = ''): string {
  const refs = (kind: string, text: string) =>
    [...text.matchAll(/id="(\w+)"/g)]
      .map(([, id]) => `<bpmn:${kind}>${id}</bpmn:${kind}>`)
      .join('');
  const sets = `<bpmn:inputSet>${refs('dataInputRefs', inputs)}</bpmn:inputSet><bpmn:outputSet>${refs('dataOutputRefs', outputs)}</bpmn:outputSet>`;
  return `<bpmn:ioSpecification>${inputs}${outputs}${sets}</bpmn:ioSpecification>`;
}

const order = '<bpmn:dataObject id="order" />';
const own = specification('<bpmn:dataInput id="paper" />', '<bpmn:dataOutput id="result" />');

describe('the rules of data associations', () => {
  it('accept what leads from visible data to an input and from an output to visible data', async () => {
    const xml = withTask(order, `${own}${input('order', 'paper')}${output('result', 'order')}`);
    expect(await problemsOf(xml)).toEqual([]);
  });

  it.each([
    ['an input that leads to an output', `${own}${input('order', 'result')}`],
    ['an output that comes from an input', `${own}${output('paper', 'order')}`],
    ['an input that leads to data outside', input('order', 'order')],
    ['an input that comes from a task', `${own}${input('work', 'paper')}`],
    ['an output that leads to an event', `${own}${output('result', 'main-begin')}`],
  ])('refuse %s', async (_what, task) => {
    expect(await problemsOf(withTask(order, task))).toEqual(['error dataAssociationEnd work']);
  });

  it('refuse data of a scope that the element is not in', async () => {
    const inner = `<bpmn:subProcess id="inner"><bpmn:startEvent id="inner-begin" /><bpmn:endEvent id="inner-done" /><bpmn:dataObject id="hidden" />${flowXml('inner-begin', 'inner-done')}</bpmn:subProcess>${flowXml('main-begin', 'inner', 'main-done')}`;
    const xml = withTask(inner, `${own}${input('hidden', 'paper')}`);
    expect(await problemsOf(xml)).toEqual(['error dataNotVisible work']);
  });

  it('refuse several sources without a word on how they become one value', async () => {
    const second = '<bpmn:sourceRef>other</bpmn:sourceRef>';
    const data = `${order}<bpmn:dataObject id="other" />`;
    const association = input('order', 'paper').replace(
      '<bpmn:targetRef>',
      `${second}<bpmn:targetRef>`,
    );
    expect(await problemsOf(withTask(data, `${own}${association}`))).toEqual([
      'error dataAssociationSources work',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['no path', 'paper[1]'],
    ['data of somebody else', 'order'],
  ])('refuse an assignment of an input to %s', async (_what, to) => {
    const assignment = `<bpmn:assignment><bpmn:from>1</bpmn:from><bpmn:to>${to}</bpmn:to></bpmn:assignment>`;
    expect(
      await problemsOf(withTask(order, `${own}${input('order', 'paper', assignment)}`)),
    ).toEqual(['error assignmentTargetInvalid work']);
  });

  it('tell of FEEL that cannot be read, in transformations and assignments alike', async () => {
    const content =
      '<bpmn:transformation>1 +</bpmn:transformation><bpmn:assignment><bpmn:from>2 *</bpmn:from><bpmn:to>paper</bpmn:to></bpmn:assignment>';
    expect(await problemsOf(withTask(order, `${own}${input('order', 'paper', content)}`))).toEqual([
      'error feelSyntax work',
      'error feelSyntax work',
    ]);
  });

  it('warn that a data store is not bound yet, read or written', async () => {
    const roots = '<bpmn:dataStore id="ledger" />';
    const store = '<bpmn:dataStoreReference id="store" dataStoreRef="ledger" />';
    const task = `${own}${input('store', 'paper')}${output('result', 'store')}`;
    expect(await problemsOf(withTask(store, task, roots))).toEqual([
      'warning dataStoreUnbound work',
      'warning dataStoreUnbound work',
    ]);
  });

  it('refuse inputs and outputs of an embedded sub-process', async () => {
    const inner = `<bpmn:subProcess id="inner">${own}<bpmn:startEvent id="inner-begin" /><bpmn:endEvent id="inner-done" />${flowXml('inner-begin', 'inner-done')}</bpmn:subProcess>${flowXml('main-begin', 'inner', 'main-done')}`;
    expect(await problemsOf(definitionsXml(processXml(inner)))).toEqual([
      'error ioSpecificationForbidden inner',
    ]);
  });

  it('let arrows pass that are only drawn', async () => {
    const placeholder = '<bpmn:property id="place" name="__targetRef_placeholder" />';
    const drawn =
      '<bpmn:dataOutputAssociation id="out"><bpmn:targetRef>order</bpmn:targetRef></bpmn:dataOutputAssociation>';
    const xml = withTask(order, `${placeholder}${input('order', 'place')}${drawn}`);

    const program = await compileOne(xml);

    const work = program.elements.find(({ id }) => id === 'work');
    expect(work).toMatchObject({ inputs: [], outputs: [] });
    expect(work?.data).toBeUndefined();
  });
});

describe('the rule of expression languages', () => {
  const expression = (attributes: string) =>
    input('order', 'paper', `<bpmn:transformation ${attributes}>order</bpmn:transformation>`);

  it.each(['feel', 'https://www.omg.org/spec/DMN/20191111/FEEL/', 'application/FEEL'])(
    'accepts %s',
    async (language) => {
      const xml = withTask(order, `${own}${expression(`language="${language}"`)}`);
      expect(await problemsOf(xml)).toEqual([]);
    },
  );

  it.each(['http://www.w3.org/1999/XPath', 'java', 'javascript'])(
    'refuses an expression in %s',
    async (language) => {
      const xml = withTask(order, `${own}${expression(`language="${language}"`)}`);
      expect(await problemsOf(xml)).toEqual(['error expressionLanguageUnsupported work']);
    },
  );

  it('reads the XPath of the definitions, which is what BPMN says of itself, as FEEL', async () => {
    const xml = withTask(order, `${own}${expression('')}`).replace(
      'targetNamespace',
      'expressionLanguage="http://www.w3.org/1999/XPath" targetNamespace',
    );
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('refuses expressions in another language of the definitions, but for those that say FEEL', async () => {
    const foreign = (task: string) =>
      withTask(order, `${own}${task}`).replace(
        'targetNamespace',
        'expressionLanguage="http://www.mvel.org" targetNamespace',
      );
    expect(await problemsOf(foreign(expression('')))).toEqual([
      'error expressionLanguageUnsupported work',
    ]);
    expect(await problemsOf(foreign(expression('language="feel"')))).toEqual([]);
  });

  it('names the flow whose condition is in another language', async () => {
    const condition =
      '<bpmn:conditionExpression xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="bpmn:tFormalExpression" language="mvel">x</bpmn:conditionExpression>';
    const flow = `<bpmn:sequenceFlow id="way" sourceRef="main-begin" targetRef="work">${condition}</bpmn:sequenceFlow>`;
    const xml = definitionsXml(
      processXml(`<bpmn:task id="work" />${flow}${flowXml('work', 'main-done')}`),
    );
    expect(await problemsOf(xml)).toContain('error expressionLanguageUnsupported way');
  });
});
