import { type Firing, type FiringRule, fireModes, isExpected, without } from './firing.js';
import { beginning, firingOf, isCrowded, keyOf, type Midway, restOf } from './midway.js';
import { countOf, type Marking, type Mode, type Net, type NetNode, placesOf } from './net.js';

/** Moves of one step, all choices together. */
const mostMoves = 10_000;

/**
 * What can happen next, a whole step of the machine at a time: something that waited goes on, and tokens move in the
 * machine's own order until all have come to rest.
 */
export class PromptFirings implements FiringRule {
  /** Elements that tokens have come by. */
  readonly reached = new Set<number>();
  /** A step had more choices than were looked at. */
  isCut = false;
  moves = 0;
  private readonly waiting = new Map<number, NetNode[]>();
  private readonly passing = new Map<number, NetNode>();
  private readonly joins = new Map<number, NetNode>();
  private readonly settling: readonly NetNode[];

  constructor(private readonly net: Net) {
    this.settling = net.nodes.filter(({ join }) => join !== 'all');
    for (const node of net.nodes) this.sort(node);
  }

  private sort(node: NetNode): void {
    const [first = -1] = node.consume;
    if (node.isNever === true) return;
    if (node.join !== 'all' || node.consume.length > 1) {
      for (const place of node.consume) this.joins.set(place, node);
    } else if (this.net.passing.has(first)) this.passing.set(first, node);
    else this.waiting.set(first, [...(this.waiting.get(first) ?? []), node]);
  }

  from(marking: Marking): readonly Firing[] {
    const tokens = placesOf(marking);
    const moving = tokens.filter((place) => this.net.passing.has(place));
    if (moving.length > 0) return this.begin(tokens, moving);
    return [...new Set(tokens)].flatMap((place) =>
      (this.waiting.get(place) ?? []).flatMap((node) => this.goOn(tokens, node)),
    );
  }

  /** The scope begins. */
  private begin(tokens: readonly number[], moving: readonly number[]): readonly Firing[] {
    const rest = without(tokens, moving) ?? tokens;
    const queue = moving.map((place) => ({ place }));
    const [first = -1] = moving;
    const node = this.passing.get(first);
    return node === undefined
      ? []
      : this.moveAll(node, [{ rest, queue, waiting: [], live: [], moves: [] }]);
  }

  private goOn(tokens: readonly number[], node: NetNode): readonly Firing[] {
    if (node.forbidden?.some((place) => tokens.includes(place)) === true) return [];
    const rest = without(tokens, node.consume);
    if (rest === undefined) return [];
    const kept = rest.filter((place) => node.clears?.includes(place) !== true);
    const [host = -1] = node.consume;
    const firings: Firing[] = [];
    const begun: Midway[] = [];
    for (const mode of node.modes) {
      for (const element of mode.live) this.reached.add(element);
      if (mode.exit !== undefined) firings.push(...fireModes(node, [mode], kept));
      else {
        // Who goes on beside what it begins has not moved.
        const stays = mode.produce.includes(host);
        const produce = mode.produce.filter((place) => place !== host);
        const queue = produce.map((place) => ({ place }));
        begun.push({
          rest: stays ? [...kept, host] : kept,
          queue,
          waiting: [],
          live: mode.live,
          moves: mode.moves,
        });
      }
    }
    return [...firings, ...this.moveAll(node, begun)];
  }

  private moveAll(node: NetNode, begun: readonly Midway[]): readonly Firing[] {
    const firings: Firing[] = [];
    const known = new Set<string>();
    const open = [...begun].reverse();
    for (let midway = open.pop(); midway !== undefined; midway = open.pop()) {
      const key = keyOf(midway);
      if (known.has(key)) continue;
      known.add(key);
      this.moves += 1;
      if (known.size > mostMoves) {
        this.isCut = true;
        return firings;
      }
      if (isCrowded(midway)) firings.push(firingOf(node, restOf(midway)));
      else open.push(...this.next(node, midway, firings).reverse());
    }
    return firings;
  }

  /** One move; what has come to rest, or has ended the scope, is noted. */
  private next(node: NetNode, midway: Midway, firings: Firing[]): Midway[] {
    const [item, ...queue] = midway.queue;
    if (item === undefined) return this.atRest(node, midway, firings);
    const after = { ...midway, queue };
    if ('join' in item) return this.send(node, after, item.join, firings);
    const { place } = item;
    const passing = this.passing.get(place);
    if (passing?.isQueued === true) {
      this.reached.add(passing.element);
      return [{ ...after, queue: [...queue, beginning(passing)] }];
    }
    if (passing !== undefined) return this.send(node, after, passing.modes, firings);
    for (const element of this.net.places[place]?.live ?? []) this.reached.add(element);
    const arrived = { ...after, rest: [...after.rest, place] };
    const fleeting = this.net.fleeting.get(place);
    if (fleeting !== undefined) {
      const through = this.throughInside(node, after, place, firings);
      return fleeting === 'never' ? through : [arrived, ...through];
    }
    const join = this.joins.get(place);
    if (join === undefined) return [arrived];
    const isNew = join.join === 'inclusive' && !isWaitingAt(join, after.rest);
    return this.join(isNew ? { ...arrived, waiting: [...after.waiting, join] } : arrived, join);
  }

