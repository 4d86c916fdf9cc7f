import type { ElementInstance, InstanceState, Program } from '../../../engine/index.js';

/** What is wrong with a state at rest: a token that is lost or counted twice, a wait or an incident of nobody. Empty if it is whole. */
export function listFaults(program: Program, state: InstanceState): readonly string[] {
  if (state.status === 'ended') return listLeftovers(state);
  return [
    ...Object.values(state.instances).flatMap((instance) => [
      ...checkPlace(state, instance),
      ...checkTokens(state, instance),
      ...checkWaits(state, instance),
      ...checkLife(program, state, instance),
    ]),
    ...checkOwners(state),
  ];
}

function listLeftovers({
  instances,
  waits,
  incidents,
  held,
  starved = [],
}: InstanceState): string[] {
  return [
    ...Object.keys({ ...instances, ...waits, ...incidents }),
    ...held.map(({ key }) => key),
    ...starved,
  ].map((key) => `'${key}' is left of an ended instance`);
}

function checkPlace(state: InstanceState, { key, scope }: ElementInstance): string[] {
  if (key === state.root || state.instances[scope] !== undefined) return [];
  return [`'${key}' is in the scope '${scope}', which is none`];
}

/** A scope counts its inner instances, the tokens that wait at its joins and those that are held back. */
function checkTokens(state: InstanceState, scope: ElementInstance): string[] {
  const inner = listInner(state, scope);
  const all = Object.values(state.instances).filter((each) => each.scope === scope.key);
  const parked = Object.values(scope.parked ?? {}).reduce((sum, count) => sum + count, 0);
  const held = state.held.filter(({ flow, key }) => flow >= 0 && key === scope.key).length;
  const counted = inner.length + parked + held;
  return [
    ...(inner.length === all.length ? [] : [`'${scope.key}' does not know all that is inside`]),
    ...(counted === scope.tokens ? [] : [`'${scope.key}' counts ${scope.tokens} of ${counted}`]),
  ];
}

function listInner({ instances }: InstanceState, scope: ElementInstance): ElementInstance[] {
  const inner: ElementInstance[] = [];
  for (let next = instances[scope.firstInner]; next !== undefined; next = instances[next.next])
    inner.push(next);
  return inner;
}

function checkWaits(state: InstanceState, instance: ElementInstance): string[] {
  const { key, waits = [], incidents = [] } = instance;
  return [
    ...waits
      .filter((id) => state.waits[id]?.owner !== key)
      .map((id) => `'${id}' is no wait of '${key}'`),
    ...incidents
      .filter((id) => state.incidents[id]?.key !== key)
      .map((id) => `'${id}' is no incident of '${key}'`),
  ];
}

/** Something can still happen to each innermost instance. */
function checkLife(program: Program, state: InstanceState, instance: ElementInstance): string[] {
  const { key, tokens, waits = [], incidents = [], awaited = 0 } = instance;
  const isPending =
    tokens > 0 ||
    awaited > 0 ||
    waits.length > 0 ||
    incidents.length > 0 ||
    (state.starved ?? []).includes(key) ||
    state.held.some((token) => token.key === key);
  const isForPeople = program.elements[instance.element]?.type === 'adHocSubProcess';
  const isSettling = (state.instances[instance.scope]?.settling ?? []).some(
    (join) => join.key === key,
  );
  const isAlive = isPending || isForPeople || isSettling;
  return isAlive ? [] : [`'${key}' waits for nothing`];
}

function checkOwners({ instances, waits, incidents, conditions = {} }: InstanceState): string[] {
  const ownerless = Object.entries(waits).filter(
    ([id, { owner }]) => instances[owner]?.waits?.includes(id) !== true,
  );
  const loose = Object.entries(incidents).filter(
    ([id, { key }]) => instances[key]?.incidents?.includes(id) !== true,
  );
  const unknown = Object.values(conditions)
    .flatMap((ids) => Object.keys(ids))
    .filter((id) => waits[id] === undefined);
  return [...ownerless.map(([id]) => id), ...loose.map(([id]) => id), ...unknown].map(
    (id) => `'${id}' belongs to nobody`,
  );
}
