import type { Net, NetNode } from './net.js';
import { producedBy } from './threads.js';

/** Places and nodes of a net in one numbering, with one vertex behind everything that ends. */
export class NetGraph {
  readonly next: readonly (readonly number[])[];
  readonly previous: readonly (readonly number[])[];
  readonly sink: number;
  private readonly stamps: Int32Array;
  private stamp = 0;

  constructor(
    readonly net: Net,
    readonly placeCount = net.places.length,
  ) {
    const { nodes, finals, hopeless } = net;
    this.sink = placeCount + nodes.length;
    const next: number[][] = Array.from({ length: this.sink + 1 }, () => []);
    nodes.forEach((node, at) => {
      const vertex = placeCount + at;
      for (const place of new Set(node.consume)) next[place]?.push(vertex);
      next[vertex]?.push(...producedBy(node));
      if (canEnd(node)) next[vertex]?.push(this.sink);
    });
    for (const place of [...finals, ...hopeless]) next[place]?.push(this.sink);
    this.next = next;
    this.previous = reversed(next);
    this.stamps = new Int32Array(this.sink + 1);
  }

  isPlace(vertex: number): boolean {
    return vertex < this.placeCount;
  }

  nodeAt(vertex: number): NetNode | undefined {
    return this.net.nodes[vertex - this.placeCount];
  }

  /** What can be reached from (not counting) a vertex without going through another one. */
  walk(
    ways: readonly (readonly number[])[],
    from: number,
    without: number,
    until?: number,
  ): readonly number[] | undefined {
    this.stamp += 1;
    const { stamp, stamps } = this;
    const found: number[] = [];
    const open = [...(ways[from] ?? [])];
    for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
      if (vertex === until) return undefined;
      if (vertex === without || stamps[vertex] === stamp) continue;
      stamps[vertex] = stamp;
      found.push(vertex);
      open.push(...(ways[vertex] ?? []));
    }
    return found;
  }

  /** Whether there is a way from one vertex to another (at least one step) that avoids a third. */
  leads(from: number, to: number, without: number): boolean {
    return this.walk(this.next, from, without, to) === undefined;
  }
}

function canEnd(node: NetNode): boolean {
  const { complex, modes } = node;
  if (complex !== undefined) return false;
  return modes.some(({ produce, exit }) => exit !== undefined || produce.length === 0);
}

function reversed(next: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const previous: number[][] = next.map(() => []);
  next.forEach((targets, from) => {
    for (const to of targets) previous[to]?.push(from);
  });
  return previous;
}
