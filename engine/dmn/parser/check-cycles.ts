import type { Problem } from '../../parser/problem.js';
import type { Decision, ItemType, KnowledgeModel } from '../model/decision-model.js';
import type { Graph } from './read-graph.js';

type Node = Decision | KnowledgeModel;

/** Decisions that require themselves have no value; knowledge models that do can go on calling each other for ever. */
export function checkCycles({ decisions, knowledge }: Graph): readonly Problem[] {
  return [
    ...findCycles(decisions).map((cycle) => cycleProblem(cycle, 'error')),
    ...findCycles(knowledge).map((cycle) => cycleProblem(cycle, 'warning')),
  ];
}

/** One cycle for each element that closes one. */
function findCycles(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const done = new Set<string>();
  const cycles: Node[][] = [];
  for (const start of nodes) {
    // A stack of its own: a chain of requirements may be longer than the host's.
    const path: { readonly node: Node; readonly next: string[] }[] = [];
    const places = new Map<string, number>();
    const enter = (node: Node) => {
      places.set(node.key, path.length);
      path.push({ node, next: [...new Set(node.requirements.map(({ key }) => key))] });
    };
    if (!done.has(start.key)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const key = top.next.pop();
      if (key === undefined) {
        done.add(top.node.key);
        places.delete(top.node.key);
        path.pop();
        continue;
      }
      const begin = places.get(key);
      const node = byKey.get(key);
      if (begin !== undefined) cycles.push(path.slice(begin).map((step) => step.node));
      else if (node !== undefined && !done.has(key)) enter(node);
    }
  }
  return cycles;
}

function cycleProblem(cycle: readonly Node[], severity: Problem['severity']): Problem {
  const [first] = cycle;
  const names = [...cycle, ...cycle.slice(0, 1)].map(({ name }) => `'${name}'`).join(' → ');
  return {
    ...(first === undefined ? {} : { elementId: first.id, elementName: first.name }),
    rule: 'cyclicRequirement',
    severity,
    message: `Expected no cycle of requirements but ${names} is one`,
    params: { elements: cycle.map(({ id }) => id) },
  };
}

/** An item definition that is based on itself, without a list or a component between, says nothing: it is anything. */
export function dropAliasCycles(types: Record<string, ItemType>, problems: Problem[]): void {
  for (const [key, type] of Object.entries(types)) {
    if (!isBasedOnItself(key, types)) continue;
    const { base: _base, ...rest } = type;
    types[key] = rest;
    problems.push({
      elementId: type.name,
      rule: 'cyclicType',
      severity: 'error',
      message: `Expected a type but '${type.name}' is only based on itself`,
      params: { type: type.name },
    });
  }
}

function isBasedOnItself(key: string, types: Readonly<Record<string, ItemType>>): boolean {
  const seen = new Set<string>();
  let next: string | undefined = key;
  while (next !== undefined) {
    next = aliasOf(types[next]);
    if (next === key) return true;
    if (next !== undefined && seen.has(next)) return false;
    if (next !== undefined) seen.add(next);
  }
  return false;
}

function aliasOf(type: ItemType | undefined): string | undefined {
  const base = type?.isCollection === true ? undefined : type?.base;
  return base !== undefined && 'item' in base ? base.item : undefined;
}
