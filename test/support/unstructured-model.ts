import type { Random } from '../fuzz/random.js';
import { buildProcess, type ScopeBuilder } from './process-builder.js';

export type NodeKind =
  | 'start'
  | 'end'
  | 'terminate'
  | 'error'
  | 'user'
  | 'throw'
  | 'catch'
  | 'exclusive'
  | 'parallel'
  | 'inclusive'
  | 'eventBased'
  | 'sub'
  | 'border';

export interface ModelNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Of a sub-process. */
  readonly inner?: ModelGraph;
  /** Of an event on a border. */
  readonly host?: string;
  readonly trigger?: 'message' | 'error';
  readonly isInterrupting?: boolean;
}

export interface ModelFlow {
  readonly id: string;
  readonly source: string;
  target: string;
  /** Taken when no condition of the others holds. */
  readonly isDefault: boolean;
}

/** The content of a scope: gateways and flows in any order, so that it may be sound or not. */
export interface ModelGraph {
  readonly nodes: ModelNode[];
  readonly flows: ModelFlow[];
}

/** A model of about so many nodes; with a depth, sub-processes as well. */
export function unstructuredModel(random: Random, size: number, depth: number): ModelGraph {
  return new Drawing(random, depth, '').draw(size);
}

/** The end of a flow that leads nowhere yet. */
type OpenEnd = Pick<ModelFlow, 'source' | 'isDefault'>;

class Drawing {
  private readonly graph: ModelGraph = { nodes: [], flows: [] };
  private open: OpenEnd[] = [];

  constructor(
    private readonly random: Random,
    private readonly depth: number,
    private readonly prefix: string,
  ) {}

  draw(size: number): ModelGraph {
    this.open = [{ source: this.add('start'), isDefault: false }];
    while (this.graph.nodes.length < size && this.open.length > 0) this.grow();
    if (this.open.length > 1 && !this.random.oneIn(3)) this.merge(this.open.length);
    for (let end = this.takeOne(); end !== undefined; end = this.takeOne()) this.close(end);
    return this.graph;
  }

  private add(kind: NodeKind, more: Partial<ModelNode> = {}): string {
    const id = `${this.prefix}${kind.slice(0, 2)}${this.graph.nodes.length}`;
    this.graph.nodes.push({ id, kind, ...more });
    return id;
  }

  private connect({ source, isDefault }: OpenEnd, target: string): void {
    const id = `${this.prefix}f${this.graph.flows.length}`;
    this.graph.flows.push({ id, source, target, isDefault });
  }

  private takeOne(): OpenEnd | undefined {
    return this.open.splice(this.random.below(this.open.length), 1)[0];
  }

  private grow(): void {
    const choice = this.random.below(12);
    if (choice < 4 && this.open.length > 1) return this.merge(2);
    if (choice === 4 && this.graph.flows.length > 0) return this.loop();
    const end = this.takeOne();
    if (end === undefined) return;
    if (choice < 8) return this.split(end);
    if (choice === 8 && this.open.length > 0) return this.close(end);
    this.activity(end);
  }

  private split(end: OpenEnd): void {
    const kind = this.random.pick([
      'exclusive',
      'parallel',
      'parallel',
      'inclusive',
      'eventBased',
    ] as const);
    const gateway = this.add(kind ?? 'parallel');
    this.connect(end, gateway);
    const ways = this.random.oneIn(4) ? 3 : 2;
    const hasDefault = this.random.oneIn(2) && (kind === 'exclusive' || kind === 'inclusive');
    for (let way = 0; way < ways; way += 1) {
      const before = { source: gateway, isDefault: hasDefault && way === 0 };
      if (kind !== 'eventBased') this.open.push(before);
      else {
        const event = this.add('catch');
        this.connect(before, event);
        this.open.push({ source: event, isDefault: false });
      }
    }
  }

  private merge(count: number): void {
    const kind = this.random.pick([
      'exclusive',
      'parallel',
      'parallel',
      'inclusive',
      'inclusive',
      'user',
    ] as const);
    const node = this.add(kind ?? 'parallel');
    for (let merged = 0; merged < count; merged += 1) {
      const end = this.takeOne();
      if (end !== undefined) this.connect(end, node);
    }
    this.open.push({ source: node, isDefault: false });
  }

