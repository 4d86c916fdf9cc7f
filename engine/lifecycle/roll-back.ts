import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { compensateScope, keepParts, recordCompensation } from './compensation.js';
import { endIfEmpty } from './completion.js';
import { closeInside, terminateInner } from './termination.js';
import { closeWaits } from './waits.js';

/** Ends all that is active inside a scope, then compensates what has completed inside, however deep. */
export function rollBack(
  machine: StepMachine,
  scope: ElementInstance,
  thrower: ElementInstance,
): void {
  keepParts(machine, scope);
  recordCompensation(machine, thrower, scope.completed ?? []);
  scope.isCanceled = true;
  terminateInner(machine, scope, undefined);
  closeInside(machine, scope);
  closeWaits(machine, scope);
  compensateScope(machine, scope);
  endIfEmpty(machine, scope);
}
