import type { JsonValue } from '../protocol/json.js';
import { compareBranches, type BranchChanges } from './compare-branches.js';
import { compareFlows, type FlowChanges } from './compare-flows.js';
import { compareProperties, describe } from './compare-properties.js';
import type { Difference } from './difference.js';
import { findInsertions } from './insertions.js';
import { isFlow, type TailoringElement, type TailoringModel } from './model.js';

/**
 * What a tailored process does differently, in the order of the standard and then of the additions.
 *
 * Layout and guidelines are no difference. What only follows from another change stands under it.
 */
export function compareModels(
  standard: TailoringModel,
  tailored: TailoringModel,
): readonly Difference[] {
  return new Comparison(standard, tailored).run();
}

class Comparison {
  private readonly flows: FlowChanges;
  private readonly branches: BranchChanges;
  private readonly insertions: ReadonlyMap<string, readonly string[]>;
  private readonly top: Difference[] = [];
  /** Differences that follow from others, by the difference id of their owner. */
  private readonly nested = new Map<string, Difference[]>();

  constructor(
    private readonly standard: TailoringModel,
    private readonly tailored: TailoringModel,
  ) {
    this.flows = compareFlows(standard, tailored);
    this.branches = compareBranches(standard, tailored, this.flows);
    this.insertions = findInsertions(standard, tailored, this.flows);
  }

  run(): readonly Difference[] {
    for (const before of Object.values(this.standard.elements)) {
      const after = this.tailored.elements[before.id];
      if (after !== undefined) this.compareKept(before, after);
      else if (!isFlow(before)) this.placeNode(this.removal(before), before, this.tailored);
    }
    for (const after of Object.values(this.tailored.elements)) {
      if (this.standard.elements[after.id] !== undefined || isFlow(after)) continue;
      this.placeNode(this.addition(after), after, this.standard);
    }
    for (const [node, changes] of this.flows.followUps) {
      for (const change of changes) this.nest(this.ownerId(node), change);
    }
    const known = new Set(this.top.map((one) => one.differenceId));
    for (const change of [...this.flows.standalone, ...this.branches.standalone]) {
      if (!known.has(change.differenceId)) this.top.push(change);
    }
    const result = this.top.map((difference) => this.withConsequences(difference));
    // Whatever has no owner after all is a difference of its own.
    return [...result, ...[...this.nested.values()].flat()];
  }

  private compareKept(before: TailoringElement, after: TailoringElement): void {
    const isReplaced = before.type !== after.type;
    if (isReplaced) {
      this.top.push(this.elementChange('replaced', before, before.type, after.type));
    }
    if (before.scope !== after.scope || before.attachedTo !== after.attachedTo) {
      const move = this.elementChange('moved', before, placeOf(before), placeOf(after));
      const carrier = [before.target, before.source].find((node) => this.hasMoved(node));
      if (carrier === undefined) this.top.push(move);
      else this.nest(`moved:${carrier}`, move);
    }
    for (const change of compareProperties(before, after)) {
      const owner = this.branches.absorbed.get(change.differenceId);
      if (owner !== undefined) this.nest(this.ownerId(owner), change);
      else if (isReplaced) this.nest(`replaced:${before.id}`, change);
      else this.top.push(change);
    }
  }

  /** A node goes with its scope, a boundary event with its activity. */
  private placeNode(difference: Difference, node: TailoringElement, other: TailoringModel): void {
    const carrier = [node.scope, node.attachedTo].find(
      (id) => id !== undefined && other.elements[id] === undefined,
    );
    if (carrier === undefined) this.top.push(difference);
    else this.nest(`${difference.kind}:${carrier}`, difference);
  }

  private removal(element: TailoringElement): Difference {
    return {
      differenceId: `removed:${element.id}`,
      kind: 'removed',
      ...describe(element),
      consequences: [],
    };
  }

  private addition(element: TailoringElement): Difference {
    const insertedIn = this.insertions.get(element.id);
    return {
      differenceId: `added:${element.id}`,
      kind: 'added',
      ...describe(element),
      after: { ...element },
      ...(insertedIn === undefined ? {} : { insertedIn }),
      consequences: [],
    };
  }

  private elementChange(
    kind: 'replaced' | 'moved',
    element: TailoringElement,
    before: JsonValue,
    after: JsonValue,
  ): Difference {
    const differenceId = `${kind}:${element.id}`;
    return { differenceId, kind, ...describe(element), before, after, consequences: [] };
  }

  private hasMoved(node: string | undefined): boolean {
    if (node === undefined) return false;
    const before = this.standard.elements[node];
    const after = this.tailored.elements[node];
    return before !== undefined && after !== undefined && before.scope !== after.scope;
  }

  private ownerId(node: string): string {
    if (node.startsWith('redrawn:')) return node;
    return `${this.standard.elements[node] === undefined ? 'added' : 'removed'}:${node}`;
  }

  private nest(owner: string, difference: Difference): void {
    const list = this.nested.get(owner);
    if (list === undefined) this.nested.set(owner, [difference]);
    else list.push(difference);
  }

  private withConsequences(difference: Difference): Difference {
    const own = this.nested.get(difference.differenceId) ?? [];
    this.nested.delete(difference.differenceId);
    const consequences = [...difference.consequences, ...own];
    return { ...difference, consequences: consequences.map((one) => this.withConsequences(one)) };
  }
}

function placeOf(element: TailoringElement): JsonValue {
  return { scope: element.scope ?? null, attachedTo: element.attachedTo ?? null };
}
