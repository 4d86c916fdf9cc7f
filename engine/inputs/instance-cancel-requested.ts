import { cancelProcess } from '../lifecycle/process-end.js';
import type { InstanceCancelRequested } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';

export function instanceCancelRequested(
  machine: StepMachine,
  { reason, actor }: InstanceCancelRequested,
): undefined {
  cancelProcess(machine, reason, actor);
}