  /** A way back into a flow that is there already. */
  private loop(): void {
    const flow = this.random.pick(
      this.graph.flows.filter(({ target }) => this.kindOf(target) !== 'catch'),
    );
    const end = this.takeOne();
    if (flow === undefined || end === undefined) return;
    const head = this.add(this.random.oneIn(5) ? 'inclusive' : 'exclusive');
    const back = this.add(this.random.oneIn(5) ? 'parallel' : 'exclusive');
    const { target } = flow;
    flow.target = head;
    this.connect({ source: head, isDefault: false }, target);
    this.connect(end, back);
    this.connect({ source: back, isDefault: false }, head);
    this.open.push({ source: back, isDefault: false });
  }

  private kindOf(id: string): NodeKind | undefined {
    return this.graph.nodes.find((node) => node.id === id)?.kind;
  }

  private activity(end: OpenEnd): void {
    const isSub = this.depth > 0 && this.random.oneIn(3);
    const host = isSub ? this.subProcess() : this.add(this.random.oneIn(4) ? 'throw' : 'user');
    this.connect(end, host);
    this.open.push({ source: host, isDefault: false });
    if (this.kindOf(host) === 'throw' || !this.random.oneIn(isSub ? 2 : 4)) return;
    const trigger = isSub && this.random.oneIn(2) ? 'error' : 'message';
    const isInterrupting = trigger === 'error' || this.random.oneIn(2);
    const event = this.add('border', { host, trigger, isInterrupting });
    this.open.push({ source: event, isDefault: false });
  }

  private subProcess(): string {
    const size = 3 + this.random.below(4);
    const prefix = `${this.prefix}s${this.graph.nodes.length}`;
    return this.add('sub', { inner: new Drawing(this.random, this.depth - 1, prefix).draw(size) });
  }

  private close(end: OpenEnd): void {
    const kinds = [
      'end',
      'end',
      'end',
      'end',
      'terminate',
      this.prefix === '' ? 'end' : 'error',
    ] as const;
    this.connect(end, this.add(this.random.pick(kinds) ?? 'end'));
  }
}

/** Every graph of a model, the outer ones first, each with the sub-process around it. */
export function graphsOf(
  graph: ModelGraph,
  scope = 'main',
): readonly (readonly [string, ModelGraph])[] {
  const inner = graph.nodes.flatMap((node) => (node.inner ? graphsOf(node.inner, node.id) : []));
  return [[scope, graph], ...inner];
}

/** What passes a token on at once, unless it waits for several of them. */
export function passesOn({ kind }: ModelNode, incoming: number): boolean {
  const isJoin = (kind === 'parallel' || kind === 'inclusive') && incoming > 1;
  const keeping: readonly NodeKind[] = ['user', 'catch', 'eventBased', 'sub', 'border', 'start'];
  return !isJoin && !keeping.includes(kind);
}

/** BPMN of it; the conditions stand for any choice. */
export function writeModel(graph: ModelGraph): string {
  return buildProcess('main', (scope) => {
    writeGraph(scope, graph);
  });
}

function writeGraph(scope: ScopeBuilder, { nodes, flows }: ModelGraph): void {
  for (const node of nodes) writeNode(scope, node, flows);
  for (const flow of flows) {
    const source = nodes.find(({ id }) => id === flow.source);
    const ways = flows.filter((other) => other.source === flow.source).length;
    const isChoice = (source?.kind === 'exclusive' || source?.kind === 'inclusive') && ways > 1;
    const condition = isChoice && !flow.isDefault ? { condition: '=choice' } : {};
    scope.flowIf(flow.source, flow.target, { id: flow.id, ...condition });
  }
}

function writeNode(scope: ScopeBuilder, node: ModelNode, flows: readonly ModelFlow[]): void {
  const { id, kind, host = '', isInterrupting = true } = node;
  const standard = flows.find((flow) => flow.source === id && flow.isDefault);
  const options = standard === undefined ? {} : { default: standard.id };
  const message = { message: { name: `m-${id}` } };
  switch (kind) {
    case 'start':
      return void scope.start(id);
    case 'end':
      return void scope.end(id);
    case 'terminate':
      return void scope.end(id, { isTerminate: true });
    case 'error':
      return void scope.end(id, { error: 'wrong' });
    case 'throw':
      return void scope.throw(id);
    case 'catch':
      return void scope.catch(id, message);
    case 'border':
      return void scope.boundary(id, host, {
        ...(node.trigger === 'error' ? { error: 'wrong' } : message),
        isInterrupting,
      });
    case 'sub':
      return void scope.subProcess(id, (inner) => {
        writeGraph(inner, node.inner ?? { nodes: [], flows: [] });
      });
    default:
      return void scope[kind](id, options);
  }
}
