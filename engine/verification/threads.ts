import type { Program } from '../model/program.js';
import type { Net, NetNode } from './net.js';

/** What an event on a border begins beside the activity that goes on, if it never comes back to the rest. */
export interface Thread extends Net {
  /** Where the activity keeps its token. */
  readonly host: number;
}

export interface ThreadedNet {
  /** Without the threads. An event occurs again when nothing of its last occurrence is under way. */
  readonly main: Net;
  readonly threads: readonly Thread[];
}

/**
 * Sets apart what occurrences begin that do not interrupt: they have nothing to wait for, nor has anybody for them. Each is
 * a run of its own, however many there are at a time.
 */
export function splitThreads(program: Program, net: Net): ThreadedNet {
  const isBeside = ({ element }: NetNode) => {
    const event = program.elements[element];
    return event !== undefined && event.attachedTo >= 0 && !event.isInterrupting;
  };
  const beginners = net.nodes.filter(isBeside);
  if (beginners.length === 0) return { main: net, threads: [] };
  const apart = findApart(net, beginners);
  const hidden = new Set(apart.flatMap((node) => [...behind(net, node)]));
  const isBehind = ({ consume }: NetNode) => consume.some((place) => hidden.has(place));
  const limits = new Map(beginners.map((node) => [node, ownPlaces(net, node)]));
  const nodes = net.nodes.map((node) => ({ node, limited: limited(net, node, limits.get(node)) }));
  const inMain = nodes.filter(({ node }) => !apart.includes(node) && !isBehind(node));
  const main = { ...net, nodes: inMain.map((each) => each.limited) };
  const inThreads = nodes.filter(({ node }) => isBehind(node)).map((each) => each.limited);
  const places = [...net.places];
  const first = apart.filter((node) => !isBehind(node));
  return { main, threads: first.map((node) => threadOf(net, places, node, inThreads)) };
}

/** Those from which no way comes back to what begins otherwise, and that end nothing but themselves. */
function findApart(net: Net, beginners: readonly NetNode[]): readonly NetNode[] {
  const ends = net.nodes
    .filter(({ modes }) => modes.some(({ exit }) => exit !== undefined))
    .flatMap(({ consume }) => consume);
  let apart = beginners.filter((node) => {
    const own = behind(net, node);
    return ends.every((place) => !own.has(place)) && !waitsForOthers(net, own);
  });
  for (;;) {
    const main = reachable(net, [net.source], apart);
    const still = apart.filter((node) => [...behind(net, node)].every((place) => !main.has(place)));
    // One that begins in a thread belongs to that thread.
    if (still.length === apart.length) return still;
    apart = still;
  }
}

/** A join on these places lets no token go while one can still come from elsewhere: from the next occurrence, for instance. */
function waitsForOthers({ nodes }: Net, own: ReadonlySet<number>): boolean {
  return nodes.some(
    ({ consume, ways = new Map<number, unknown>() }) =>
      consume.some((place) => own.has(place)) && [...ways.keys()].some((place) => !own.has(place)),
  );
}

function begunBy({ consume, modes }: NetNode): readonly number[] {
  return modes.flatMap(({ produce }) => produce.filter((place) => !consume.includes(place)));
}

function behind(net: Net, beginner: NetNode): ReadonlySet<number> {
  return reachable(net, begunBy(beginner), []);
}

/** Places that nothing but the occurrence leads to. */
function ownPlaces(net: Net, beginner: NetNode): ReadonlySet<number> {
  const others = reachable(net, [net.source], [beginner]);
  const all = reachable(net, begunBy(beginner), [beginner]);
  return new Set([...all].filter((place) => !others.has(place)));
}

function reachable(
  net: Net,
  from: readonly number[],
  without: readonly NetNode[],
): ReadonlySet<number> {
  const found = new Set(from);
  const open = [...from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const node of net.nodes) {
      if (without.includes(node) || !node.consume.includes(place)) continue;
      for (const next of producedBy(node)) {
        if (found.has(next)) continue;
        found.add(next);
        open.push(next);
      }
    }
  }
  return found;
}

/** Every place that can get a token when the node fires. */
export function producedBy(node: NetNode): readonly number[] {
  const { complex, consume } = node;
  const counts = consume.map(() => 1);
  const sendings =
    complex === undefined
      ? node.modes
      : [...complex.modesOf(counts, false), ...complex.modesOf(counts, true)];
  return [...new Set(sendings.flatMap(({ produce }) => produce))];
}

function limited(net: Net, node: NetNode, own: ReadonlySet<number> | undefined): NetNode {
  if (own === undefined) return node;
  const places = [...own];
  return {
    ...node,
    forbidden: places.filter((place) => !net.finals.has(place)),
    clears: places.filter((place) => net.finals.has(place)),
  };
}

function threadOf(
  net: Net,
  places: Net['places'][number][],
  node: NetNode,
  inThreads: readonly NetNode[],
): Thread {
  const [host = -1] = node.consume;
  const source = places.push({ flow: -1, element: -1, capacity: 1, live: [] }) - 1;
  const modes = node.modes.map((mode) => ({
    ...mode,
    produce: mode.produce.filter((place) => place !== host),
  }));
  const begin: NetNode = { element: node.element, join: 'all', consume: [source], modes };
  const own = behind(net, node);
  const nodes = inThreads.filter(({ consume }) => consume.some((place) => own.has(place)));
  const passing = new Set([...net.passing, source]);
  return { ...net, places, nodes: [begin, ...nodes], source, passing, host };
}
