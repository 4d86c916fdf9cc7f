import type { UpstreamAttributes, Ways } from '../../elements/gateways/upstream.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement, DraftFlow } from '../draft-model.js';
import { linkThrowsOf } from '../link-ends.js';

/** Positions among the gateway's incoming flows that can be reached from a place. */
interface Reach {
  readonly direct: Set<number>;
  readonly all: Set<number>;
}

type ReachTable = Map<number, Reach>;

/** For a gateway that joins: from where a token can come to which of its incoming flows without visiting it. */
export function readUpstream(gateway: DraftElement): ProgramAttributes {
  const flows: ReachTable = new Map();
  const elements: ReachTable = new Map();
  if (gateway.incoming.length > 1) {
    gateway.incoming.forEach((flow, position) => {
      for (const kind of ['direct', 'all'] as const) {
        const walk = new BackwardWalk(gateway, kind === 'all');
        walk.from(flow);
        for (const { index } of walk.flows) reachAt(flows, index)[kind].add(position);
        for (const { index } of walk.elements) reachAt(elements, index)[kind].add(position);
      }
    });
  }
  const upstream = { flowWays: writeTable(flows), elementWays: writeTable(elements) };
  return upstream satisfies UpstreamAttributes;
}

/** Against the direction of the flows, never through the gateway. */
class BackwardWalk {
  readonly flows = new Set<DraftFlow>();
  readonly elements = new Set<DraftElement>();
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
    const host = element.parent?.inner.find(({ index }) => index === element.host);
    return [
      ...linkThrowsOf(element),
      ...(this.isOverBoundaries && host !== undefined ? [host] : []),
    ];
  }
}

function reachAt(table: ReachTable, index: number): Reach {
  const known = table.get(index);
  if (known !== undefined) return known;
  const reach = { direct: new Set<number>(), all: new Set<number>() };
  table.set(index, reach);
  return reach;
}

function writeTable(table: ReachTable): Readonly<Record<number, Ways>> {
  return Object.fromEntries([...table].map(([index, reach]) => [index, writeWays(reach)]));
}

function writeWays({ direct, all }: Reach): Ways {
  return { direct: [...direct], ...(all.size > direct.size ? { all: [...all] } : {}) };
}