  /** What is inside does not wait for anything: the element goes on at once, or throws what is thrown inside. */
  private throughInside(node: NetNode, midway: Midway, place: number, firings: Firing[]): Midway[] {
    return (this.waiting.get(place) ?? []).flatMap(({ modes }) => {
      const isAlone = (mode: Mode) =>
        !mode.produce.includes(place) && mode.moves.every(({ type }) => type !== 'occur');
      return this.send(node, midway, modes.filter(isAlone), firings);
    });
  }

  private send(node: NetNode, midway: Midway, modes: readonly Mode[], firings: Firing[]): Midway[] {
    return modes.flatMap((mode) => {
      for (const element of mode.live) this.reached.add(element);
      const live = [...midway.live, ...mode.live];
      const moves = [...midway.moves, ...mode.moves];
      if (mode.exit !== undefined) {
        const others = [...restOf(midway).rest];
        firings.push(firingOf(node, { ...midway, live, moves }, mode.exit, others));
        const ended = this.endedTwice(midway.rest);
        if (ended.length > 0)
          firings.push(firingOf(node, { ...midway, rest: ended, queue: [], live, moves }));
        return [];
      }
      const queue = [...midway.queue, ...mode.produce.map((place) => ({ place }))];
      return [{ ...midway, queue, live, moves }];
    });
  }

  /** Tokens that have come to one end before the scope was ended. */
  private endedTwice(rest: readonly number[]): readonly number[] {
    return rest.filter(
      (place) =>
        this.net.finals.has(place) &&
        countOf(rest, place) > (this.net.places[place]?.capacity ?? 1),
    );
  }

  /** A token has come to a join: it goes on if it can, or begins to wait. */
  private join(midway: Midway, join: NetNode): Midway[] {
    if (join.join === 'inclusive') return [midway];
    if (join.complex !== undefined) return this.activate(midway, join);
    const rest = without(midway.rest, join.consume);
    if (rest === undefined) return [midway];
    this.reached.add(join.element);
    return [{ ...midway, rest, queue: [...midway.queue, beginning(join)] }];
  }

  private activate(midway: Midway, { complex, consume, element }: NetNode): Midway[] {
    if (complex === undefined || midway.rest.includes(complex.active)) return [midway];
    const counts = consume.map((place) => countOf(midway.rest, place));
    const isActivated = complex.isActivated(counts);
    if (isActivated === false || counts.every((count) => count === 0)) return [midway];
    const isGiven = (_place: number, at: number) => (counts[at] ?? 0) > 0;
    const left = without(midway.rest, consume.filter(isGiven)) ?? midway.rest;
    const rest = [...left, complex.active, ...complex.received.filter(isGiven)];
    const item = { join: complex.modesOf(counts, false), element };
    const begun = { ...midway, rest, queue: [...midway.queue, item] };
    return isActivated === true ? [begun] : [begun, midway];
  }

  /**
   * Joins that have waited for this are asked until one goes on: those that waited before this step, in any order, as the
   * marking does not tell who came first; then the others, as they came. Complex gateways may have come at any time.
   */
  private atRest(node: NetNode, midway: Midway, firings: Firing[]): Midway[] {
    const complex = this.settling.flatMap((join) => this.reset(midway, join));
    const before = this.settling.filter((join) => !midway.waiting.includes(join));
    let settled = before.flatMap((join) => this.settle(midway, join));
    for (const join of midway.waiting) {
      if (settled.length > 0) break;
      settled = this.settle(midway, join);
    }
    const all = [...complex, ...settled];
    if (all.length === 0) firings.push(firingOf(node, midway));
    return all;
  }

  private settle(midway: Midway, join: NetNode): Midway[] {
    const { consume, complex } = join;
    if (complex !== undefined) return [];
    const arrived = consume.map((place) => midway.rest.includes(place));
    if (!arrived.includes(true) || isExpected(midway.rest, join, arrived)) return [];
    const rest = without(
      midway.rest,
      consume.filter((_place, at) => arrived[at]),
    );
    if (rest === undefined) return [];
    const waiting = isWaitingAt(join, rest)
      ? midway.waiting
      : midway.waiting.filter((each) => each !== join);
    return [{ ...midway, rest, waiting, queue: [beginning(join)] }];
  }

  private reset(midway: Midway, join: NetNode): Midway[] {
    const { consume, complex } = join;
    if (complex === undefined || !midway.rest.includes(complex.active)) return [];
    const received = complex.received.map((place) => midway.rest.includes(place));
    const counts = consume.map((place) => countOf(midway.rest, place));
    const arrived = counts.map((count, at) => count > 0 || received[at] === true);
    const others = midway.rest.filter((place) => place !== complex.active);
    if (isExpected(others, join, arrived)) return [];
    const late = consume.filter((_place, at) => received[at] !== true && (counts[at] ?? 0) > 0);
    const given = complex.received.filter((_place, at) => received[at]);
    const rest = without(others, [...late, ...given]) ?? others;
    const item = { join: complex.modesOf(counts, true), element: join.element };
    const begun = { ...midway, rest, queue: [item] };
    return this.activate(begun, join);
  }
}

function isWaitingAt({ consume }: NetNode, rest: readonly number[]): boolean {
  return consume.some((place) => rest.includes(place));
}
