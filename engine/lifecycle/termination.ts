import { releaseClocks, stopClocks } from '../clocks/clock-host.js';
import { innerInstances, noInstance, removeInstance } from '../state/instance-tree.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { endPart, interruptCompleted, isRestored, stopCompensations } from './compensation.js';
import { resolveIncidents } from './incidents.js';
import { disturb } from './settling.js';
import { dropTokens } from './token-queue.js';
import { closeWaits } from './waits.js';

/** Ends an instance and everything inside it. Its scope is not told: who interrupts puts something in its place. */
export function terminateInstance(machine: StepMachine, instance: ElementInstance): void {
  const scope = machine.scopeOf(instance);
  terminateTree(machine, instance);
  scope.tokens -= 1;
  disturb(machine, scope);
}

/** Innermost first. */
export function terminateTree(machine: StepMachine, instance: ElementInstance): void {
  // What compensated inside must not begin the next one.
  if (instance.compensations !== undefined) delete instance.compensations;
  for (const inner of innerInstances(machine.state, instance)) terminateTree(machine, inner);
  const element = machine.elementOf(instance);
  stopClocks(machine, instance);
  closeWaits(machine, instance);
  resolveIncidents(machine, instance);
  if (instance.scope !== noInstance) {
    machine.record({
      type: 'elementTerminated',
      elementId: element.id,
      elementInstanceId: machine.idOf(instance),
    });
  }
  removeInstance(machine.state, instance);
  const scope = machine.findInstance(instance.scope);
  if (scope === undefined) return;
  if (!isRestored(instance)) releaseClocks(machine, element, scope);
  if (instance.compensating !== undefined) endPart(machine, instance.compensating);
}

export function terminateInner(
  machine: StepMachine,
  scope: ElementInstance,
  except: ElementInstance | undefined,
): void {
  stopCompensations(machine, scope);
  for (const inner of innerInstances(machine.state, scope)) {
    if (inner !== except) terminateTree(machine, inner);
  }
  forgetTokens(machine, scope);
  scope.tokens = except === undefined ? 0 : 1;
}

function forgetTokens(machine: StepMachine, scope: ElementInstance): void {
  if (scope.parked !== undefined) delete scope.parked;
  if (scope.settling !== undefined) delete scope.settling;
  if (scope.tokens === 0) return;
  machine.queue.dropScope(scope.key);
  dropTokens(machine.state.held, scope.key);
}

/** An event sub-process takes over: nothing else inside goes on, and no other of them starts. */
export function interruptScope(machine: StepMachine, scope: ElementInstance): void {
  interruptCompleted(machine, scope);
  terminateInner(machine, scope, undefined);
  closeInside(machine, scope);
}

/** No event sub-process of the scope starts any more. */
export function closeInside(machine: StepMachine, scope: ElementInstance): void {
  scope.isInterrupted = true;
  closeWaits(machine, scope, (wait) => {
    const event = 'event' in wait ? machine.elementAt(wait.event) : undefined;
    return event !== undefined && event.attachedTo < 0;
  });
}
