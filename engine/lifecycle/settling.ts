import { elementBehaviors } from '../elements/registry.js';
import type { ElementInstance, SettlingJoin } from '../state/instance-state.js';
import { noInstance } from '../state/instance-tree.js';
import type { StepMachine } from '../step-machine.js';

/** A join of the scope is asked once all else has come to rest, and again whenever something in the scope has ended. */
export function awaitRest(
  machine: StepMachine,
  scope: ElementInstance,
  element: number,
  instance: ElementInstance | undefined,
): void {
  const join = { element, key: instance === undefined ? noInstance : instance.key };
  const joins = (scope.settling ??= []);
  const known = joins.findIndex((each) => each.element === element);
  if (known < 0) joins.push(join);
  else joins[known] = join;
  machine.restless.add(scope);
}

/** Something in the scope has ended: joins that waited for it may go on. */
export function disturb(machine: StepMachine, scope: ElementInstance): void {
  if (scope.settling !== undefined) machine.restless.add(scope);
}

/** Asks joins until one has let a token go. */
export function settleJoins(machine: StepMachine): void {
  for (const scope of machine.restless) {
    machine.restless.delete(scope);
    if (machine.isAlive(scope) && settleIn(machine, scope)) return;
  }
}

function settleIn(machine: StepMachine, scope: ElementInstance): boolean {
  for (const join of [...(scope.settling ?? [])]) {
    const element = machine.elementAt(join.element);
    const instance = machine.findInstance(join.key);
    const isWaiting = elementBehaviors[element.type].settle?.(machine, scope, element, instance);
    if (isWaiting !== true) forget(scope, join);
    if (machine.queue.isEmpty) continue;
    // The others are asked when this has come to rest as well.
    machine.restless.add(scope);
    return true;
  }
  return false;
}

/** Unless the join has begun to wait anew. */
function forget(scope: ElementInstance, join: SettlingJoin): void {
  const left = scope.settling?.filter((each) => each !== join) ?? [];
  if (left.length > 0) scope.settling = left;
  else delete scope.settling;
}

/** The instance of a join that has begun and not ended. */
export function findSettling(
  machine: StepMachine,
  scope: ElementInstance,
  element: number,
): ElementInstance | undefined {
  const join = scope.settling?.find((each) => each.element === element);
  return join === undefined ? undefined : machine.findInstance(join.key);
}
