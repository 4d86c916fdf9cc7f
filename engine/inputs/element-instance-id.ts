import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

/** Finds an element instance by the id that the world sees. */
export function findByInstanceId(
  machine: StepMachine,
  elementInstanceId: string,
): ElementInstance | undefined {
  const prefix = `${machine.state.instanceId}:`;
  if (!elementInstanceId.startsWith(prefix)) return undefined;
  return machine.findInstance(elementInstanceId.slice(prefix.length));
}
