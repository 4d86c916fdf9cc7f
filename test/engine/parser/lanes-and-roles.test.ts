import { definitionsXml, flowXml, processXml } from '../../support/bpmn-text.js';
import { problemsOf } from '../../support/compile-one.js';

function withLanes(lanes: string, task = '<bpmn:task id="work" />', roots = ''): string {
  const content = `<bpmn:laneSet id="lanes">${lanes}</bpmn:laneSet>${task}${flowXml('main-begin', 'work', 'main-done')}`;
  return definitionsXml(`${roots}${processXml(content)}`);
}

function lane(id: string, ...nodes: readonly string[]): string {
  const refs = nodes.map((node) => `<bpmn:flowNodeRef>${node}</bpmn:flowNodeRef>`);
  return `<bpmn:lane id="${id}">${refs.join('')}</bpmn:lane>`;
}

function userTask(content: string): string {
  return `<bpmn:userTask id="work">${content}</bpmn:userTask>`;
}

function role(type: string, expression: string): string {
  return `<bpmn:${type}><bpmn:resourceAssignmentExpression><bpmn:formalExpression>${expression}</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:${type}>`;
}

describe('the rules of lanes', () => {
  it('accept lanes that share the flow nodes of their process among them', async () => {
    expect(await problemsOf(withLanes(lane('a', 'main-begin') + lane('b', 'work')))).toEqual([]);
  });

  it('refuse a member that is no flow node of the process', async () => {
    const problems = await problemsOf(withLanes(lane('a', 'main-begin-to-work', 'work')));
    expect(problems).toContain('error laneMemberInvalid a');
  });

  it('refuse a member that does not exist', async () => {
    expect(await problemsOf(withLanes(lane('a', 'nobody')))).toEqual(['error danglingReference a']);
  });

  it('warn of a node that stands in two lanes of one set', async () => {
    const problems = await problemsOf(withLanes(lane('a', 'work') + lane('b', 'work')));
    expect(problems).toEqual(['warning laneAmbiguous b']);
  });

  it('allow a node in the lane that it stands in and in the one around that', async () => {
    const inner = `<bpmn:lane id="outer"><bpmn:flowNodeRef>work</bpmn:flowNodeRef><bpmn:childLaneSet id="inner-set">${lane('inner', 'work')}</bpmn:childLaneSet></bpmn:lane>`;
    expect(await problemsOf(withLanes(inner))).toEqual([]);
  });

  it('warn that a task is offered to nobody if neither it nor its lane says to whom', async () => {
    const xml = withLanes(lane('agents', 'work'), userTask(''));
    expect(await problemsOf(xml)).toEqual(['warning assignmentMissing work']);
  });
});

describe('the resource roles of a user task', () => {
  it('refuse two performers: only one person can be it', async () => {
    const roles = role('performer', '"anna"') + role('humanPerformer', '"ben"');
    const xml = withLanes(lane('a', 'work'), userTask(roles));
    expect(await problemsOf(xml)).toEqual(['error performerAmbiguous work']);
  });

  it('tell of an expression that cannot be read', async () => {
    const xml = withLanes(lane('a', 'work'), userTask(role('potentialOwner', '1 +')));
    expect(await problemsOf(xml)).toContain('error feelSyntax work');
  });

  it('warn that the parameters of a resource are not looked at', async () => {
    const resource =
      '<bpmn:resource id="people" name="people"><bpmn:resourceParameter id="skill" name="skill" isRequired="true" /></bpmn:resource>';
    const bound =
      '<bpmn:potentialOwner><bpmn:resourceRef>people</bpmn:resourceRef><bpmn:resourceParameterBinding parameterRef="skill"><bpmn:formalExpression>"unix"</bpmn:formalExpression></bpmn:resourceParameterBinding></bpmn:potentialOwner>';
    const xml = withLanes(lane('a', 'work'), userTask(bound), resource);
    expect(await problemsOf(xml)).toEqual(['warning resourceParametersIgnored work']);
  });
});

describe('the separation of user tasks', () => {
  const task = (id: string, from = '') =>
    `<bpmn:userTask id="${id}"><bpmn:extensionElements><lemniscate:assignment candidateRoles="agent" separateFrom="${from}" /></bpmn:extensionElements></bpmn:userTask>`;
  const inSub = (id: string, content: string) =>
    `<bpmn:subProcess id="${id}">${content}</bpmn:subProcess>`;
  const problems = (content: string, ...ids: string[]) =>
    problemsOf(definitionsXml(processXml(content + flowXml('main-begin', ...ids, 'main-done'))));

  it('is from user tasks of the same process', async () => {
    expect(await problems(task('a') + task('b', 'a, nobody, main-done'), 'a', 'b')).toEqual([
      'error separationInvalid b',
      'error separationInvalid b',
    ]);
  });

  it('warns of tasks that only come afterwards, out of a sub-process as well', async () => {
    expect(await problems(task('a', 'b') + task('b'), 'a', 'b')).toEqual([
      'warning separationTooLate a',
    ]);
    expect(await problems(inSub('s', task('a', 'b')) + task('b'), 's', 'b')).toEqual([
      'warning separationTooLate a',
    ]);
  });

  it('may be from what stands beside, comes again, or is the task itself', async () => {
    const back = '<bpmn:sequenceFlow id="back" sourceRef="b" targetRef="a" />';
    expect(await problems(task('a', 'a') + task('b', 'a'), 'a', 'b')).toEqual([]);
    expect(await problems(task('a', 'b') + task('b') + back, 'a', 'b')).toEqual([]);
    expect(await problems(inSub('s', task('a') + task('b', 'a') + task('c', 'b')), 's')).toEqual(
      [],
    );
  });
});
