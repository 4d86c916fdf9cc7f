import type { FlowGraph } from './flow-graph.js';
import { isFlowNode, type TailoringElement } from './model.js';

const endsScope = /^endEvent:.*(terminate|error|cancel)/;

/** The ways that tokens can take within one scope of a model. */
export class TokenWays {
  private readonly nodes: ReadonlyMap<string, TailoringElement>;
  private readonly next = new Map<string, readonly string[]>();
  /** Nodes to which a token goes in any case when the node is done. */
  private readonly certain = new Map<string, readonly string[]>();
  private readonly boundaries = new Map<string, readonly string[]>();

  constructor(
    private readonly graph: FlowGraph,
    scope: string,
  ) {
    const inside = Object.values(graph.model.elements).filter(
      (element) => element.scope === scope && isFlowNode(element),
    );
    this.nodes = new Map(inside.map((node) => [node.id, node]));
    for (const node of inside) {
      // No token ever leaves by an event that says how its activity is undone.
      const hosts = inside.filter(
        (one) => one.attachedTo === node.id && one.type !== 'boundaryEvent:compensate',
      );
      this.boundaries.set(
        node.id,
        hosts.map(({ id }) => id),
      );
      this.next.set(node.id, this.listNext(node));
      this.certain.set(node.id, this.listCertain(node));
    }
  }

  /** The nodes that a token can reach from where the scope begins. */
  findReachable(): ReadonlySet<string> {
    const seen = new Set(this.findEntries());
    const queue = [...seen];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const next of [...this.nextOf(node), ...this.boundariesOf(node)]) {
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    return seen;
  }

  /**
   * The nodes from which nothing can end without the given node having been completed: nodes on whose
   * every way it stands, and where no parallel way or interruption can end the scope before it.
   */
  findBoundToPass(target: string): ReadonlySet<string> {
    const bound = new Set(this.nodes.keys());
    // Models are mostly written in the order of their flows, so the ends are found first.
    const backwards = [...bound].reverse();
    const ending = this.findEnding(target);
    let hasChanged = true;
    while (hasChanged) {
      hasChanged = false;
      for (const node of backwards) {
        if (!bound.has(node) || this.isBound(node, target, bound, ending)) continue;
        bound.delete(node);
        hasChanged = true;
      }
    }
    return bound;
  }

  private isBound(
    node: string,
    target: string,
    bound: ReadonlySet<string>,
    ending: ReadonlySet<string>,
  ): boolean {
    const boundaries = this.boundariesOf(node);
    const isNeverCutShort = boundaries.every((one) => {
      return this.isInterrupting(one) ? bound.has(one) : !ending.has(one);
    });
    return isNeverCutShort && (node === target || this.isBoundRegularly(node, bound, ending));
  }

  private isBoundRegularly(
    node: string,
    bound: ReadonlySet<string>,
    ending: ReadonlySet<string>,
  ): boolean {
    const next = this.nextOf(node);
    if (next.length > 0 && next.every((one) => bound.has(one))) return true;
    const isOnAnyWay = (this.certain.get(node) ?? []).some((one) => bound.has(one));
    return isOnAnyWay && next.every((one) => bound.has(one) || !ending.has(one));
  }

  /** The nodes from which an event that ends the whole scope is reached without passing the given node. */
  private findEnding(target: string): ReadonlySet<string> {
    const ending = new Set<string>();
    let hasChanged = true;
    while (hasChanged) {
      hasChanged = false;
      for (const [id, { type }] of this.nodes) {
        if (ending.has(id) || id === target) continue;
        const reaches = [...this.nextOf(id), ...this.boundariesOf(id)].some((one) =>
          ending.has(one),
        );
        if (!reaches && !endsScope.test(type)) continue;
        ending.add(id);
        hasChanged = true;
      }
    }
    return ending;
  }

  private nextOf(node: string): readonly string[] {
    return this.next.get(node) ?? [];
  }

  private boundariesOf(node: string): readonly string[] {
    return this.boundaries.get(node) ?? [];
  }

  private listCertain(node: TailoringElement): readonly string[] {
    const flows = this.graph.flowsFrom(node.id);
    if (node.type === 'parallelGateway') return flows.map(({ target }) => target);
    if (node.type.endsWith('Gateway')) return [];
    return flows
      .filter(({ id, properties }) => {
        return properties['condition'] === undefined && id !== node.properties['default'];
      })
      .map(({ target }) => target);
  }

  private findEntries(): readonly string[] {
    const all = [...this.nodes.values()];
    const starts = all.filter(
      ({ type, properties }) =>
        type.startsWith('startEvent') ||
        type === 'eventSubProcess' ||
        properties['attribute.isForCompensation'] === true,
    );
    const hasStartEvent = starts.some(({ type }) => type.startsWith('startEvent'));
    const implicit = all.filter(
      ({ id, attachedTo }) => attachedTo === undefined && this.graph.flowsTo(id).length === 0,
    );
    return [...starts, ...(hasStartEvent ? [] : implicit)].map((node) => node.id);
  }

  private listNext(node: TailoringElement): readonly string[] {
    const targets = this.graph.flowsFrom(node.id).map((flow) => flow.target);
    return [...targets, ...this.listLinked(node)].filter((id) => this.nodes.has(id));
  }

  /** Where a throwing link event goes on. */
  private listLinked(thrower: TailoringElement): readonly string[] {
    if (thrower.type !== 'intermediateThrowEvent:link') return [];
    return [...this.nodes.values()]
      .filter(
        ({ type, properties }) =>
          type === 'intermediateCatchEvent:link' &&
          properties['event.link'] === thrower.properties['event.link'],
      )
      .map(({ id }) => id);
  }

  private isInterrupting(node: string): boolean {
    return this.nodes.get(node)?.properties['interrupting'] !== false;
  }
}
