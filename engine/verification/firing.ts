import type { Ways } from '../elements/gateways/upstream.js';
import {
  countOf,
  type Exit,
  type Marking,
  markingOf,
  type Mode,
  type Net,
  type NetNode,
  placesOf,
} from './net.js';

/** One node fires in one of its modes. */
export interface Firing {
  readonly node: NetNode;
  readonly mode: Mode;
  readonly next: Marking;
  readonly exit?: Exit;
  /** With an exit: where tokens are that end with the scope. */
  readonly others: readonly number[];
}

export interface FiringRule {
  /** Elements that tokens have come by, beside those that firings tell of. */
  readonly reached?: ReadonlySet<number>;
  /** There were more choices than could be looked at. */
  readonly isCut?: boolean;
  /** How many moves of single tokens were looked at; left out, one for each marking. */
  readonly moves?: number;
  from(marking: Marking): readonly Firing[];
}

/** What can happen next, one node at a time in any order. A join that waits for what can still come goes before all else. */
export class Firings implements FiringRule {
  private readonly byPlace = new Map<number, NetNode[]>();
  private readonly settling: readonly NetNode[];

  constructor(net: Net) {
    this.settling = net.nodes.filter(({ join }) => join !== 'all');
    for (const node of net.nodes) {
      const [first = -1] = node.consume;
      if (node.join !== 'all' || node.isNever === true) continue;
      this.list(first).push(node);
    }
  }

  private list(place: number): NetNode[] {
    const known = this.byPlace.get(place) ?? [];
    this.byPlace.set(place, known);
    return known;
  }

  from(marking: Marking): readonly Firing[] {
    const tokens = placesOf(marking);
    const settled = this.settling.flatMap((node) => this.settle(tokens, node));
    if (settled.length > 0) return settled;
    const firings: Firing[] = [];
    let before = -1;
    for (const place of tokens) {
      if (place === before) continue;
      before = place;
      for (const node of this.byPlace.get(place) ?? []) this.fireAll(tokens, node, firings);
    }
    for (const node of this.settling) firings.push(...this.activate(tokens, node));
    return firings;
  }

  private fireAll(tokens: readonly number[], node: NetNode, firings: Firing[]): void {
    if (node.forbidden?.some((place) => tokens.includes(place)) === true) return;
    const rest = without(tokens, node.consume);
    if (rest === undefined) return;
    const kept =
      node.clears === undefined ? rest : rest.filter((place) => !node.clears?.includes(place));
    firings.push(...fireModes(node, node.modes, kept));
  }

  private settle(tokens: readonly number[], node: NetNode): readonly Firing[] {
    return node.complex === undefined ? this.join(tokens, node) : this.reset(tokens, node);
  }

  private join(tokens: readonly number[], node: NetNode): readonly Firing[] {
    const arrived = node.consume.map((place) => tokens.includes(place));
    if (!arrived.includes(true) || isExpected(tokens, node, arrived)) return [];
    const rest = without(
      tokens,
      node.consume.filter((_place, at) => arrived[at]),
    );
    return fireModes(node, node.modes, rest ?? tokens);
  }

  private reset(tokens: readonly number[], node: NetNode): readonly Firing[] {
    const { complex, consume } = node;
    if (complex === undefined || !tokens.includes(complex.active)) return [];
    const received = complex.received.map((place) => tokens.includes(place));
    const counts = consume.map((place) => countOf(tokens, place));
    const arrived = counts.map((count, at) => count > 0 || received[at] === true);
    const others = tokens.filter((place) => place !== complex.active);
    if (isExpected(others, node, arrived)) return [];
    const late = consume.filter((_place, at) => received[at] !== true && (counts[at] ?? 0) > 0);
    const given = complex.received.filter((_place, at) => received[at]);
    const rest = without(others, [...late, ...given]) ?? others;
    return fireModes(node, complex.modesOf(counts, true), rest);
  }

  private activate(tokens: readonly number[], node: NetNode): readonly Firing[] {
    const { complex, consume } = node;
    if (complex === undefined || tokens.includes(complex.active)) return [];
    const counts = consume.map((place) => countOf(tokens, place));
    if (counts.every((count) => count === 0) || complex.isActivated(counts) === false) return [];
    const taken = consume.filter((_place, at) => (counts[at] ?? 0) > 0);
    const received = complex.received.filter((_place, at) => (counts[at] ?? 0) > 0);
    const rest = [...(without(tokens, taken) ?? tokens), complex.active, ...received];
    return fireModes(node, complex.modesOf(counts, false), rest);
  }
}

export function fireModes(
  node: NetNode,
  modes: readonly Mode[],
  rest: readonly number[],
): readonly Firing[] {
  return modes.map((mode) => {
    const { exit, produce } = mode;
    if (exit !== undefined) return { node, mode, next: '', exit, others: rest };
    return { node, mode, next: markingOf([...rest, ...produce]), others: [] };
  });
}

/** What is left when one token of each is taken; nothing if one of them has none. */
export function without(tokens: readonly number[], taken: readonly number[]): number[] | undefined {
  const rest = [...tokens];
  for (const place of taken) {
    const at = rest.indexOf(place);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return rest;
}

/** The machine's own rule (`elements/gateways/upstream.ts`) over a marking. */
export function isExpected(
  tokens: readonly number[],
  { ways }: NetNode,
  arrived: readonly boolean[],
): boolean {
  return tokens.some((place) => {
    const way = ways?.get(place);
    return way !== undefined && leadsOnlyTo(way, arrived);
  });
}

function leadsOnlyTo({ direct, all = direct }: Ways, arrived: readonly boolean[]): boolean {
  return all.some((at) => arrived[at] !== true) && !direct.some((at) => arrived[at] === true);
}
