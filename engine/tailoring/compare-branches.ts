import type { JsonValue } from '../protocol/json.js';
import type { FlowChanges } from './compare-flows.js';
import { changeOf } from './compare-properties.js';
import type { Difference } from './difference.js';
import type { SequenceFlow } from './flow-graph.js';
import type { TailoringModel } from './model.js';

/** Changes of conditions, defaults and their order that only follow from flows joined again. */
export interface BranchChanges {
  /** Differences that no comparison by id can see: a way kept, its condition lost or new. */
  readonly standalone: readonly Difference[];
  /** Property differences that mean nothing new: difference id → node they follow from. */
  readonly absorbed: ReadonlyMap<string, string>;
}

export function compareBranches(
  standard: TailoringModel,
  tailored: TailoringModel,
  flows: FlowChanges,
): BranchChanges {
  const absorbed = new Map<string, string>();
  const standalone = compareConditions(flows, absorbed);
  for (const [id, before] of Object.entries(standard.elements)) {
    const after = tailored.elements[id];
    if (after === undefined) continue;
    const isDefault = absorbDefault(
      flows,
      before.properties['default'],
      after.properties['default'],
    );
    if (isDefault !== undefined) absorbed.set(`changed:${id}:default`, isDefault);
    const isOrder = absorbOrder(flows, before.properties['order'], after.properties['order']);
    if (isOrder !== undefined) absorbed.set(`changed:${id}:order`, isOrder);
  }
  return { standalone, absorbed };
}

/** Where another flow now begins a kept connection, it must carry the condition of the old one. */
function compareConditions(flows: FlowChanges, absorbed: Map<string, string>): Difference[] {
  const changes = new Map<string, Difference>();
  for (const connection of flows.standard.all) {
    const old = flows.standard.firstFlows(connection);
    const current = flows.tailored.firstFlows(connection);
    const left = old.filter((flow) => !current.some((one) => one.id === flow.id));
    for (const flow of current) {
      const owner = flows.owners.get(flow.id);
      if (left.length === 0 || owner?.startsWith('redrawn:') === true) continue;
      if (old.some((one) => one.id === flow.id)) continue;
      const change = compareCondition(flow, left);
      if (change !== undefined) changes.set(change.differenceId, change);
      else if (owner !== undefined) absorbed.set(`changed:${flow.id}:condition`, owner);
    }
  }
  return [...changes.values()];
}

function compareCondition(
  flow: SequenceFlow,
  replaced: readonly SequenceFlow[],
): Difference | undefined {
  const current = flow.properties['condition'];
  const conditions = replaced.map((one) => one.properties['condition']);
  if (conditions.includes(current)) return undefined;
  return changeOf(flow, 'condition', conditions[0], current);
}

/** The default still leads where it led, through another flow. */
function absorbDefault(
  flows: FlowChanges,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): string | undefined {
  if (typeof before !== 'string' || typeof after !== 'string' || before === after) return undefined;
  return successorsOf(flows, before).includes(after) ? ownerOf(flows, [before, after]) : undefined;
}

/** The conditions are still asked in the same order. */
function absorbOrder(
  flows: FlowChanges,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): string | undefined {
  if (before === after) return undefined;
  const old = typeof before === 'string' ? before.split(',') : [];
  const current = typeof after === 'string' ? after.split(',') : [];
  const carried = old.map((flow) => {
    if (current.includes(flow)) return flow;
    return successorsOf(flows, flow).find((one) => current.includes(one));
  });
  const kept = carried.filter((flow) => flow !== undefined);
  const same = current.filter((flow) => kept.includes(flow)).join() === kept.join();
  return same ? ownerOf(flows, [...old, ...current]) : undefined;
}

/** Flows that begin, in the tailored process, the connections that a flow began in the standard. */
function successorsOf(flows: FlowChanges, flowId: string): readonly string[] {
  const flow = flows.standard.graph.flows.find((one) => one.id === flowId);
  if (flow === undefined) return [];
  return flows.standard
    .ofFlow(flow)
    .flatMap((connection) => flows.tailored.firstFlows(connection))
    .map((one) => one.id);
}

function ownerOf(flows: FlowChanges, flowIds: readonly string[]): string | undefined {
  return flowIds.map((id) => flows.owners.get(id)).find((owner) => owner !== undefined);
}
