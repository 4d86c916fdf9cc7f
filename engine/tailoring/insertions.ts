import type { FlowChanges } from './compare-flows.js';
import { endsOf, type Connection } from './connections.js';
import { isFlowNode, type TailoringElement, type TailoringModel } from './model.js';

/**
 * Added nodes that stand in flows of the standard and change nothing around them: every way through
 * them existed before, and no kept node has more ways in or out. By node: the flows it stands in.
 */
export function findInsertions(
  standard: TailoringModel,
  tailored: TailoringModel,
  flows: FlowChanges,
): ReadonlyMap<string, readonly string[]> {
  const insertions = new Map<string, readonly string[]>();
  for (const node of Object.values(tailored.elements)) {
    if (standard.elements[node.id] !== undefined || !isFlowNode(node)) continue;
    const connections = flows.tailored.ofNode(node.id);
    if (connections.length === 0 || node.attachedTo !== undefined) continue;
    if (connections.every((one) => isUntouched(one, node, tailored, flows))) {
      insertions.set(node.id, listFlows(connections, flows));
    }
  }
  return insertions;
}

function isUntouched(
  connection: Connection,
  node: TailoringElement,
  tailored: TailoringModel,
  { standard, tailored: current }: FlowChanges,
): boolean {
  const [from, to] = endsOf(connection);
  return (
    standard.all.has(connection) &&
    tailored.elements[from]?.scope === node.scope &&
    tailored.elements[to]?.scope === node.scope &&
    current.graph.flowsFrom(from).length <= standard.graph.flowsFrom(from).length &&
    current.graph.flowsTo(to).length <= standard.graph.flowsTo(to).length
  );
}

function listFlows(connections: readonly Connection[], flows: FlowChanges): readonly string[] {
  return flows.standard.graph.flows
    .filter((flow) => flows.standard.ofFlow(flow).some((one) => connections.includes(one)))
    .map((flow) => flow.id);
}
