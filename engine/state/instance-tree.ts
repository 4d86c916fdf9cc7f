import type { ElementInstance, InstanceState } from './instance-state.js';

/** The key of no instance. */
export const noInstance = '';

/** Adds an instance as the last one inside its scope. */
export function addInstance(
  state: InstanceState,
  element: number,
  scope: ElementInstance | undefined,
): ElementInstance {
  state.counter += 1;
  const instance: ElementInstance = {
    key: `e${state.counter}`,
    element,
    scope: scope === undefined ? noInstance : scope.key,
    phase: 'entering',
    tokens: 0,
    firstInner: noInstance,
    lastInner: noInstance,
    previous: scope === undefined ? noInstance : scope.lastInner,
    next: noInstance,
  };
  state.instances[instance.key] = instance;
  if (scope === undefined) return instance;
  const previous = state.instances[scope.lastInner];
  if (previous === undefined) scope.firstInner = instance.key;
  else previous.next = instance.key;
  scope.lastInner = instance.key;
  return instance;
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
