import type { UpstreamAttributes, Ways } from '../../elements/gateways/upstream.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import { linkThrowsOf } from '../link-ends.js';

/** For a gateway that joins: from where a token can come to which of its incoming flows without visiting it. */
export function readUpstream(gateway: DraftElement): ProgramAttributes {
  const upstream = new Upstream();
  const { incoming } = gateway;
  if (incoming.length > 1) {
    for (const { source } of incoming) {
      const direct = new BackwardWalk(gateway, upstream, false);
      direct.from(source);
      if (direct.hasMetBoundary) new BackwardWalk(gateway, upstream, true).from(source);
    }
  }
  const ways = upstream.listWays();
  const elementWays: Record<number, Ways> = {};
  const flowWays: Record<number, Ways> = {};
  // A token on a flow can come to where one in its target can.
  for (const [element, reached] of ways) {
    elementWays[element.index] = reached;
    if (element !== gateway) for (const flow of element.incoming) flowWays[flow.index] = reached;
  }
  if (incoming.length > 1) {
    incoming.forEach(({ index }, position) => (flowWays[index] = { direct: [position] }));
  }
  return { flowWays, elementWays } satisfies UpstreamAttributes;
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

/** The walks that have come to elements: a direct one for each incoming flow of the gateway. */
class Upstream {
  /** By walk, the elements that it has come to. */
  private readonly direct: DraftElement[][] = [];
  /** By walk, the elements that are reached over boundary events alone. */
  private readonly beyond: DraftElement[][] = [];
  private readonly counts = new Tally();
  /** The last walk that came to an element, counted from 1, and the last one over boundary events. */
  private readonly last = new Tally();
  private readonly lastOver = new Tally();

  begin(): void {
    this.direct.push([]);
    this.beyond.push([]);
  }

  /** Whether the walk has not come here before. */
  enter(element: DraftElement, isOverBoundaries: boolean): boolean {
    const { index } = element;
    const walk = this.direct.length;
    const last = isOverBoundaries ? this.lastOver : this.last;
    if (last.at(index) === walk) return false;
    last.set(index, walk);
    if (!isOverBoundaries) {
      this.direct[walk - 1]?.push(element);
      this.counts.set(index, this.counts.at(index) + 1);
    } else if (this.last.at(index) !== walk) this.beyond[walk - 1]?.push(element);
    return true;
  }

  /**
   * Leaves out where all flows can be reached from: at least one has arrived whenever somebody asks, and from there a token
   * can come to that one as well. So what stands before a split does not burden its join.
   */
  listWays(): ReadonlyMap<DraftElement, Ways> {
    const ways = new Map<DraftElement, { direct: number[]; all?: number[] }>();
    const reachedFrom = (element: DraftElement) => {
      const reached = ways.get(element) ?? { direct: [] };
      ways.set(element, reached);
      return reached;
    };
    this.direct.forEach((elements, position) => {
      for (const element of elements) {
        if (this.counts.at(element.index) === this.direct.length) continue;
        const { direct, all } = reachedFrom(element);
        direct.push(position);
        all?.push(position);
      }
      for (const element of this.beyond[position] ?? []) {
        const reached = reachedFrom(element);
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

  constructor(
    private readonly gateway: DraftElement,
    private readonly upstream: Upstream,
    private readonly isOverBoundaries: boolean,
  ) {
    if (!isOverBoundaries) upstream.begin();
  }

  /** A token inside an element that is walked to can leave by the flow that led there. */
  from(last: DraftElement): void {
    const open = [last];
    for (let element = open.pop(); element !== undefined; element = open.pop()) {
      if (!this.upstream.enter(element, this.isOverBoundaries)) continue;
      if (element === this.gateway) continue;
      for (const { source } of element.incoming) open.push(source);
      for (const before of linkThrowsOf(element)) open.push(before);
      if (element.host === undefined) continue;
      this.hasMetBoundary = true;
      if (this.isOverBoundaries) open.push(element.host);
    }
  }
}
