import type { ThrownError } from '../element-behavior.js';
import type { Actor } from '../protocol/inputs.js';
import type { EndInstance } from '../protocol/commands.js';
import type { Variables } from '../protocol/json.js';
import { removeInstance } from '../state/instance-tree.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { terminateTree } from './termination.js';

/** The process has come to its end by itself; its own waits are closed already. */
export function endProcess(machine: StepMachine, root: ElementInstance): void {
  const variables = root.variables ?? {};
  removeInstance(machine.state, root);
  machine.record({ type: 'instanceCompleted', variables });
  end(machine, { type: 'completed' }, resultOf(machine, variables));
}

/** A process that declares data outputs gives its caller these and nothing else. */
function resultOf(machine: StepMachine, variables: Variables): Variables {
  const results = machine.elementAt(0).data?.results ?? [];
  if (results.length === 0) return variables;
  const entries = Object.entries(variables).filter(([name]) => results.includes(name));
  return Object.fromEntries(entries);
}

export function failProcess(machine: StepMachine, error: ThrownError): void {
  const root = stop(machine);
  const { errorCode, message } = error;
  machine.record({ type: 'instanceFailed', errorCode, message });
  // The caller's event gets what came with the error.
  end(machine, { type: 'error', errorCode, message }, { ...root?.variables, ...error.variables });
}

export function cancelProcess(machine: StepMachine, reason: string, actor: Actor): void {
  const root = stop(machine);
  machine.record({ type: 'instanceCanceled', reason, actor });
  end(machine, { type: 'canceled', reason }, root?.variables);
}

function stop(machine: StepMachine): ElementInstance | undefined {
  const root = machine.findInstance(machine.state.root);
  if (root !== undefined) terminateTree(machine, root);
  return root;
}

function end(
  machine: StepMachine,
  outcome: EndInstance['outcome'],
  variables: Variables = {},
): void {
  machine.state.status = 'ended';
  machine.state.held = [];
  if (machine.state.starved !== undefined) delete machine.state.starved;
  machine.emit({ type: 'endInstance', outcome, variables });
}
