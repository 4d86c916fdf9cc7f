import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/** An instance waits for its data inputs. It is looked at again whenever all tokens have come to rest. */
export function starve(
  machine: StepMachine,
  instance: ElementInstance,
  missing: readonly string[],
): void {
  (machine.state.starved ??= []).push(instance.key);
  machine.record({
    type: 'dataAwaited',
    missing,
    elementId: machine.elementOf(instance).id,
    elementInstanceId: machine.idOf(instance),
  });
}

/**
 * Lets those go on whose inputs have come. Only states in which somebody waits have the list, so
 * that a step costs nothing where nobody does.
 */
export function wakeStarved(
  machine: StepMachine,
  canBegin: (instance: ElementInstance) => boolean,
): void {
  const { state } = machine;
  if (state.starved === undefined) return;
  const still: string[] = [];
  for (const key of state.starved) {
    const instance = machine.findInstance(key);
    // Its scope may have ended in the meantime.
    if (instance === undefined) continue;
    if (canBegin(instance)) machine.queue.pushInstance(key);
    else still.push(key);
  }
  if (still.length === 0) delete state.starved;
  else state.starved = still;
}
