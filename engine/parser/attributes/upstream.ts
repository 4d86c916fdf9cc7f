import type { UpstreamAttributes, Ways } from '../../elements/gateways/upstream.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement, DraftFlow } from '../draft-model.js';
import { linkThrowsOf } from '../link-ends.js';

/** For a gateway that joins: from where a token can come to which of its incoming flows without visiting it. */
export function readUpstream(gateway: DraftElement): ProgramAttributes {
  const flows = new Places();
  const elements = new Places();
  const count = gateway.incoming.length;
  if (count > 1) {
    for (const flow of gateway.incoming) {
      const direct = new BackwardWalk(gateway, flows, elements, false);
      direct.from(flow);
      if (direct.hasMetBoundary) new BackwardWalk(gateway, flows, elements, true).from(flow);
    }
  }
  const upstream = { flowWays: flows.listWays(count), elementWays: elements.listWays(count) };
  return upstream satisfies UpstreamAttributes;
}

/** Numbers by index; 0 where none has been set. */
class Tally {
  private numbers = new Int32Array(256);

  at(index: number): number {
    return this.numbers[index] ?? 0;
  }

  set(index: number, number: number): void {
    if (index >= this.numbers.length) {
      const wider = new Int32Array(2 * index);
      wider.set(this.numbers);
      this.numbers = wider;
    }
    this.numbers[index] = number;
  }
}

/** Flows or elements by index, and the walks that have come to them: a direct one for each incoming flow of the gateway. */
class Places {
  /** By walk, the places that it has come to. */
  private readonly direct: number[][] = [];
  /** By walk, the places that are reached over boundary events alone. */
  private readonly beyond: number[][] = [];
  private readonly counts = new Tally();
  /** The last walk that came to a place, counted from 1, and the last one over boundary events. */
  private readonly last = new Tally();
  private readonly lastOver = new Tally();

  begin(isOverBoundaries: boolean): void {
    if (isOverBoundaries) return;
    this.direct.push([]);
    this.beyond.push([]);
  }

  /** Whether a walk has not come here before. */
  enter(index: number, isOverBoundaries: boolean): boolean {
    const walk = this.direct.length;
    const last = isOverBoundaries ? this.lastOver : this.last;
    if (last.at(index) === walk) return false;
    last.set(index, walk);
    if (!isOverBoundaries) {
      this.direct[walk - 1]?.push(index);
      this.counts.set(index, this.counts.at(index) + 1);
    } else if (this.last.at(index) !== walk) this.beyond[walk - 1]?.push(index);
    return true;
  }

  /**
   * Leaves out where all flows can be reached from: at least one has arrived whenever somebody asks, and from there a token
   * can come to that one as well. So what stands before a split does not burden its join.
   */
  listWays(count: number): Readonly<Record<number, Ways>> {
    const ways: Record<number, { direct: number[]; all?: number[] }> = {};
    this.direct.forEach((places, position) => {
      for (const index of places) {
        if (this.counts.at(index) === count) continue;
        const { direct, all } = (ways[index] ??= { direct: [] });
        direct.push(position);
        all?.push(position);
      }
      for (const index of this.beyond[position] ?? []) {
        const reached = (ways[index] ??= { direct: [] });
        reached.all ??= [...reached.direct];
        reached.all.push(position);
      }
    });
    return ways;
  }
}

/** Against the direction of the flows, never through the gateway. */
class BackwardWalk {
  /** Only then is there another way over boundary events. */
  hasMetBoundary = false;
  private readonly open: DraftFlow[] = [];

  constructor(
    private readonly gateway: DraftElement,
    private readonly flows: Places,
    private readonly elements: Places,
    private readonly isOverBoundaries: boolean,
  ) {
    flows.begin(isOverBoundaries);
    elements.begin(isOverBoundaries);
  }

  from(last: DraftFlow): void {
    this.open.push(last);
    for (let flow = this.open.pop(); flow !== undefined; flow = this.open.pop()) {
      if (this.flows.enter(flow.index, this.isOverBoundaries)) this.visit(flow.source);
    }
  }

  /** A token inside the element can leave by the flow that led here. */
  private visit(element: DraftElement): void {
    if (!this.elements.enter(element.index, this.isOverBoundaries)) return;
    if (element === this.gateway) return;
    for (const flow of element.incoming) this.open.push(flow);
    for (const before of linkThrowsOf(element)) this.visit(before);
    if (element.host === undefined) return;
    this.hasMetBoundary = true;
    if (this.isOverBoundaries) this.visit(element.host);
  }
}
