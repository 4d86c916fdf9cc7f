import type { InputRefusal, VariablesSet } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';
import { findByInstanceId } from './element-instance-id.js';

export function variablesSet(machine: StepMachine, input: VariablesSet): InputRefusal | undefined {
  const { elementInstanceId, variables, actor } = input;
  const instance =
    elementInstanceId === undefined
      ? machine.findInstance(machine.state.root)
      : findByInstanceId(machine, elementInstanceId);
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
