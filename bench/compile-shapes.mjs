/**
 * Models with about a thousand flow nodes each, as a modeler saves them: every node lists its flows and has a place in the
 * diagram. Each shape is hard on another part of the compiler.
 */

const nodes = 1000;

class Model {
  parts = [];
  drawings = [];
  count = 0;
  lastFlow = 0;
  flows = new Map();

  node(type, id, { attributes = '', content = '' } = {}) {
    this.count += 1;
    this.flows.set(id, []);
    this.parts.push({ type, id, attributes, content });
    this.drawings.push(
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${this.count * 10}" y="100" width="100" height="80" /></bpmndi:BPMNShape>`,
    );
    return id;
  }

  flow(source, target, condition) {
    const id = `flow_${(this.lastFlow += 1)}`;
    this.flows.get(source).push(`<bpmn:outgoing>${id}</bpmn:outgoing>`);
    this.flows.get(target).push(`<bpmn:incoming>${id}</bpmn:incoming>`);
    const expression =
      condition === undefined
        ? ''
        : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>`;
    this.parts.push({ flow: `id="${id}" sourceRef="${source}" targetRef="${target}"`, expression });
    this.drawings.push(
      `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="1" y="2" /><di:waypoint x="3" y="4" /></bpmndi:BPMNEdge>`,
    );
    return id;
  }

  chain(...ids) {
    ids.slice(1).forEach((target, index) => this.flow(ids[index], target));
  }

  write() {
    const written = this.parts.map(({ type, id, attributes, content, flow, expression }) =>
      flow === undefined
        ? `<bpmn:${type} id="${id}" name="Step ${id}" ${attributes}>${before(content)}${this.flows.get(id).join('')}${after(content)}</bpmn:${type}>`
        : `<bpmn:sequenceFlow ${flow}>${expression}</bpmn:sequenceFlow>`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions id="definitions" targetNamespace="urn:lemniscate:bench"
  xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:lemniscate="urn:lemniscate:bpmn:1">
<bpmn:process id="main" isExecutable="true">
${written.join('\n')}
</bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="main">
${this.drawings.join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
  }
}

/** Extensions stand before the flows of a node, everything else behind them. */
const before = (content) => (content.startsWith('<bpmn:extensionElements') ? content : '');
const after = (content) => (content.startsWith('<bpmn:extensionElements') ? '' : content);

const extended = (content) => ({
  content: `<bpmn:extensionElements>${content}</bpmn:extensionElements>`,
});
const job = extended('<lemniscate:job type="work" />');
const mapped = extended(
  '<lemniscate:job type="work" /><lemniscate:io><lemniscate:input source="=order.total * 1.21" target="sum" /><lemniscate:output source="=result.id" target="resultId" /></lemniscate:io>',
);
const assigned = extended(
  '<lemniscate:assignment candidateRoles="agent" /><lemniscate:schedule dueDate="=now() + duration(&quot;PT4H&quot;)" priority="=2 + impact" />',
);

function sequence() {
  const model = new Model();
  const ids = [model.node('startEvent', 'begin')];
  while (model.count < nodes - 1) ids.push(model.node('serviceTask', `task_${model.count}`, job));
  model.chain(...ids, model.node('endEvent', 'done'));
  return model.write();
}

/** One gateway with a thousand ways out, another one with as many in. */
function fan(type, condition) {
  const model = new Model();
  const begin = model.node('startEvent', 'begin');
  const fork = model.node(type, 'fork', condition && { attributes: 'default="flow_2"' });
  const join = model.node(type, 'join');
  model.chain(begin, fork);
  while (model.count < nodes - 1) {
    const task = model.node('serviceTask', `task_${model.count}`, job);
    model.flow(fork, task, model.lastFlow === 1 ? undefined : condition?.(model.count));
    model.flow(task, join);
  }
  model.chain(join, model.node('endEvent', 'done'));
  return model.write();
}

/** What real processes are made of, block after block: assignments, mappings, choices, loops back, timers on the border. */
function mixed(gateway) {
  const model = new Model();
  let last = model.node('startEvent', 'begin');
  for (let block = 0; model.count < nodes - 9; block += 1) {
    const isLoop = gateway === 'exclusiveGateway';
    const merge = isLoop ? [model.node(gateway, `merge_${block}`)] : [];
    const review = model.node('userTask', `review_${block}`, assigned);
    const late = model.node('boundaryEvent', `late_${block}`, {
      attributes: `attachedToRef="${review}" cancelActivity="false"`,
      content: `<bpmn:timerEventDefinition id="late_${block}_timer"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT4H</bpmn:timeDuration></bpmn:timerEventDefinition>`,
    });
    const remind = model.node('serviceTask', `remind_${block}`, job);
    model.chain(last, ...merge, review);
    model.chain(late, remind, model.node('endEvent', `reminded_${block}`));
    const split = model.node(gateway, `split_${block}`, {
      attributes: `default="flow_${model.lastFlow + 2}"`,
    });
    const join = model.node(gateway, `join_${block}`);
    model.flow(review, split);
    const work = model.node('serviceTask', `work_${block}`, mapped);
    model.flow(split, work);
    model.flow(split, join, `order.total > ${block} and customer.class in ["gold", "silver"]`);
    for (const back of merge) model.flow(split, back, `order.again = ${block}`);
    model.flow(work, join);
    last = join;
  }
  model.chain(last, model.node('endEvent', 'done'));
  return model.write();
}

/** Sub-processes a hundred deep would be no model; ten deep, again and again, is. */
function nested() {
  const model = new Model();
  const scope = (path, depth) => {
    const names = ['s', 'a', 'b', 'e'].map((name) => `${path}_${name}`);
    const [start, first, second, end] = names;
    model.count += 4;
    const inner =
      depth === 0 || model.count > nodes
        ? `<bpmn:task id="${second}" />`
        : `<bpmn:subProcess id="${second}">${scope(`${path}x`, depth - 1)}</bpmn:subProcess>`;
    return `<bpmn:startEvent id="${start}" /><bpmn:task id="${first}" />${inner}<bpmn:endEvent id="${end}" />${[
      [start, first],
      [first, second],
      [second, end],
    ]
      .map(
        ([source, target]) =>
          `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}" />`,
      )
      .join('')}`;
  };
  const ids = [model.node('startEvent', 'begin')];
  while (model.count < nodes - 1) {
    const id = `sub_${model.count}`;
    ids.push(model.node('subProcess', id, { content: scope(id, 9) }));
  }
  model.chain(...ids, model.node('endEvent', 'done'));
  return model.write();
}

const greater = (number) => `amount > ${number}`;

export const shapes = [
  { name: 'sequence', xml: sequence() },
  { name: 'parallel_fan', xml: fan('parallelGateway') },
  { name: 'exclusive_fan', xml: fan('exclusiveGateway', greater) },
  { name: 'inclusive_fan', xml: fan('inclusiveGateway', greater) },
  { name: 'mixed', xml: mixed('exclusiveGateway') },
  { name: 'mixed_inclusive', xml: mixed('inclusiveGateway') },
  { name: 'nested', xml: nested() },
];
