import { compileBpmn } from '../../../engine/parser/index.js';
import { problemsOf } from '../../support/compile-one.js';

const namespaces =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1"';

/** A process whose one activity, `work`, is written as it is; `roots` stand beside the process. */
function modelOf(activity: string, roots = ''): string {
  return `<bpmn:definitions ${namespaces} id="d" targetNamespace="urn:test">${roots}
    <bpmn:process id="p" isExecutable="true">
      <bpmn:startEvent id="s"/>${activity}<bpmn:endEvent id="e"/>
      <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="work"/>
      <bpmn:sequenceFlow id="g" sourceRef="work" targetRef="e"/>
    </bpmn:process></bpmn:definitions>`;
}

function adHoc(content: string, attributes = ''): string {
  return modelOf(`<bpmn:adHocSubProcess id="work" ${attributes}>${content}</bpmn:adHocSubProcess>`);
}

describe('the rules of an ad-hoc sub-process', () => {
  it('forbid start and end events in it, each by its id', async () => {
    const content = '<bpmn:startEvent id="a"/><bpmn:task id="t"/><bpmn:endEvent id="b"/>';
    expect(await problemsOf(adHoc(content))).toEqual([
      'error adHocContent a',
      'error adHocContent b',
      'warning elementUnreachable b',
    ]);
  });

  it('demand activities in it', async () => {
    expect(await problemsOf(adHoc(''))).toEqual(['error adHocContent work']);
  });

  it('know two orderings', async () => {
    const problems = await problemsOf(adHoc('<bpmn:task id="t"/>', 'ordering="Random"'));
    expect(problems).toEqual(['error adHocOrderingInvalid work']);
  });

  it('forbid it to be triggered by an event', async () => {
    const problems = await problemsOf(adHoc('<bpmn:task id="t"/>', 'triggeredByEvent="true"'));
    expect(problems).toEqual(['error adHocTriggered work']);
  });

  it('warn of what nothing in it leads to and nobody can start', async () => {
    const gateway = '<bpmn:task id="t"/><bpmn:exclusiveGateway id="x"/>';
    expect(await problemsOf(adHoc(gateway))).toContain('warning elementUnreachable x');
  });

  it('want FEEL as completion condition and as rule', async () => {
    const extension =
      '<bpmn:extensionElements><lemniscate:adHoc activeElements="=["/></bpmn:extensionElements>';
    const content = `${extension}<bpmn:task id="t"/><bpmn:completionCondition>1 +</bpmn:completionCondition>`;
    expect(await problemsOf(adHoc(content))).toEqual([
      'error feelSyntax work',
      'error feelSyntax work',
    ]);
  });
});

describe('the compiler', () => {
  const decides = (called: string, beside = '') =>
    modelOf(
      `<bpmn:businessRuleTask id="work"><bpmn:extensionElements><lemniscate:calledDecision ${called}/>${beside}</bpmn:extensionElements></bpmn:businessRuleTask>`,
    );

  it.each([
    ['names no decision', 'resultVariable="rate"', 'error calledDecisionMissing work'],
    ['has a job as well', 'decisionId="rates" resultVariable="rate"', 'error decisionAndJob work'],
    ['keeps its result nowhere', 'decisionId="rates"', 'warning decisionResultUnused work'],
    [
      'names no tag of the version',
      'decisionId="rates" resultVariable="rate" binding="versionTag"',
      'error callBindingInvalid work',
    ],
    [
      'means something else by null',
      'decisionId="rates" resultVariable="rate" onNull="zero"',
      'error onNullInvalid work',
    ],
    [
      'computes its decision by what is no FEEL',
      'decisionId="=[" resultVariable="rate"',
      'error feelSyntax work',
    ],
  ])('tells of a business rule task that %s', async (what, called, problem) => {
    const job = what === 'has a job as well' ? '<lemniscate:job type="t"/>' : '';
    expect(await problemsOf(decides(called, job))).toEqual([problem]);
  });

  it('takes a business rule task that calls a decision, whether or not it is known', async () => {
    expect(await problemsOf(decides('decisionId="rates" resultVariable="rate"'))).toEqual([]);
  });

  it.each([
    ['latest', ['rates'], []],
    ['latest', [], ['error calledDecisionMissing work']],
    ['deployment', ['rates'], ['error calledDecisionMissing work']],
  ])('holds a call of the %s version against the known decisions %j', async (...row) => {
    const [binding, known, wanted] = row;
    const xml = decides(`decisionId="rates" resultVariable="rate" binding="${binding}"`);
    const { problems } = await compileBpmn(xml, { decisionIds: { known, together: [] } });
    expect(
      problems.map(({ severity, rule, elementId = '' }) => `${severity} ${rule} ${elementId}`),
    ).toEqual(wanted);
  });

  it('warns of a business rule task without a job', async () => {
    expect(await problemsOf(modelOf('<bpmn:businessRuleTask id="work"/>'))).toEqual([
      'warning jobTypeMissing work',
    ]);
  });

  it('warns of a send task with neither job nor message, and lets a message go by its id', async () => {
    expect(await problemsOf(modelOf('<bpmn:sendTask id="work"/>'))).toEqual([
      'warning jobTypeMissing work',
    ]);
    const nameless = modelOf('<bpmn:sendTask id="work" messageRef="m"/>', '<bpmn:message id="m"/>');
    expect(await problemsOf(nameless)).toEqual([]);
  });

  it('keeps implementation and operation of a task, and says that the operation is not called', async () => {
    // given
    const roots =
      '<bpmn:message id="m" name="m"/><bpmn:interface id="i" name="i"><bpmn:operation id="o" name="o"><bpmn:inMessageRef>m</bpmn:inMessageRef></bpmn:operation></bpmn:interface>';
    const job = '<bpmn:extensionElements><lemniscate:job type="t"/></bpmn:extensionElements>';
    const xml = modelOf(
      `<bpmn:serviceTask id="work" implementation="##WebService" operationRef="o">${job}</bpmn:serviceTask>`,
      roots,
    );

    // when
    const { programs, problems } = await compileBpmn(xml);

    // then
    expect(programs).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({
        rule: 'operationIgnored',
        severity: 'warning',
        elementId: 'work',
        params: { operation: 'o' },
      }),
    ]);
  });
});
