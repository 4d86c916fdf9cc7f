import type { ThrownError } from '../element-behavior.js';
import type { Actor } from '../protocol/inputs.js';
import type { EndInstance } from '../protocol/commands.js';
import { removeInstance } from '../state/instance-tree.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { terminateTree } from './termination.js';

/** The process has come to its end by itself; its own waits are closed already. */
export function endProcess(machine: StepMachine, root: ElementInstance): void {
  const variables = root.variables ?? {};
  removeInstance(machine.state, root);
  machine.record({ type: 'instanceCompleted', variables });
  end(machine, root, { type: 'completed' });
}

export function failProcess(machine: StepMachine, error: ThrownError): void {
  const root = stop(machine);
  const { errorCode, message } = error;
  machine.record({ type: 'instanceFailed', errorCode, message });
  end(machine, root, { type: 'error', errorCode, message });
}

export function cancelProcess(machine: StepMachine, reason: string, actor: Actor): void {
  const root = stop(machine);
  machine.record({ type: 'instanceCanceled', reason, actor });
  end(machine, root, { type: 'canceled', reason });
}

function stop(machine: StepMachine): ElementInstance | undefined {
  const root = machine.findInstance(machine.state.root);
  if (root !== undefined) terminateTree(machine, root);
  return root;
}

function end(
  machine: StepMachine,
  root: ElementInstance | undefined,
  outcome: EndInstance['outcome'],
): void {
  machine.state.status = 'ended';
  machine.state.held = [];
  machine.emit({ type: 'endInstance', outcome, variables: root?.variables ?? {} });
}
