import type { InstanceState } from '../../engine/index.js';
import type { ExhaustiveRun } from './exhaustive-run.js';
import type { ModelFacts } from './model-facts.js';

/** What can go wrong in all executions of a model: `kind element`, and `endless scope`. */
export function judgeExecutions(facts: ModelFacts, run: ExhaustiveRun): ReadonlySet<string> {
  const found = new Set([...run.failures].map((id) => `improperCompletion ${id}`));
  for (const scope of facts.graphs.keys())
    for (const each of judgeScope(run, scope)) found.add(each);
  const ends = run.endedTwice.map(({ end }) => facts.entering(end)[0]?.id ?? '');
  const places = [...new Set([...ends, ...run.states.flatMap(({ overfull }) => overfull)])];
  const merges = places.flatMap((place) => facts.mergeBefore(place) ?? []);
  for (const place of merges.length > 0 ? merges : places) {
    const merge = merges.length > 0 ? facts.mergingNode(place) : undefined;
    found.add(`lackOfSynchronization ${merge ?? facts.flows.get(place)?.source ?? place}`);
  }
  if (places.length === 0) for (const each of listDead(facts, run, found)) found.add(each);
  return found;
}

/** What keeps a scope from ending, whatever goes on inside it. */
function judgeScope(run: ExhaustiveRun, scope: string): readonly string[] {
  const keys = run.states.map(({ scopes }) => scopes.get(scope));
  const before = new Map<number, number[]>();
  const isGoingOn = new Set<number>();
  const good = new Set<number>(run.endedTwice.map(({ from }) => from).filter((from) => from >= 0));
  run.states.forEach(({ overfull }, at) => {
    if (overfull.length > 0) good.add(at);
  });
  for (const { from, to, inside } of run.edges) {
    if (!inside.includes(scope)) continue;
    isGoingOn.add(from);
    const list = before.get(to);
    if (list === undefined) before.set(to, [from]);
    else list.push(from);
    if (keys[to] !== keys[from]) good.add(from);
  }
  spread(good, before);
  const doomed = keys.flatMap((key, at) => (key !== undefined && !good.has(at) ? [at] : []));
  const stuck = doomed.filter((at) => !isGoingOn.has(at));
  const stopping = new Set(stuck);
  spread(stopping, before);
  const joins = stuck.flatMap((at) => waitingJoins(run, at, scope)).map((id) => `deadlock ${id}`);
  return doomed.some((at) => !stopping.has(at)) ? [...joins, `endless ${scope}`] : joins;
}

function waitingJoins(run: ExhaustiveRun, at: number, scope: string): readonly string[] {
  const state = JSON.parse(run.states[at]?.text ?? '') as InstanceState;
  const instance = Object.values(state.instances).find(
    ({ element }) => run.idAt(element) === scope,
  );
  return Object.keys(instance?.parked ?? {}).map((flow) => run.targetOf(flow));
}

function listDead(
  facts: ModelFacts,
  run: ExhaustiveRun,
  found: ReadonlySet<string>,
): readonly string[] {
  return [...facts.graphs].flatMap(([scope, { nodes }]) => {
    if (scope !== 'main' && !run.live.has(scope)) return [];
    const dead = nodes.filter(
      ({ id, kind }) =>
        (kind === 'border' || facts.entering(id).length > 0) &&
        !run.live.has(id) &&
        !found.has(`deadlock ${id}`),
    );
    return dead.map(({ id }) => `deadElement ${id}`);
  });
}

function spread(found: Set<number>, before: ReadonlyMap<number, readonly number[]>): void {
  const open = [...found];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const previous of before.get(at) ?? []) {
      if (found.has(previous)) continue;
      found.add(previous);
      open.push(previous);
    }
  }
}
