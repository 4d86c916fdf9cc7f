import { changeOf, describe } from './compare-properties.js';
import { Connections, connectionOf, endsOf, type Connection } from './connections.js';
import type { Difference } from './difference.js';
import { FlowGraph, type SequenceFlow } from './flow-graph.js';
import { isFlowNode, nameOf, type TailoringModel } from './model.js';

/** How the sequence flows of two models differ, sorted by what each change follows from. */
export interface FlowChanges {
  /** Changes that follow from nothing else. */
  readonly standalone: readonly Difference[];
  /** By the id of the added or removed node that they follow from. */
  readonly followUps: ReadonlyMap<string, readonly Difference[]>;
  /** Which added or removed node the difference of a flow follows from, by the flow's id. */
  readonly owners: ReadonlyMap<string, string>;
  readonly standard: Connections;
  readonly tailored: Connections;
}

export function compareFlows(standard: TailoringModel, tailored: TailoringModel): FlowChanges {
  return new FlowComparison(standard, tailored).run();
}

class FlowComparison {
  private readonly old: Connections;
  private readonly current: Connections;
  private readonly standalone: Difference[] = [];
  private readonly followUps = new Map<string, Difference[]>();
  private readonly owners = new Map<string, string>();
  private readonly redrawn = new Set<string>();

  constructor(
    private readonly standard: TailoringModel,
    private readonly tailored: TailoringModel,
  ) {
    const isKept = (node: string): boolean => {
      const before = standard.elements[node];
      return before !== undefined && isFlowNode(before) && tailored.elements[node] !== undefined;
    };
    this.old = new Connections(new FlowGraph(standard), isKept);
    this.current = new Connections(new FlowGraph(tailored), isKept);
  }

  run(): FlowChanges {
    for (const flow of this.old.graph.flows) {
      const current = this.tailored.elements[flow.id];
      if (current === undefined) this.noteRemoved(flow);
      else if (current.source !== flow.source || current.target !== flow.target) {
        this.noteRewired(flow, current as SequenceFlow);
      }
    }
    for (const flow of this.current.graph.flows) {
      if (this.standard.elements[flow.id] === undefined) this.noteAdded(flow);
    }
    this.noteLostConnections();
    return {
      standalone: this.standalone,
      followUps: this.followUps,
      owners: this.owners,
      standard: this.old,
      tailored: this.current,
    };
  }

  private noteRemoved(flow: SequenceFlow): void {
    const removed = this.removal(flow);
    const owner = this.firstMissing([flow.target, flow.source], this.tailored);
    if (owner !== undefined) {
      this.follow(owner, flow, removed);
      return;
    }
    const again = this.current.graph
      .flowsFrom(flow.source)
      .find((one) => this.isDrawnAgain(one, flow));
    if (again !== undefined) {
      this.noteRedrawn(flow, again, removed);
      return;
    }
    const inserted = this.insertedOn(connectionOf(flow.source, flow.target));
    if (inserted === undefined) this.standalone.push(removed);
    else this.follow(inserted, flow, removed);
  }

  private noteAdded(flow: SequenceFlow): void {
    if (this.redrawn.has(flow.id)) return;
    const added = this.addition(flow);
    const owner =
      this.firstMissing([flow.target, flow.source], this.standard) ??
      this.removedFrom(connectionOf(flow.source, flow.target));
    if (owner === undefined) this.standalone.push(added);
    else this.follow(owner, flow, added);
  }

  private noteRewired(before: SequenceFlow, after: SequenceFlow): void {
    const rewired: Difference = {
      differenceId: `rewired:${before.id}`,
      kind: 'rewired',
      ...describe(before),
      before: { source: before.source, target: before.target },
      after: { source: after.source, target: after.target },
      consequences: [],
    };
    const owner =
      this.firstMissing([after.target, after.source], this.standard) ??
      this.firstMissing([before.target, before.source], this.tailored);
    if (owner === undefined || !this.isExplained(before, after)) this.standalone.push(rewired);
    else this.follow(owner, before, rewired);
  }

  /** A flow keeps its meaning if it is part of the same connection and of no new one. */
  private isExplained(before: SequenceFlow, after: SequenceFlow): boolean {
    const old = this.old.ofFlow(before);
    const current = this.current.ofFlow(after);
    if (old.length === 0 && current.length === 0) return before.source === after.source;
    return (
      current.some((connection) => old.includes(connection)) &&
      current.every((connection) => this.old.all.has(connection))
    );
  }

  private noteRedrawn(flow: SequenceFlow, again: SequenceFlow, removed: Difference): void {
    this.redrawn.add(again.id);
    this.standalone.push({
      ...removed,
      differenceId: `redrawn:${flow.id}`,
      kind: 'redrawn',
      before: flow.id,
      after: again.id,
      consequences: [removed, this.addition(again)],
    });
    const condition = flow.properties['condition'];
    const current = again.properties['condition'];
    if (condition !== current) {
      this.standalone.push(changeOf(again, 'condition', condition, current));
    }
    this.owners.set(flow.id, `redrawn:${flow.id}`).set(again.id, `redrawn:${flow.id}`);
  }

  private isDrawnAgain(candidate: SequenceFlow, flow: SequenceFlow): boolean {
    return (
      candidate.target === flow.target &&
      this.standard.elements[candidate.id] === undefined &&
      !this.redrawn.has(candidate.id)
    );
  }

  /** Ways that are gone although every flow change follows from something else. */
  private noteLostConnections(): void {
    const told = new Set(
      this.standalone.flatMap(({ elementId, kind }) => {
        const flow = this.old.graph.flows.find((one) => one.id === elementId);
        return flow === undefined || kind === 'redrawn' ? [] : this.old.ofFlow(flow);
      }),
    );
    for (const connection of this.old.all) {
      if (this.current.all.has(connection) || told.has(connection)) continue;
      const [from, to] = endsOf(connection);
      const target = this.standard.elements[to];
      const source = this.standard.elements[from];
      if (target === undefined || source === undefined) continue;
      this.standalone.push({
        differenceId: `disconnected:${connection}`,
        kind: 'disconnected',
        ...describe(target),
        before: nameOf(source) ?? from,
        consequences: [],
      });
    }
  }

  private removal(flow: SequenceFlow): Difference {
    const differenceId = `removed:${flow.id}`;
    return { differenceId, kind: 'removed', ...describe(flow), consequences: [] };
  }

  private addition(flow: SequenceFlow): Difference {
    const differenceId = `added:${flow.id}`;
    const after = { ...flow };
    return { differenceId, kind: 'added', ...describe(flow), after, consequences: [] };
  }

  private firstMissing(nodes: readonly string[], model: TailoringModel): string | undefined {
    return nodes.find((node) => model.elements[node] === undefined);
  }

  /** The added node through which the tailored process keeps a connection. */
  private insertedOn(connection: Connection): string | undefined {
    const targets = this.current.firstFlows(connection).map((flow) => flow.target);
    return this.firstMissing(targets, this.standard);
  }

  /** The removed node through which the standard had a connection. */
  private removedFrom(connection: Connection): string | undefined {
    const targets = this.old.firstFlows(connection).map((flow) => flow.target);
    return this.firstMissing(targets, this.tailored);
  }

  private follow(owner: string, flow: SequenceFlow, difference: Difference): void {
    this.owners.set(flow.id, owner);
    const list = this.followUps.get(owner);
    if (list === undefined) this.followUps.set(owner, [difference]);
    else list.push(difference);
  }
}
