import { type Firing, type FiringRule, Firings } from './firing.js';
import { PromptFirings } from './prompt-firings.js';
import { type Marking, markingOf, type Mode, type Net, type NetNode, placesOf } from './net.js';

/** How many markings may still be looked at. */
export interface Budget {
  left: number;
  visited: number;
}

/** Every marking that was found, in order of their distance from the beginning. */
export interface Exploration {
  readonly net: Net;
  readonly markings: readonly Marking[];
  /** The firing by which each was found first; none for the first one. */
  readonly found: readonly (Found | undefined)[];
  /** From and to: positions among the markings. */
  readonly edges: readonly Edge[];
  /** Everything was looked at that had to be. */
  readonly isComplete: boolean;
  /** A single step had more choices than could be looked at. */
  readonly isCut: boolean;
  /** More tokens than meant: not looked behind. */
  readonly unsafe: readonly number[];
  readonly ended: readonly Ended[];
  /** Elements that have been reached. */
  readonly live: ReadonlySet<number>;
}

export interface Found {
  readonly from: number;
  readonly node: NetNode;
  readonly mode: Mode;
}

interface Edge {
  readonly from: number;
  readonly to: number;
}

/** A firing that ends the scope. */
export interface Ended extends Found {
  readonly exit: NonNullable<Firing['exit']>;
  readonly others: readonly number[];
}

export function firingRule(net: Net): FiringRule {
  return net.isPrompt === true ? new PromptFirings(net) : new Firings(net);
}

/** Breadth first, so that what is found first is found in the fewest steps. */
export function explore(net: Net, budget: Budget, goesBehindUnsafe = false): Exploration {
  return new Explorer(net, budget, goesBehindUnsafe).run();
}

const movesPerState = 5;

class Explorer {
  private readonly markings: Marking[] = [];
  private readonly found: (Found | undefined)[] = [];
  private readonly edges: Edge[] = [];
  private readonly unsafe: number[] = [];
  private readonly ended: Ended[] = [];
  private readonly live = new Set<number>();
  private readonly known = new Map<Marking, number>();

  constructor(
    private readonly net: Net,
    private readonly budget: Budget,
    private readonly goesBehindUnsafe: boolean,
  ) {}

  run(): Exploration {
    const firings = firingRule(this.net);
    this.add(markingOf([this.net.source]), undefined);
    const limit = this.budget.left;
    let at = 0;
    const goesOn = () => this.budget.left > 0 && firings.isCut !== true;
    for (; at < this.markings.length && goesOn(); at += 1) {
      // Moves are cheaper than markings, but can be many more; a firing that is no whole step is one of them.
      const { moves = this.edges.length } = firings;
      this.budget.left = limit - at - Math.floor(moves / movesPerState);
      this.budget.visited += 1;
      this.expand(at, firings);
    }
    const { net, markings, found, edges, unsafe, ended, live } = this;
    for (const element of firings.reached ?? []) live.add(element);
    const isCut = firings.isCut === true;
    const isComplete = at === markings.length && !isCut;
    return { net, markings, found, edges, isComplete, isCut, unsafe, ended, live };
  }

  private expand(at: number, firings: FiringRule): void {
    const marking = this.markings[at] ?? '';
    if (this.isUnsafe(marking)) {
      this.unsafe.push(at);
      this.endSome(at, marking);
      if (!this.goesBehindUnsafe || isCrowded(marking)) return;
    }
    for (const { node, mode, next, exit, others } of firings.from(marking)) {
      for (const element of mode.live) this.live.add(element);
      const found = { from: at, node, mode };
      if (exit !== undefined) this.ended.push({ ...found, exit, others });
      else this.edges.push({ from: at, to: this.known.get(next) ?? this.add(next, found) });
    }
  }

