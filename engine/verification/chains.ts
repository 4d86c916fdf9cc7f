import type { Net } from './net.js';
import type { NetGraph } from './net-graph.js';

/** A stretch between two places that a token passes both, each as often as the other. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Vertices of the graph in between. */
  readonly content: ReadonlySet<number>;
}

/**
 * Places that follow one another so that a token that comes to the first will come to the next, and no other way leads
 * into or out of what lies between: regions with a single entry and a single exit, as Vanhatalo, Völzer and Leymann
 * find them. By their first place.
 */
export function findStretches(graph: NetGraph): ReadonlyMap<number, Stretch> {
  const { net } = graph;
  const reached = new Set([net.source, ...(graph.walk(graph.next, net.source, -1) ?? [])]);
  const ending = new Set(graph.walk(graph.previous, graph.sink, -1) ?? []);
  const places = [...reached].filter((vertex) => graph.isPlace(vertex));
  const isRegular = places.every((place) => ending.has(place)) && !hasQuantities(net);
  if (!isRegular) return new Map();
  return new StretchFinder(graph, new Set(places), reached).find();
}

function hasQuantities(net: Net): boolean {
  return net.nodes.some(
    ({ consume, modes }) =>
      new Set(consume).size < consume.length ||
      modes.some(({ produce }) => new Set(produce).size < produce.length),
  );
}

class StretchFinder {
  private readonly dominated = new Map<number, ReadonlySet<number>>();
  private readonly depth = new Map<number, number>();
  private readonly unmergeable: ReadonlySet<number>;

  constructor(
    private readonly graph: NetGraph,
    private readonly places: ReadonlySet<number>,
    reached: ReadonlySet<number>,
  ) {
    const { net } = graph;
    // An inclusive join tells a token that has come from one that is on its way.
    const awaited = net.nodes.flatMap(({ join, consume }) => (join === 'all' ? [] : consume));
    const beside = net.nodes.flatMap(({ forbidden = [], clears = [] }) => [
      ...forbidden,
      ...clears,
    ]);
    const phases = net.nodes.flatMap(({ complex }) =>
      complex === undefined ? [] : [complex.active, ...complex.received],
    );
    this.unmergeable = new Set([...awaited, ...phases, ...beside]);
    for (const place of places) {
      const others = new Set(this.reachedWithout(place));
      const below = [...places].filter((other) => other !== place && !others.has(other));
      this.dominated.set(place, new Set(below.filter((other) => reached.has(other))));
      for (const other of below) this.depth.set(other, (this.depth.get(other) ?? 0) + 1);
    }
  }

  private reachedWithout(place: number): readonly number[] {
    const { graph } = this;
    if (place === graph.net.source) return [];
    return [graph.net.source, ...(graph.walk(graph.next, graph.net.source, place) ?? [])];
  }

  find(): ReadonlyMap<number, Stretch> {
    const stretches = new Map<number, Stretch>();
    for (const from of this.places) {
      const stretch = this.stretchFrom(from);
      if (stretch !== undefined) stretches.set(from, stretch);
    }
    return stretches;
  }

  private stretchFrom(from: number): Stretch | undefined {
    const { graph } = this;
    const below = [...(this.dominated.get(from) ?? [])].sort(
      (left, right) => (this.depth.get(left) ?? 0) - (this.depth.get(right) ?? 0),
    );
    const to = below.find((place) => this.isNext(from, place));
    if (to === undefined || this.unmergeable.has(to) || this.unmergeable.has(from))
      return undefined;
    const content = new Set(graph.walk(graph.next, from, to) ?? []);
    return this.isClosed(content, from) ? { from, to, content } : undefined;
  }

  private isNext(from: number, to: number): boolean {
    const { graph } = this;
    return (
      !graph.leads(from, graph.sink, to) &&
      !graph.leads(from, from, to) &&
      !graph.leads(to, to, from)
    );
  }

  /** No join inside waits for what is outside. */
  private isClosed(content: ReadonlySet<number>, from: number): boolean {
    for (const vertex of content) {
      const ways = this.graph.nodeAt(vertex)?.ways;
      if (ways === undefined || this.graph.isPlace(vertex)) continue;
      for (const place of ways.keys()) {
        const isOutside = !content.has(place) && place !== from;
        if (isOutside && this.places.has(place)) return false;
      }
    }
    return true;
  }
}
