import type { CaughtErrors } from '../protocol/commands.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/**
 * What would catch an error that leaves the instance: events around it, and those that wait for this whole instance
 * where it was called. Nothing if there are none.
 */
export function listCaughtErrors(
  machine: StepMachine,
  origin: ElementInstance,
): CaughtErrors | undefined {
  const { caughtErrors: above } = machine.state;
  const codes = new Set(above?.codes);
  let isEvery = above?.isEvery === true;
  let owner: ElementInstance | undefined = origin;
  while (owner !== undefined) {
    const { innerHandlers, boundaryHandlers } = machine.elementOf(owner);
    const inner = owner.isInterrupted === true ? [] : innerHandlers;
    for (const { type, code } of [...inner, ...boundaryHandlers]) {
      if (type !== 'error') continue;
      if (code === undefined) isEvery = true;
      else codes.add(code);
    }
    owner = machine.findInstance(owner.scope);
  }
  return isEvery || codes.size > 0 ? { codes: [...codes], isEvery } : undefined;
}

/** Whether an error that nothing in this instance catches is caught where the instance was called. */
export function isCaughtAbove({ state }: StepMachine, errorCode: string): boolean {
  const { caughtErrors } = state;
  return (
    caughtErrors !== undefined && (caughtErrors.isEvery || caughtErrors.codes.includes(errorCode))
  );
}