  /** Tokens that have come to their end may have gone before another one came there. */
  private endSome(at: number, marking: Marking): void {
    const { net } = this;
    if (!overfullPlaces(net, marking).every((place) => net.finals.has(place))) return;
    const places = placesOf(marking);
    const rest = places.filter(
      (place, index) => !net.finals.has(place) || places[index - 1] !== place,
    );
    const next = markingOf(rest);
    const node: NetNode = { element: -1, join: 'all', consume: [], modes: [] };
    const found = { from: at, node, mode: { produce: [], live: [], moves: [] } };
    this.edges.push({ from: at, to: this.known.get(next) ?? this.add(next, found) });
  }

  private add(marking: Marking, found: Found | undefined): number {
    const at = this.markings.push(marking) - 1;
    this.found.push(found);
    this.known.set(marking, at);
    for (const place of placesOf(marking)) {
      for (const element of this.net.places[place]?.live ?? []) this.live.add(element);
    }
    return at;
  }

  private isUnsafe(marking: Marking): boolean {
    return overfullPlaces(this.net, marking).length > 0;
  }
}

/** Enough to see whether tokens grow in number. */
const mostTokens = 4;

function isCrowded(marking: Marking): boolean {
  let run = 1;
  for (let at = 1; at < marking.length; at += 1) {
    run = marking[at] === marking[at - 1] ? run + 1 : 1;
    if (run > mostTokens) return true;
  }
  return false;
}

/** Places with more tokens than were meant, each once. */
export function overfullPlaces(net: Net, marking: Marking): readonly number[] {
  const over: number[] = [];
  for (let from = 0; from < marking.length;) {
    const place = marking.charCodeAt(from);
    let to = from + 1;
    while (to < marking.length && marking.charCodeAt(to) === place) to += 1;
    if (to - from > (net.places[place]?.capacity ?? 1)) over.push(place);
    from = to;
  }
  return over;
}

export function isFinal(net: Net, marking: Marking): boolean {
  return placesOf(marking).every((place) => net.finals.has(place));
}

function isHopeless(net: Net, marking: Marking): boolean {
  return net.hopeless.size > 0 && placesOf(marking).some((place) => net.hopeless.has(place));
}

/** The firings that lead to a marking, from the beginning on. */
export function pathTo({ found }: Exploration, target: number): readonly Found[] {
  const path: Found[] = [];
  for (let step = found[target]; step !== undefined; step = found[step.from]) path.push(step);
  return path.reverse();
}

/** Whether a token on the place can be followed by the end of all others, or by their waiting for ever. */
export function canRestAfter(exploration: Exploration, place: number): boolean {
  const { net, markings, edges, isComplete } = exploration;
  if (!isComplete) return true;
  const after: number[][] = markings.map(() => []);
  for (const { from, to } of edges) after[from]?.push(to);
  const doomed = new Set(doomedMarkings(exploration));
  const head = String.fromCharCode(place);
  const open = markings.flatMap((marking, at) => (marking.includes(head) ? [at] : []));
  const known = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (doomed.has(at) || isFinal(net, markings[at] ?? '')) return true;
    for (const next of after[at] ?? []) {
      if (known.has(next)) continue;
      known.add(next);
      open.push(next);
    }
  }
  return false;
}

/** Markings from which none of the good ones can be reached. */
export function doomedMarkings(exploration: Exploration): readonly number[] {
  const { net, markings, edges, unsafe, ended, isComplete } = exploration;
  if (!isComplete) return [];
  const before: number[][] = markings.map(() => []);
  for (const { from, to } of edges) before[to]?.push(from);
  const good = new Set<number>([...unsafe, ...ended.map(({ from }) => from)]);
  markings.forEach((marking, at) => {
    if (isFinal(net, marking) || isHopeless(net, marking)) good.add(at);
  });
  const open = [...good];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const previous of before[at] ?? []) {
      if (good.has(previous)) continue;
      good.add(previous);
      open.push(previous);
    }
  }
  return markings.flatMap((_marking, at) => (good.has(at) ? [] : [at]));
}
