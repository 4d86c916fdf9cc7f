import { addCompleted } from '../state/completed-activities.js';
import type { CompletedActivity, ElementInstance } from '../state/instance-state.js';
import { innerInstances } from '../state/instance-tree.js';
import type { StepMachine } from '../step-machine.js';
import { compensateScope, recordCompensation, stopCompensations } from './compensation.js';
import { endIfEmpty } from './completion.js';
import { closeInside, terminateInner } from './termination.js';
import { closeWaits } from './waits.js';

/** Ends all that is active inside a scope, then compensates what has completed inside, however deep. */
export function rollBack(
  machine: StepMachine,
  scope: ElementInstance,
  thrower: ElementInstance,
): void {
  for (const part of listParts(machine, scope)) addCompleted(scope, part);
  recordCompensation(machine, thrower, scope.completed ?? []);
  scope.isCanceled = true;
  terminateInner(machine, scope, undefined);
  closeInside(machine, scope);
  closeWaits(machine, scope);
  compensateScope(machine, scope);
  endIfEmpty(machine, scope);
}

/** What had completed inside scopes that are still active. */
function listParts(machine: StepMachine, scope: ElementInstance): readonly CompletedActivity[] {
  stopCompensations(machine, scope);
  return innerInstances(machine.state, scope).flatMap((inner) => partOf(machine, inner));
}

function partOf(machine: StepMachine, instance: ElementInstance): readonly CompletedActivity[] {
  const { index, compensation } = machine.elementOf(instance);
  // What compensates is not compensated itself.
  if (compensation === undefined) return [];
  const parts = listParts(machine, instance);
  const completed = [...(instance.completed ?? []), ...parts];
  if (completed.length === 0) return [];
  const { key, variables } = instance;
  const rank = machine.state.counter;
  return [
    {
      element: index,
      key,
      rank,
      ...(variables === undefined ? {} : { variables }),
      completed,
      isPartial: true,
    },
  ];
}
