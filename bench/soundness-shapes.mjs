/** Models whose soundness is judged, as BPMN of about so many nodes. */

function model(id, nodes, flows) {
  const ends = flows.map(([source, target, condition], index) => {
    const text = condition ? '<conditionExpression>=choice</conditionExpression>' : '';
    return `<sequenceFlow id="f${index}" sourceRef="${source}" targetRef="${target}">${text}</sequenceFlow>`;
  });
  const elements = nodes.map(([type, name]) => `<${type} id="${name}" />`);
  return `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="${id}" isExecutable="true">${elements.join('')}${ends.join('')}</process></definitions>`;
}

class Drawing {
  nodes = [];
  flows = [];
  last = this.add('startEvent');

  add(type) {
    const id = `${type}${this.nodes.length}`;
    this.nodes.push([type, id]);
    return id;
  }

  then(type, from = this.last, condition = false) {
    const id = this.add(type);
    this.flows.push([from, id, condition]);
    this.last = id;
    return id;
  }

  connect(from, to, condition = false) {
    this.flows.push([from, to, condition]);
  }

  end(id) {
    this.then('endEvent');
    return model(id, this.nodes, this.flows);
  }

  /** Branches of tasks between two gateways. */
  block(type, branches, length) {
    const split = this.then(type);
    const ends = Array.from({ length: branches }, () => {
      this.last = split;
      for (let task = 0; task < length; task += 1)
        this.then('userTask', this.last, task === 0 && type !== 'parallelGateway');
      return this.last;
    });
    const join = this.add(type);
    for (const end of ends) this.connect(end, join);
    this.last = join;
  }
}

/** Blocks of every kind one after the other, ways back included. */
function structured(size) {
  const drawing = new Drawing();
  while (drawing.nodes.length < size) {
    for (const type of ['exclusiveGateway', 'parallelGateway']) drawing.block(type, 2, 2);
    const merge = drawing.then('exclusiveGateway');
    drawing.then('userTask');
    const back = drawing.then('exclusiveGateway');
    drawing.connect(back, merge, true);
  }
  return drawing.end('structured');
}

/** As many branches as each is long: ten by ten for a hundred tasks. */
function parallelHeavy(size) {
  const drawing = new Drawing();
  const side = Math.floor(Math.sqrt(size));
  drawing.block('parallelGateway', side, side);
  return drawing.end('parallel');
}

/** Branches that end by themselves, without a join. */
function unjoined(size) {
  const drawing = new Drawing();
  const split = drawing.then('parallelGateway');
  for (let branch = 0; branch < 10; branch += 1) {
    drawing.last = split;
    for (let task = 1; task < size / 10 - 1; task += 1) drawing.then('userTask');
    drawing.then('endEvent');
  }
  drawing.last = split;
  return drawing.end('unjoined');
}

/** Ways back inside one another. */
function loops(size) {
  const drawing = new Drawing();
  const merges = [];
  for (let depth = 0; depth < size / 4; depth += 1) {
    merges.push(drawing.then('exclusiveGateway'));
    drawing.then('userTask');
  }
  for (const merge of merges.reverse()) {
    drawing.then('userTask');
    const back = drawing.then('exclusiveGateway');
    drawing.connect(back, merge, true);
  }
  return drawing.end('loops');
}

/** Parallel branches that exchange tokens half way, so that no part stands for itself. */
function unstructured(size) {
  const drawing = new Drawing();
  while (drawing.nodes.length < size) {
    const split = drawing.then('parallelGateway');
    const left = drawing.then('parallelGateway', drawing.then('userTask', split));
    const right = drawing.then('parallelGateway', drawing.then('userTask', split));
    const ends = [left, right].map((from) => {
      const join = drawing.add('parallelGateway');
      drawing.connect(left, join);
      drawing.connect(right, join);
      drawing.last = join;
      return [from, drawing.then('userTask')][1];
    });
    const join = drawing.add('parallelGateway');
    for (const end of ends) drawing.connect(end, join);
    drawing.last = join;
    const choice = drawing.then('exclusiveGateway');
    const one = drawing.then('userTask', choice, true);
    const other = drawing.then('exclusiveGateway', choice);
    const merge = drawing.add('exclusiveGateway');
    drawing.connect(other, one, true);
    drawing.connect(other, merge);
    drawing.connect(one, merge);
    drawing.last = merge;
  }
  return drawing.end('unstructured');
}

function inclusive(size) {
  const drawing = new Drawing();
  while (drawing.nodes.length < size) drawing.block('inclusiveGateway', 4, 3);
  return drawing.end('inclusive');
}

/** The structured one, with a choice that a parallel join waits for in the end. */
function deadlocking(size) {
  const drawing = new Drawing();
  while (drawing.nodes.length < size - 6) drawing.block('parallelGateway', 3, 4);
  const split = drawing.then('exclusiveGateway');
  const left = drawing.then('userTask', split, true);
  const right = drawing.then('userTask', split);
  const join = drawing.add('parallelGateway');
  drawing.connect(left, join);
  drawing.connect(right, join);
  drawing.last = join;
  return drawing.end('deadlocking');
}

export const soundnessShapes = [
  { name: 'structured', write: structured, verdict: 'sound' },
  { name: 'parallel', write: parallelHeavy, verdict: 'sound' },
  { name: 'unjoined', write: unjoined, verdict: 'sound' },
  { name: 'loops', write: loops, verdict: 'sound' },
  { name: 'unstructured', write: unstructured, verdict: 'sound' },
  { name: 'inclusive', write: inclusive, verdict: 'sound' },
  { name: 'deadlocking', write: deadlocking, verdict: 'unsound' },
];
