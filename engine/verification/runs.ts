import { type Budget, type Exploration, explore, type Found, pathTo } from './explore.js';
import { type Move, placesOf } from './net.js';
import type { Region, RegionTree } from './regions.js';

/** A net taken apart, with all that was found in its regions: what leads where, in the fewest firings. */
export class Runs {
  readonly explorations = new Map<Region, Exploration>();

  constructor(
    readonly tree: RegionTree,
    budget: Budget,
    /** What leads to the beginning; nothing if that cannot be reached. */
    private readonly before: () => readonly Move[] | undefined = () => [],
    /** Not so if what goes on beside always ends the scope: then nothing here waits for ever. */
    readonly canOutlast = true,
  ) {
    for (const region of tree.regions) this.explorations.set(region, explore(region.net, budget));
  }

  get isComplete(): boolean {
    return [...this.explorations.values()].every(({ isComplete }) => isComplete);
  }

  get isCut(): boolean {
    return [...this.explorations.values()].some(({ isCut }) => isCut);
  }

  get outermost(): Exploration | undefined {
    return this.explorations.get(this.tree.outermost);
  }

  /** Elements that have been reached, those on chains included. */
  get live(): ReadonlySet<number> {
    const live = new Set<number>();
    for (const { live: found, markings, net } of this.explorations.values()) {
      for (const element of found) live.add(element);
      const marked = new Set(markings.flatMap(placesOf));
      for (const place of marked) if (net.source !== place) this.addChain(place, live);
      this.addChain(net.source, live);
    }
    return live;
  }

  private addChain(head: number, live: Set<number>): void {
    const { stretches, within } = this.tree;
    let place = head;
    for (;;) {
      for (const element of this.placeAt(place)) live.add(element);
      const stretch = stretches.get(place);
      if (stretch === undefined) return;
      if (!within.has(place)) for (const element of this.simpleLive(place)) live.add(element);
      place = stretch.to;
    }
  }

  private placeAt(place: number): readonly number[] {
    return this.tree.outermost.net.places[place]?.live ?? [];
  }

  private simpleLive(place: number): readonly number[] {
    return this.tree.simple.get(place)?.modes.flatMap(({ live }) => live) ?? [];
  }

  /** From the beginning to a token on the place; nothing if none comes there. */
  toPlace(place: number): readonly Move[] | undefined {
    const region = this.tree.around.get(place) ?? this.tree.outermost;
    const exploration = this.explorations.get(region);
    const head = this.tree.headOf.get(place) ?? place;
    const at = exploration?.markings.findIndex((marking) => placesOf(marking).includes(head)) ?? -1;
    if (exploration === undefined || at < 0) return undefined;
    const before = this.toRegion(region);
    if (before === undefined) return undefined;
    return [...before, ...this.expand(region, pathTo(exploration, at)), ...this.along(head, place)];
  }

  /** From the beginning to a marking of a region, with everything on chains as far as it goes. */
  toMarking(region: Region, at: number): readonly Move[] | undefined {
    const exploration = this.explorations.get(region);
    const before = this.toRegion(region);
    if (exploration === undefined || before === undefined) return undefined;
    const rest = placesOf(exploration.markings[at] ?? '').flatMap((place) =>
      this.throughChain(region, place),
    );
    return [...before, ...this.expand(region, pathTo(exploration, at)), ...rest];
  }

  /** From the beginning to a firing, and with it. */
  toFiring(region: Region, { from, node, mode }: Found): readonly Move[] | undefined {
    const exploration = this.explorations.get(region);
    const before = this.toRegion(region);
    if (exploration === undefined || before === undefined) return undefined;
    return [
      ...before,
      ...this.expand(region, [...pathTo(exploration, from), { from, node, mode }]),
    ];
  }

  /** With the first firing of all. */
  toBegin(): readonly Move[] | undefined {
    const { outermost, simple, within } = this.tree;
    const { source } = this.tree.outermost.net;
    const alone = simple.get(source)?.modes[0];
    if (alone !== undefined) return [...(this.before() ?? []), ...alone.moves];
    const region = within.get(source) ?? outermost;
    const first = this.explorations.get(region)?.found[1];
    return first === undefined ? this.before() : this.toFiring(region, first);
  }

  toRegion(region: Region): readonly Move[] | undefined {
    return region === this.tree.outermost ? this.before() : this.toPlace(region.entry);
  }

  private expand(region: Region, path: readonly Found[]): readonly Move[] {
    return path.flatMap(({ node, mode, from }) => {
      const marking = placesOf(this.explorations.get(region)?.markings[from] ?? '');
      const taken = node.consume.filter((place) => marking.includes(place));
      return [...taken.flatMap((place) => this.throughChain(region, place)), ...mode.moves];
    });
  }

  /** What begins a region lies at its entry already. */
  private throughChain(region: Region, place: number): readonly Move[] {
    const isEntry = region !== this.tree.outermost && place === region.entry;
    return isEntry ? [] : this.along(place, undefined);
  }

  /** Over a chain, up to a place of it or to its end. */
  private along(from: number, to: number | undefined): readonly Move[] {
    const moves: Move[] = [];
    let place = from;
    while (place !== to) {
      const stretch = this.tree.stretches.get(place);
      if (stretch === undefined) return moves;
      moves.push(...this.through(place));
      place = stretch.to;
    }
    return moves;
  }

  /** Over one stretch, in the fewest firings. */
  private through(from: number): readonly Move[] {
    const region = this.tree.within.get(from);
    if (region === undefined) return this.tree.simple.get(from)?.modes[0]?.moves ?? [];
    const exploration = this.explorations.get(region);
    const end = String.fromCharCode(region.exit);
    const at = exploration?.markings.indexOf(end) ?? -1;
    if (exploration === undefined || at < 0) return [];
    return this.expand(region, pathTo(exploration, at));
  }
}
