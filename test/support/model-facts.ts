import {
  graphsOf,
  type ModelFlow,
  type ModelGraph,
  type ModelNode,
  passesOn,
} from './unstructured-model.js';

/** What can be looked up about a drawn model. */
export class ModelFacts {
  readonly graphs: ReadonlyMap<string, ModelGraph>;
  readonly nodes = new Map<string, ModelNode>();
  readonly flows = new Map<string, ModelFlow>();
  /** By node: the sub-process around it, or the process. */
  readonly scopeOf = new Map<string, string>();
  /** By event that does not interrupt: what lies behind it and behind nothing else. */
  readonly own = new Map<string, ReadonlySet<string>>();

  /** What events begin that do not interrupt, and that never come back to the rest. */
  readonly apart = new Set<string>();

  constructor(graph: ModelGraph) {
    this.graphs = new Map(graphsOf(graph));
    for (const [scope, { nodes, flows }] of this.graphs) {
      for (const node of nodes) {
        this.nodes.set(node.id, node);
        this.scopeOf.set(node.id, scope);
        if (node.kind === 'border' && node.isInterrupting === false) {
          this.own.set(node.id, ownPlaces({ nodes, flows }, node));
        }
      }
      for (const flow of flows) this.flows.set(flow.id, flow);
      const apart = findApart({ nodes, flows });
      for (const [id] of apart)
        this.own.set(id, new Set([...apart.values()].flatMap((ids) => [...ids])));
      for (const ids of apart.values()) for (const id of ids) this.apart.add(id);
    }
  }

  leaving(id: string): readonly ModelFlow[] {
    return [...this.flows.values()].filter(({ source }) => source === id);
  }

  entering(id: string): readonly ModelFlow[] {
    return [...this.flows.values()].filter(({ target }) => target === id);
  }

  /** The node and everything around it. */
  around(id: string): ReadonlySet<string> {
    const found = new Set<string>();
    for (let at: string | undefined = id; at !== undefined; at = this.scopeOf.get(at))
      found.add(at);
    return found;
  }

  /** What a gateway can take together; nothing where it has no choice. */
  choicesAt(id: string): readonly (readonly string[])[] {
    const ways = this.leaving(id);
    const conditional = ways.filter(({ isDefault }) => !isDefault).map((flow) => flow.id);
    const none = conditional.length < ways.length ? [[]] : [];
    if (this.nodes.get(id)?.kind === 'exclusive')
      return [...conditional.map((flow) => [flow]), ...none];
    let sets: string[][] = [[]];
    for (const flow of conditional) sets = [...sets, ...sets.map((set) => [...set, flow])];
    return [...sets.filter((set) => set.length > 0), ...none];
  }

  /** The place where ways come together before one that gets a second token; nothing if they do not. */
  mergeBefore(place: string): string | undefined {
    const seen = new Set<string>();
    for (let at: string | undefined = place; at !== undefined && !seen.has(at);) {
      seen.add(at);
      const flow = this.flows.get(at);
      const sources: ReadonlySet<string> = new Set(
        (flow === undefined ? this.entering(at) : [flow]).map(({ source }) =>
          this.gatewayBefore(source),
        ),
      );
      const source: string | undefined = [...sources][0];
      if (source === undefined) return undefined;
      const ways = [...sources].reduce((sum, each) => sum + this.waysThrough(each), 0);
      if (ways > 1 || (flow === undefined && this.sendsSeveral(at))) return at;
      at = this.passesOn(source) ? this.entering(source)[0]?.id : undefined;
    }
    return undefined;
  }

  /** The gateway that lets tokens through to a node, if all come by it. */
  mergingNode(place: string): string | undefined {
    const sources = new Set(this.entering(place).map(({ source }) => this.gatewayBefore(source)));
    const [source = ''] = sources;
    return sources.size === 1 && this.waysThrough(source) > 1 ? source : undefined;
  }

  /** It is one split that can lead there several times at once. */
  private sendsSeveral(id: string): boolean {
    const ways = this.entering(id);
    return ways.some(({ source }) => {
      const kind = this.nodes.get(source)?.kind;
      if (kind !== 'parallel' && kind !== 'inclusive') return false;
      const all = ways.filter((flow) => flow.source === source).map((flow) => flow.id);
      const together = kind === 'parallel' ? [all] : this.choicesAt(source);
      return together.some((flows) => flows.filter((flow) => all.includes(flow)).length > 1);
    });
  }

  passesOn(id: string): boolean {
    const node = this.nodes.get(id);
    return node !== undefined && passesOn(node, this.entering(id).length);
  }

  private waysThrough(id: string): number {
    return this.passesOn(id) ? this.entering(id).length : 1;
  }

  /** The events behind a gateway are ways of that gateway. */
  private gatewayBefore(id: string): string {
    if (this.nodes.get(id)?.kind !== 'catch') return id;
    return this.entering(id)[0]?.source ?? id;
  }
}

/** What can be reached, with the events on borders that are not left out. */
function follow(
  { nodes, flows }: ModelGraph,
  from: readonly string[],
  without: readonly ModelNode[],
): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const flow of flows) {
      if (flow.source !== id) continue;
      open.push(flow.target);
      found.add(flow.id);
    }
    for (const node of nodes) if (node.host === id && !without.includes(node)) open.push(node.id);
  }
  return found;
}

function startsOf({ nodes }: ModelGraph): readonly string[] {
  return nodes.filter(({ kind }) => kind === 'start').map(({ id }) => id);
}

function ownPlaces(graph: ModelGraph, event: ModelNode): ReadonlySet<string> {
  const others = follow(graph, startsOf(graph), [event]);
  return new Set([...follow(graph, [event.id], [event])].filter((id) => !others.has(id)));
}

/** By event that begins a run of its own: all that lies behind it. */
function findApart(graph: ModelGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const isEnd = (id: string) =>
    graph.nodes.some(
      (node) => node.id === id && (node.kind === 'terminate' || node.kind === 'error'),
    );
  const behind = (node: ModelNode) => follow(graph, [node.id], []);
  let apart = graph.nodes.filter(
    (node) => node.isInterrupting === false && ![...behind(node)].some(isEnd),
  );
  for (;;) {
    const main = follow(graph, startsOf(graph), apart);
    const still = apart.filter((node) => [...behind(node)].every((id) => !main.has(id)));
    if (still.length === apart.length) break;
    apart = still;
  }
  const hidden = new Set(apart.flatMap((node) => [...behind(node)].filter((id) => id !== node.id)));
  const first = apart.filter((node) => !hidden.has(node.host ?? ''));
  return new Map(first.map((node) => [node.id, behind(node)]));
}
