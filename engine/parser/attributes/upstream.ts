import type { UpstreamAttributes, Ways } from '../../elements/gateways/upstream.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement, DraftFlow } from '../draft-model.js';
import { linkThrowsOf } from '../link-ends.js';

/** Positions among the gateway's incoming flows that can be reached from a place, in order. */
interface Reach {
  readonly direct: number[];
  readonly all: number[];
}

type ReachTable = Map<number, Reach>;

/** For a gateway that joins: from where a token can come to which of its incoming flows without visiting it. */
export function readUpstream(gateway: DraftElement): ProgramAttributes {
  const flows: ReachTable = new Map();
  const elements: ReachTable = new Map();
  const count = gateway.incoming.length;
  if (count > 1) {
    gateway.incoming.forEach((flow, position) => {
      const direct = new BackwardWalk(gateway, false);
      direct.from(flow);
      const all = direct.hasMetBoundary ? new BackwardWalk(gateway, true) : direct;
      if (all !== direct) all.from(flow);
      note(position, direct, 'direct', { flows, elements });
      note(position, all, 'all', { flows, elements });
    });
  }
  const upstream = { flowWays: writeTable(flows, count), elementWays: writeTable(elements, count) };
  return upstream satisfies UpstreamAttributes;
}

function note(
  position: number,
  walk: BackwardWalk,
  kind: keyof Reach,
  { flows, elements }: { readonly flows: ReachTable; readonly elements: ReachTable },
): void {
  for (const { index } of walk.flows) reachAt(flows, index)[kind].push(position);
  for (const { index } of walk.elements) reachAt(elements, index)[kind].push(position);
}

/** Against the direction of the flows, never through the gateway. */
class BackwardWalk {
  readonly flows = new Set<DraftFlow>();
  readonly elements = new Set<DraftElement>();
  /** Only then is there another way over boundary events. */
  hasMetBoundary = false;
  private readonly open: DraftFlow[] = [];

  constructor(
    private readonly gateway: DraftElement,
    private readonly isOverBoundaries: boolean,
  ) {}

  from(last: DraftFlow): void {
    this.open.push(last);
    for (let flow = this.open.pop(); flow !== undefined; flow = this.open.pop()) {
      if (this.flows.has(flow)) continue;
      this.flows.add(flow);
      this.visit(flow.source);
    }
  }

  /** A token inside the element can leave by the flow that led here. */
  private visit(element: DraftElement): void {
    if (this.elements.has(element)) return;
    this.elements.add(element);
    if (element === this.gateway) return;
    this.open.push(...element.incoming);
    for (const before of this.elementsBefore(element)) this.visit(before);
  }

  private elementsBefore(element: DraftElement): readonly DraftElement[] {
    const throws = linkThrowsOf(element);
    if (element.host < 0) return throws;
    this.hasMetBoundary = true;
    const host = element.parent?.inner.find(({ index }) => index === element.host);
    return this.isOverBoundaries && host !== undefined ? [...throws, host] : throws;
  }
}

function reachAt(table: ReachTable, index: number): Reach {
  const known = table.get(index);
  if (known !== undefined) return known;
  const reach: Reach = { direct: [], all: [] };
  table.set(index, reach);
  return reach;
}

/**
 * Leaves out where all flows can be reached from: at least one has arrived whenever somebody asks, and from there a token
 * can come to that one as well. So what stands before a split does not burden its join.
 */
function writeTable(table: ReachTable, count: number): Readonly<Record<number, Ways>> {
  const told = [...table].filter(([, { direct }]) => direct.length < count);
  return Object.fromEntries(told.map(([index, reach]) => [index, writeWays(reach)]));
}

function writeWays({ direct, all }: Reach): Ways {
  return { direct, ...(all.length > direct.length ? { all } : {}) };
}
