import type { StepMachine } from '../step-machine.js';
import { lookAtConditions } from './conditions.js';
import { canBegin } from './data-mapping.js';
import { settleJoins } from './settling.js';
import { wakeStarved } from './starvation.js';

/**
 * Who waits for all tokens to have come to rest, in the order in which they are asked. Whoever moves a token lets all
 * tokens come to rest again before the next one is asked, and the asking begins anew:
 *
 * 1. Conditional events whose condition may have changed: what is true must be noticed before anything goes on from it.
 * 2. Instances that wait for their data inputs, which may have been written.
 * 3. Joins that wait for what can still come (`awaitRest`): last, as whatever the others begin can still come.
 */
const waitingForRest: readonly ((machine: StepMachine) => void)[] = [
  lookAtDueConditions,
  (machine) => {
    wakeStarved(machine, (instance) => canBegin(machine, instance));
  },
  settleJoins,
];

/** Nothing moves: whether somebody has waited for just that, and goes on. */
export function goOnFromRest(machine: StepMachine): boolean {
  return waitingForRest.some((ask) => {
    ask(machine);
    return !machine.queue.isEmpty;
  });
}

/** A condition that has become true may change what others depend on. */
function lookAtDueConditions(machine: StepMachine): void {
  while (machine.queue.isEmpty && machine.dueConditions.size > 0) lookAtConditions(machine);
}
