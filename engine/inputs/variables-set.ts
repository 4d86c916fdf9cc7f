import type { InputRefusal, VariablesSet } from '../protocol/inputs.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';

export function variablesSet(machine: StepMachine, input: VariablesSet): InputRefusal | undefined {
  const { elementInstanceId, variables, actor } = input;
  const instance = findTarget(machine, elementInstanceId);
  if (instance === undefined) {
    const message = `Expected an active element instance but '${elementInstanceId ?? ''}' is none`;
    return {
      code: 'unknownElementInstance',
      message,
      params: { elementInstanceId: elementInstanceId ?? null },
    };
  }
  machine.setLocal(instance, variables, actor);
  return undefined;
}

function findTarget(
  machine: StepMachine,
  elementInstanceId: string | undefined,
): ElementInstance | undefined {
  const { state } = machine;
  if (elementInstanceId === undefined) return machine.findInstance(state.root);
  const prefix = `${state.instanceId}:`;
  if (!elementInstanceId.startsWith(prefix)) return undefined;
  return machine.findInstance(elementInstanceId.slice(prefix.length));
}
