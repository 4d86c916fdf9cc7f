import type { ElementInstance, InstanceState } from './instance-state.js';

/** Adds an instance as the last one inside its scope. */
export function addInstance(
  state: InstanceState,
  element: number,
  scope: ElementInstance | undefined,
): ElementInstance {
  const instance: ElementInstance = {
    key: ++state.counter,
    element,
    scope: scope === undefined ? 0 : scope.key,
    phase: 'entering',
    tokens: 0,
    firstInner: 0,
    lastInner: 0,
    previous: scope === undefined ? 0 : scope.lastInner,
    next: 0,
  };
  state.instances[instance.key] = instance;
  if (scope === undefined) return instance;
  if (scope.lastInner === 0) scope.firstInner = instance.key;
  else link(state, scope.lastInner, instance.key);
  scope.lastInner = instance.key;
  return instance;
}

function link(state: InstanceState, previous: number, next: number): void {
  const instance = state.instances[previous];
  if (instance !== undefined) instance.next = next;
}

/** Takes an instance out; inner ones must have gone before. */
export function removeInstance(state: InstanceState, instance: ElementInstance): void {
  delete state.instances[instance.key];
  const scope = state.instances[instance.scope];
  const previous = state.instances[instance.previous];
  const next = state.instances[instance.next];
  if (previous !== undefined) previous.next = instance.next;
  else if (scope !== undefined) scope.firstInner = instance.next;
  if (next !== undefined) next.previous = instance.previous;
  else if (scope !== undefined) scope.lastInner = instance.previous;
}

/** Inner instances in order of their activation, as they are now. */
export function innerInstances(state: InstanceState, scope: ElementInstance): ElementInstance[] {
  const inner: ElementInstance[] = [];
  let instance = state.instances[scope.firstInner];
  while (instance !== undefined) {
    inner.push(instance);
    instance = state.instances[instance.next];
  }
  return inner;
}
