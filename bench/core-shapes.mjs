/**
 * The processes that the core benchmark runs, in BPMN that both engines read. Each element counts
 * as one step when it is completed.
 */

const namespaces = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:lemniscate="urn:lemniscate:bpmn:1"',
].join(' ');

const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);
const flow = (source, target) =>
  `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}" />`;
const chain = (...ids) => ids.slice(1).map((target, index) => flow(ids[index], target));
const serviceTask = (id) =>
  `<serviceTask id="${id}"><extensionElements><lemniscate:job type="work" /></extensionElements></serviceTask>`;

function processOf(id, content) {
  return `<process id="${id}" isExecutable="true">${content.join('\n')}</process>`;
}

function definitionsOf(...processes) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions id="definitions" targetNamespace="urn:lemniscate:bench" ${namespaces}>
${processes.join('\n')}
</definitions>`;
}

function sequence(count) {
  const tasks = numbers(count).map((number) => `task${number}`);
  return [
    '<startEvent id="start" />',
    ...tasks.map(serviceTask),
    '<endEvent id="end" />',
    ...chain('start', ...tasks, 'end'),
  ];
}

function forkAndJoin(ids, write) {
  return [
    '<startEvent id="start" /><parallelGateway id="fork" />',
    ...ids.map(write),
    '<parallelGateway id="join" /><endEvent id="end" />',
    flow('start', 'fork'),
    ...ids.flatMap((id) => chain('fork', id, 'join')),
    flow('join', 'end'),
  ];
}

const userTask = [
  '<startEvent id="start" />',
  '<userTask id="task"><extensionElements><lemniscate:assignment candidateRoles="agent" /></extensionElements></userTask>',
  '<endEvent id="end" />',
  ...chain('start', 'task', 'end'),
];

/** The condition that the other engine's own language says; ours reads the text as FEEL. */
export const conditions = {
  over: ({ amount }) => amount > 1000,
  near: ({ amount, customer }) => amount > 100 && customer === 'regular',
};

function gateways() {
  const names = numbers(5);
  const condition = (source, target, name, text) =>
    `<sequenceFlow id="${source}-${target}-${name}" sourceRef="${source}" targetRef="${target}">
       <conditionExpression xsi:type="tFormalExpression" language="${name}">${text}</conditionExpression>
     </sequenceFlow>`;
  return [
    '<startEvent id="start" />',
    ...names.flatMap((number) => [
      `<exclusiveGateway id="which${number}" default="which${number}-small${number}" />`,
      `<task id="large${number}" /><task id="medium${number}" /><task id="small${number}" />`,
      `<endEvent id="large${number}-end" /><endEvent id="small${number}-end" />`,
      condition(`which${number}`, `large${number}`, 'over', 'amount &gt; 1000'),
      condition(
        `which${number}`,
        `medium${number}`,
        'near',
        'amount &gt; 100 and customer = "regular"',
      ),
      flow(`which${number}`, `small${number}`),
      flow(`large${number}`, `large${number}-end`),
      flow(`small${number}`, `small${number}-end`),
    ]),
    '<endEvent id="end" />',
    flow('start', 'which1'),
    // No merges: the other engine sends a dead token over every flow that is not taken, and merges multiply them.
    ...names.slice(1).map((number) => flow(`medium${number - 1}`, `which${number}`)),
    flow('medium5', 'end'),
  ];
}

const called = definitionsOf(
  processOf(
    'main',
    forkAndJoin(
      numbers(50).map((number) => `call${number}`),
      (id) => `<callActivity id="${id}" calledElement="called" />`,
    ),
  ),
  // Not executable by itself for the other engine, which would start it beside its caller.
  '<process id="called" isExecutable="false">' +
    '<startEvent id="begin" />' +
    serviceTask('work') +
    '<endEvent id="finish" />' +
    chain('begin', 'work', 'finish').join('') +
    '</process>',
);

/** `steps` is the number of elements that one instance completes, its called ones included. */
export const shapes = [
  { name: 'one_task', xml: definitionsOf(processOf('main', sequence(1))), steps: 3 },
  { name: 'ten_tasks', xml: definitionsOf(processOf('main', sequence(10))), steps: 12 },
  {
    name: 'four_parallel_tasks',
    xml: definitionsOf(
      processOf(
        'main',
        forkAndJoin(
          numbers(4).map((number) => `task${number}`),
          serviceTask,
        ),
      ),
    ),
    steps: 8,
  },
  { name: 'user_task', xml: definitionsOf(processOf('main', userTask)), steps: 3 },
  { name: 'parent_with_50_children', xml: called, steps: 204 },
  {
    name: 'feel_gateways',
    xml: definitionsOf(processOf('main', gateways())),
    steps: 12,
    variables: { amount: 250, customer: 'regular' },
  },
];

function loop(attributes, more = '') {
  return `<multiInstanceLoopCharacteristics ${attributes}>
    <extensionElements>
      <lemniscate:loop collection="items" item="item" outputCollection="results" outputItem="result" />
    </extensionElements>
    ${more}
  </multiInstanceLoopCharacteristics>`;
}

const until = (text) => `<completionCondition>${text}</completionCondition>`;
const script = '<extensionElements><lemniscate:result variable="result" /></extensionElements>';

function looped(activity) {
  return definitionsOf(
    processOf('main', [
      '<startEvent id="start" />',
      activity,
      '<endEvent id="end" />',
      ...chain('start', 'each', 'end'),
    ]),
  );
}

/** Multi-instances over the variable `items`; `steps` counts completed elements, the loop itself among them. */
export const loopShapes = [
  {
    name: 'parallel scripts',
    xml: looped(
      `<scriptTask id="each">${script}${loop('', until('numberOfCompletedInstances &lt; 0'))}<script>item * 2</script></scriptTask>`,
    ),
    steps: (items) => items + 3,
  },
  {
    name: 'sequential scripts',
    xml: looped(
      `<scriptTask id="each">${script}${loop('isSequential="true"')}<script>item * 2</script></scriptTask>`,
    ),
    steps: (items) => items + 3,
  },
  {
    name: 'parallel user tasks',
    xml: looped(
      `<userTask id="each"><extensionElements><lemniscate:assignment candidateRoles="agent" /></extensionElements>${loop('', until('numberOfCompletedInstances = numberOfInstances'))}</userTask>`,
    ),
    steps: (items) => items + 3,
  },
  {
    name: 'service tasks, 500 at a time',
    xml: looped(
      `<serviceTask id="each"><extensionElements><lemniscate:job type="work" /></extensionElements>${loop('')}</serviceTask>`,
    ),
    steps: (items) => items + 3,
  },
  {
    name: 'parallel sub-processes',
    xml: looped(
      `<subProcess id="each">${loop('')}
         <startEvent id="in" /><scriptTask id="work">${script}<script>item * 2</script></scriptTask><endEvent id="out" />
         ${chain('in', 'work', 'out').join('')}
       </subProcess>`,
    ),
    steps: (items) => items * 4 + 3,
  },
];
