/** The processes that only the durable benchmark runs, in BPMN. */

const namespaces = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:lemniscate="urn:lemniscate:bpmn:1"',
].join(' ');

const extension = (content) => `<extensionElements>${content}</extensionElements>`;
const element = (type, id, content = '') => `<${type} id="${id}">${content}</${type}>`;
const job = (id, more = '') =>
  element('serviceTask', id, extension('<lemniscate:job type="work" />') + more);
const person = (id, more = '') =>
  element('userTask', id, extension('<lemniscate:assignment candidateRoles="agent" />') + more);
const flow = (source, target, condition) =>
  `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">` +
  (condition === undefined
    ? ''
    : `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`) +
  '</sequenceFlow>';
const chain = (...ids) => ids.slice(1).map((target, index) => flow(ids[index], target));
const start = (id = 'start') => element('startEvent', id);
const end = (id = 'end') => element('endEvent', id);
const after = (duration) =>
  `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
const onMessage = '<messageEventDefinition messageRef="order" />';
const onCompensation = '<compensateEventDefinition />';
const boundary = (id, host, definition) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}">${definition}</boundaryEvent>`;
const repeated = (times, attributes = '') =>
  `<multiInstanceLoopCharacteristics ${attributes}><loopCardinality>${times}</loopCardinality></multiInstanceLoopCharacteristics>`;
const script = (id, format, text) =>
  `<scriptTask id="${id}" ${format}>${extension('<lemniscate:result variable="total" />')}<script>${text}</script></scriptTask>`;

const message = `<message id="order" name="order">${extension('<lemniscate:correlation key="=instanceId" />')}</message>`;

const processOf = (...content) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions id="definitions" targetNamespace="urn:lemniscate:bench" ${namespaces}>
  ${message}
  <process id="main" isExecutable="true">${content.flat().join('\n')}</process>
</definitions>`;

const around = (activity, id) => processOf(start(), activity, end(), chain('start', id, 'end'));
const names = (count) => Array.from({ length: count }, (_, index) => `task${index + 1}`);

function inclusive() {
  const gateway = (id) => element('inclusiveGateway', id);
  return processOf(
    [start(), gateway('fork'), ...names(3).map((id) => job(id)), gateway('join'), end()],
    [flow('start', 'fork'), flow('join', 'end')],
    names(3).map((id) => flow('fork', id, String(id !== 'task3')) + flow(id, 'join')),
  );
}

function eventBased() {
  const caught = (id, definition) => element('intermediateCatchEvent', id, definition);
  return processOf(
    [start(), element('eventBasedGateway', 'which'), end(), end('answered')],
    [caught('answer', onMessage), caught('silence', after('PT0.2S'))],
    [...chain('start', 'which', 'answer', 'answered'), ...chain('which', 'silence', 'end')],
  );
}

function compensated() {
  const undone = (id) => [
    job(id),
    `<serviceTask id="undo-${id}" isForCompensation="true">${extension('<lemniscate:job type="work" />')}</serviceTask>`,
    boundary(`regret-${id}`, id, onCompensation),
    `<association id="undoes-${id}" associationDirection="One" sourceRef="regret-${id}" targetRef="undo-${id}" />`,
  ];
  const inner = [
    start('begin'),
    ...names(2).flatMap(undone),
    end('finish'),
    ...chain('begin', ...names(2), 'finish'),
  ];
  return processOf(
    [start(), element('subProcess', 'booking', inner.join(''))],
    [element('intermediateThrowEvent', 'regret', onCompensation), end()],
    chain('start', 'booking', 'regret', 'end'),
  );
}

const eventSubProcess = [
  '<subProcess id="changed" triggeredByEvent="true">',
  element('startEvent', 'news', onMessage),
  job('react'),
  end('reacted'),
  ...chain('news', 'react', 'reacted'),
  '</subProcess>',
].join('');

const scriptsOf = (format, text) =>
  processOf(
    [start(), ...names(5).map((id) => script(id, format, text)), end()],
    chain('start', ...names(5), 'end'),
  );

export const models = {
  ten_user_tasks: processOf(
    [start(), ...names(10).map((id) => person(id)), end()],
    chain('start', ...names(10), 'end'),
  ),
  twenty_jobs_at_once: around(job('each', repeated(20)), 'each'),
  ten_people_at_once: around(person('each', repeated(10)), 'each'),
  ten_jobs_in_a_loop: around(job('each', repeated(10, 'isSequential="true"')), 'each'),
  inclusive_join: inclusive(),
  timer_at_event_gateway: eventBased(),
  deadline_kept: processOf(
    [start(), person('decide'), boundary('late', 'decide', after('P1D')), job('file')],
    [end(), end('too-late')],
    [...chain('start', 'decide', 'file', 'end'), ...chain('late', 'too-late')],
  ),
  deadline_missed: processOf(
    [start(), person('decide'), boundary('late', 'decide', after('PT0.2S')), job('remind')],
    [end(), end('reminded')],
    [...chain('start', 'decide', 'end'), ...chain('late', 'remind', 'reminded')],
  ),
  event_sub_process: processOf(
    [start(), person('decide'), eventSubProcess, end()],
    chain('start', 'decide', 'end'),
  ),
  five_feel_scripts: scriptsOf('', 'sum([1, 2, 3])'),
  five_javascripts: scriptsOf('scriptFormat="javascript"', '[1, 2, 3].reduce((a, b) => a + b)'),
  message_caught: around(element('intermediateCatchEvent', 'answer', onMessage), 'answer'),
  compensation: compensated(),
  ad_hoc: around(
    element(
      'adHocSubProcess',
      'desk',
      names(2)
        .map((id) => job(id))
        .join(''),
    ),
    'desk',
  ),
};
