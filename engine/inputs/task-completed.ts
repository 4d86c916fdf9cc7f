import { ofOwner } from '../lifecycle/wait-kinds.js';
import { endWait } from '../lifecycle/waits.js';
import type { InputRefusal, TaskCompleted } from '../protocol/inputs.js';
import type { StepMachine } from '../step-machine.js';
import { resume } from './resume.js';

export function taskCompleted(
  machine: StepMachine,
  input: TaskCompleted,
): InputRefusal | undefined {
  const { taskId, actor, variables } = input;
  const wait = machine.state.waits[taskId];
  const instance = wait === undefined ? undefined : machine.findInstance(wait.owner);
  if (wait?.type !== 'task' || instance === undefined) {
    const message = `Expected an open task but '${taskId}' is none`;
    return { code: 'unknownTask', message, params: { taskId } };
  }
  endWait(machine, taskId, wait);
  machine.emit({ type: 'closeTask', taskId });
  machine.record({ type: 'taskCompleted', taskId, actor, ...ofOwner(machine, wait) });
  resume(machine, instance, variables);
  return undefined;
}
