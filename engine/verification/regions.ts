import { findStretches, type Stretch } from './chains.js';
import type { Mode, Net, NetNode } from './net.js';
import { NetGraph } from './net-graph.js';

/** A part of a net that is judged by itself: what lies between two places that belong together, or all that is left. */
export interface Region {
  readonly net: Net;
  readonly entry: number;
  /** -1 for the outermost. */
  readonly exit: number;
}

/** A net taken apart: in each region what was judged by itself is a single place. */
export interface RegionTree {
  /** Those inside stand before those around them. */
  readonly regions: readonly Region[];
  readonly outermost: Region;
  /** By place: the one that stands for it where its chain is a single place. */
  readonly headOf: ReadonlyMap<number, number>;
  readonly stretches: ReadonlyMap<number, Stretch>;
  /** By the first place of a stretch; none if a single node leads from one end to the other. */
  readonly within: ReadonlyMap<number, Region>;
  /** By the first place of a stretch: the single node on it. */
  readonly simple: ReadonlyMap<number, NetNode>;
  /** The region that a place lies in. */
  readonly around: ReadonlyMap<number, Region>;
}

export function takeApart(net: Net): RegionTree {
  const graph = new NetGraph(net);
  const stretches = findStretches(graph);
  const headOf = findHeads(net, stretches);
  const bySize = [...stretches.values()].sort(
    (left, right) => left.content.size - right.content.size,
  );
  const owner = new Map<number, Stretch>();
  for (const stretch of bySize) {
    for (const vertex of stretch.content) if (!owner.has(vertex)) owner.set(vertex, stretch);
  }
  const nodesOf = new Map<Stretch | undefined, NetNode[]>();
  net.nodes.forEach((node, at) => {
    const inside = owner.get(graph.placeCount + at);
    nodesOf.set(inside, [...(nodesOf.get(inside) ?? []), node]);
  });
  const within = new Map<number, Region>();
  const simple = new Map<number, NetNode>();
  for (const stretch of bySize) {
    const nodes = nodesOf.get(stretch) ?? [];
    const [only] = nodes;
    if (only !== undefined && isSimple(stretch, nodes)) simple.set(stretch.from, only);
    else within.set(stretch.from, regionOf(net, stretch, nodes, headOf));
  }
  const rest = nodesOf.get(undefined) ?? [];
  const outermost = outermostOf(net, rest, headOf);
  const around = new Map<number, Region>();
  net.places.forEach((_place, place) => {
    const head = headOf.get(place) ?? place;
    const stretch = owner.get(head);
    around.set(place, (stretch && within.get(stretch.from)) ?? outermost);
  });
  const regions = [...within.values(), outermost];
  return { regions, outermost, headOf, stretches, within, simple, around };
}

/** The same, left as it is. */
export function keepWhole(whole: Net): RegionTree {
  const net: Net = { ...whole, isPrompt: true };
  const outermost: Region = { net, entry: net.source, exit: -1 };
  const none = new Map<number, never>();
  const around = new Map(net.places.map((_place, place) => [place, outermost]));
  const tables = { headOf: none, stretches: none, within: none, simple: none, around };
  return { regions: [outermost], outermost, ...tables };
}

/** Nothing but one element between its ends. */
function isSimple({ from, to, content }: Stretch, nodes: readonly NetNode[]): boolean {
  const [node] = nodes;
  if (node === undefined || content.size > 1) return false;
  return (
    node.join === 'all' &&
    node.consume.every((place) => place === from) &&
    node.modes.every(({ produce }) => produce.length === 1 && produce[0] === to)
  );
}

function findHeads(net: Net, stretches: ReadonlyMap<number, Stretch>): ReadonlyMap<number, number> {
  const heads = new Map<number, number>();
  const before = new Map([...stretches.values()].map(({ from, to }) => [to, from]));
  net.places.forEach((_place, place) => {
    let head = place;
    for (let at = before.get(head); at !== undefined; at = before.get(head)) head = at;
    heads.set(place, head);
  });
  return heads;
}

type PlaceMap = (place: number) => number;

function regionOf(
  net: Net,
  { from, to }: Stretch,
  nodes: readonly NetNode[],
  headOf: ReadonlyMap<number, number>,
): Region {
  const map: PlaceMap = (place) =>
    place === from || place === to ? place : (headOf.get(place) ?? place);
  const inner: Net = {
    ...net,
    nodes: nodes.map((node) => mapNode(node, map)),
    source: from,
    finals: new Set([to]),
  };
  return { net: inner, entry: from, exit: to };
}

function outermostOf(
  net: Net,
  nodes: readonly NetNode[],
  headOf: ReadonlyMap<number, number>,
): Region {
  const map: PlaceMap = (place) => headOf.get(place) ?? place;
  const outer: Net = {
    ...net,
    nodes: nodes.map((node) => mapNode(node, map)),
    source: map(net.source),
    finals: new Set([...net.finals].map(map)),
    hopeless: new Set([...net.hopeless].map(map)),
  };
  return { net: outer, entry: outer.source, exit: -1 };
}

function mapNode(node: NetNode, map: PlaceMap): NetNode {
  const { consume, forbidden, clears, modes, ways, complex } = node;
  const mapMode = (mode: Mode): Mode => ({ ...mode, produce: mode.produce.map(map) });
  return {
    ...node,
    consume: consume.map(map),
    modes: modes.map(mapMode),
    ...(forbidden === undefined ? {} : { forbidden: forbidden.map(map) }),
    ...(clears === undefined ? {} : { clears: clears.map(map) }),
    ...(ways === undefined ? {} : { ways: new Map([...ways].map(([at, way]) => [map(at), way])) }),
    ...(complex === undefined
      ? {}
      : {
          complex: {
            ...complex,
            modesOf: (counts, isReset) => complex.modesOf(counts, isReset).map(mapMode),
          },
        }),
  };
}
