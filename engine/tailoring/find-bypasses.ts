import { describe } from './compare-properties.js';
import type { Difference } from './difference.js';
import { FlowGraph } from './flow-graph.js';
import { isFlowNode, nameOf, type TailoringElement, type TailoringModel } from './model.js';
import { TokenWays } from './token-ways.js';

/**
 * Mandatory elements that a tailored process still has but need not pass any more: nothing leads to
 * them, or there is a way around them where the standard had none.
 */
export function findBypasses(
  standard: TailoringModel,
  tailored: TailoringModel,
): readonly Difference[] {
  const bypasses: Difference[] = [];
  const waysBefore = readWays(standard);
  const waysAfter = readWays(tailored);
  for (const element of listMandatoryNodes(standard)) {
    const scope = element.scope;
    if (scope === undefined || tailored.elements[element.id]?.scope !== scope) continue;
    const bypass = findBypass(element, waysBefore(scope), waysAfter(scope), standard);
    if (bypass !== undefined) bypasses.push(bypass);
  }
  return bypasses;
}

/** Elements that must stay: by their own guideline, or because they hold such an element. */
export function listMandatoryNodes(standard: TailoringModel): readonly TailoringElement[] {
  const ids = new Set<string>();
  for (const element of Object.values(standard.elements)) {
    if (!isMandatory(standard, element.id)) continue;
    let holder: TailoringElement | undefined = element;
    while (holder !== undefined && !ids.has(holder.id)) {
      ids.add(holder.id);
      holder = holder.scope === undefined ? undefined : standard.elements[holder.scope];
    }
  }
  return Object.values(standard.elements).filter((one) => ids.has(one.id) && isFlowNode(one));
}

export function isMandatory(standard: TailoringModel, elementId: string): boolean {
  const guidelines = standard.guidelines[elementId] ?? [];
  return guidelines.some(({ kind, property }) => kind === 'mandatory' && property === undefined);
}

/** The ways of each scope, read once. */
function readWays(model: TailoringModel): (scope: string) => TokenWays {
  const graph = new FlowGraph(model);
  const ways = new Map<string, TokenWays>();
  return (scope) => {
    const known = ways.get(scope) ?? new TokenWays(graph, scope);
    ways.set(scope, known);
    return known;
  };
}

function findBypass(
  element: TailoringElement,
  before: TokenWays,
  after: TokenWays,
  standard: TailoringModel,
): Difference | undefined {
  const reachable = after.findReachable();
  if (!reachable.has(element.id)) {
    return before.findReachable().has(element.id) ? describeBypass(element, undefined) : undefined;
  }
  const bound = after.findBoundToPass(element.id);
  for (const node of before.findBoundToPass(element.id)) {
    const start = standard.elements[node];
    if (start === undefined || !reachable.has(node) || bound.has(node)) continue;
    return describeBypass(element, nameOf(start) ?? node);
  }
  return undefined;
}

function describeBypass(element: TailoringElement, from: string | undefined): Difference {
  return {
    differenceId: `bypassed:${element.id}`,
    kind: 'bypassed',
    ...describe(element),
    ...(from === undefined ? {} : { before: from }),
    consequences: [],
  };
}
