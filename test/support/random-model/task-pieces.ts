import { tag } from '../process-builder-xml.js';
import { assigned, type Ends, type Ground, type Lay, pick, withInputs } from './ground.js';
import type { Piece } from './piece.js';

function job(type: string): readonly string[] {
  return [tag('bpmn:extensionElements', {}, [tag('lemniscate:job', { type })])];
}

function script(ground: Ground, name: string, body: string, format: string): Ends {
  const id = ground.newId(name);
  const result = tag('lemniscate:result', { variable: `v_${id}` });
  const content = [tag('bpmn:extensionElements', {}, [result]), tag('bpmn:script', {}, [], body)];
  return ground.node('scriptTask', id, content, { scriptFormat: format });
}

/** Its expression fails until an operator gives what it lacks. */
const faulty: Lay = (ground) => {
  const id = ground.newId('faulty');
  const content = [tag('bpmn:script', {}, [], `1 + lacks_${id}`)];
  return ground.node('scriptTask', id, content, { scriptFormat: 'feel' });
};

/** A job, a decision, or one that is not known before an operator says which. */
const rule: Lay = (ground, { variant }) => {
  const id = ground.newId('rule');
  const kind = variant % 3;
  if (kind === 0) return ground.node('businessRuleTask', id, job('r'));
  const decisionId = kind === 1 ? 'rule' : `=if lacks_${id} = 1 then "rule" else null`;
  const called = tag('lemniscate:calledDecision', { decisionId, resultVariable: `v_${id}` });
  return ground.node('businessRuleTask', id, [tag('bpmn:extensionElements', {}, [called])]);
};

const sendMessage: Lay = (ground) => {
  const id = ground.newId('tell');
  const messageRef = ground.site.definitions.declare('message', id, { key: '=businessKey' });
  return ground.node('sendTask', id, [], { messageRef });
};

const receive: Lay = (ground) => {
  const id = ground.newId('receive');
  const messageRef = ground.site.definitions.declare('message', id, { key: '=businessKey' });
  return ground.node('receiveTask', id, [], { messageRef });
};

/** One task writes a data object, another reads it; side by side the reader waits for the writer. */
const data: Lay = (ground, { variant }) => {
  const [object, output, input] = ['object', 'out', 'in'].map((name) => ground.newId(name)) as [
    string,
    string,
    string,
  ];
  ground.add(tag('bpmn:dataObject', { id: object }));
  const writer = ground.node('userTask', ground.newId('write'), [
    ...assigned,
    specification({ output }),
    association('Output', output, object, '7'),
  ]);
  const reader = ground.node('task', ground.newId('read'), [
    specification({ input }),
    association('Input', object, input),
  ]);
  if (variant % 2 === 0) return ground.path(writer, reader);
  return beside(ground, [writer, reader]);
};

function specification({ input, output }: { input?: string; output?: string }): string {
  const ref = (name: string, id: string | undefined): readonly string[] =>
    id === undefined ? [] : [tag(`bpmn:${name}Refs`, {}, [], id)];
  return tag('bpmn:ioSpecification', {}, [
    ...(input === undefined ? [] : [tag('bpmn:dataInput', { id: input, name: input })]),
    ...(output === undefined ? [] : [tag('bpmn:dataOutput', { id: output, name: output })]),
    tag('bpmn:inputSet', {}, ref('dataInput', input)),
    // What the worker gives is of no importance here: it may be left out.
    tag('bpmn:outputSet', {}, [...ref('dataOutput', output), ...ref('optionalOutput', output)]),
  ]);
}

function association(
  way: 'Input' | 'Output',
  source: string,
  target: string,
  value?: string,
): string {
  const assignment =
    value === undefined
      ? []
      : [
          tag('bpmn:assignment', {}, [
            tag('bpmn:from', {}, [], value),
            tag('bpmn:to', {}, [], target),
          ]),
        ];
  return tag(`bpmn:data${way}Association`, {}, [
    ...(value === undefined ? [tag('bpmn:sourceRef', {}, [], source)] : []),
    tag('bpmn:targetRef', {}, [], target),
    ...assignment,
  ]);
}

/** All of them between a fork and a join. */
export function beside(ground: Ground, branches: readonly Ends[]): Ends {
  const [fork, join] = [ground.newId('fork'), ground.newId('join')];
  ground.node('parallelGateway', fork);
  ground.node('parallelGateway', join);
  for (const branch of branches) ground.path(fork, branch, join);
  return { first: fork, last: join };
}

/** Two tokens begin a task, and two leave it: inside a sub-process, which gives one on. */
const quantities: Lay = (ground) => {
  const id = ground.newId('sub');
  const content = ground.closedScope((inner) => {
    const [fork, task] = [inner.newId('fork'), inner.newId('both')];
    inner.node('parallelGateway', fork);
    inner.node('userTask', task, assigned, { startQuantity: '2', completionQuantity: '2' });
    for (const name of ['one', 'other']) inner.path(fork, inner.user(name), task);
    return [{ first: fork, last: task }, inner.user('twice')];
  });
  return ground.node('subProcess', id, content);
};

const globalTypes = [
  'globalTask',
  'globalUserTask',
  'globalManualTask',
  'globalScriptTask',
  'globalBusinessRuleTask',
] as const;

const callGlobal: Lay = (ground, { variant }) => {
  const [id, called] = [ground.newId('call'), ground.newId('global')];
  const type = pick(globalTypes, variant);
  const isScript = type === 'globalScriptTask';
  const content = isScript ? [tag('bpmn:script', {}, [], '1 + 1')] : [];
  const attributes = isScript ? { scriptLanguage: 'feel' } : {};
  ground.site.called.push(() => tag(`bpmn:${type}`, { id: called, ...attributes }, content));
  return ground.node('callActivity', id, [withInputs({ given: '1' })], { calledElement: called });
};

/** Tasks of all kinds. */
export const taskPieces: Readonly<Record<string, Piece>> = {
  task: { lay: (ground) => ground.node('task', ground.newId('task')) },
  manual: { lay: (ground) => ground.node('manualTask', ground.newId('manual')) },
  user: { lay: (ground) => ground.user('user') },
  service: { lay: (ground) => ground.node('serviceTask', ground.newId('service'), job('s')) },
  sendJob: { lay: (ground) => ground.node('sendTask', ground.newId('send'), job('m')) },
  sendMessage: { lay: sendMessage },
  receive: { lay: receive },
  rule: { lay: rule, variants: 3 },
  script: { lay: (ground) => script(ground, 'script', '1 + 1', 'feel') },
  javascript: { lay: (ground) => script(ground, 'javascript', '1 + 1', 'javascript') },
  faulty: { lay: faulty },
  data: { lay: data, variants: 2 },
  quantities: { lay: quantities },
  callGlobal: { lay: callGlobal, variants: globalTypes.length },
};
