import type { FlowGraph, SequenceFlow } from './flow-graph.js';

/** `A>B`: a way from one kept node to another that passes no other kept node. */
export type Connection = string;

export function connectionOf(from: string, to: string): Connection {
  return `${from}>${to}`;
}

/** Splits a connection into its ends; ids are XML names, which cannot hold the sign. */
export function endsOf(connection: Connection): readonly [string, string] {
  const at = connection.indexOf('>');
  return [connection.slice(0, at), connection.slice(at + 1)];
}

/**
 * A flow graph seen from the nodes that both models have: nodes that only this model has are
 * transparent, so that a removed or inserted step leaves the connections around it as they were.
 */
export class Connections {
  readonly all: ReadonlySet<Connection>;
  private readonly ahead: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly behind: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    readonly graph: FlowGraph,
    private readonly isKept: (node: string) => boolean,
  ) {
    this.ahead = this.reach((node) => graph.flowsFrom(node).map((flow) => flow.target));
    this.behind = this.reach((node) => graph.flowsTo(node).map((flow) => flow.source));
    this.all = new Set(graph.flows.flatMap((flow) => this.ofFlow(flow)));
  }

  /** The connections that a flow is part of. */
  ofFlow(flow: SequenceFlow): readonly Connection[] {
    return this.between(
      this.keptOr(flow.source, this.behind),
      this.keptOr(flow.target, this.ahead),
    );
  }

  /** The connections that pass through a node which only this model has. */
  ofNode(node: string): readonly Connection[] {
    return this.between(this.keptBehind(node), this.keptAhead(node));
  }

  /** Kept nodes that come next after a node that only this model has. */
  keptAhead(node: string): ReadonlySet<string> {
    return this.ahead.get(node) ?? new Set();
  }

  keptBehind(node: string): ReadonlySet<string> {
    return this.behind.get(node) ?? new Set();
  }

  /** The flows by which a connection leaves its first node. */
  firstFlows(connection: Connection): readonly SequenceFlow[] {
    const [from, to] = endsOf(connection);
    return this.graph
      .flowsFrom(from)
      .filter((flow) => this.keptOr(flow.target, this.ahead).has(to));
  }

  private keptOr(
    node: string,
    reached: ReadonlyMap<string, ReadonlySet<string>>,
  ): ReadonlySet<string> {
    return this.isKept(node) ? new Set([node]) : (reached.get(node) ?? new Set());
  }

  private between(from: ReadonlySet<string>, to: ReadonlySet<string>): readonly Connection[] {
    return [...from].flatMap((start) => [...to].map((end) => connectionOf(start, end)));
  }

  /** For every node of this model alone: the kept nodes that it reaches through such nodes only. */
  private reach(
    next: (node: string) => readonly string[],
  ): ReadonlyMap<string, ReadonlySet<string>> {
    const result = new Map<string, ReadonlySet<string>>();
    const own = new Set(this.graph.flows.flatMap((flow) => [flow.source, flow.target]));
    for (const start of own) {
      if (this.isKept(start)) continue;
      const kept = new Set<string>();
      const seen = new Set([start]);
      const queue = [start];
      for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
        for (const neighbor of next(node)) {
          if (this.isKept(neighbor)) kept.add(neighbor);
          else if (!seen.has(neighbor)) {
            seen.add(neighbor);
            queue.push(neighbor);
          }
        }
      }
      result.set(start, kept);
    }
    return result;
  }
}
