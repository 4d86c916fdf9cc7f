import { fail } from '../failure.js';
import { ofOwner } from '../lifecycle/wait-kinds.js';
import { closeWaits, endWait } from '../lifecycle/waits.js';
import type { InputRefusal, TaskCompleted } from '../protocol/inputs.js';
import { noteCompleter } from '../state/completers.js';
import { excludedFromTask, separationsOf, type TaskWait } from '../state/exclusions.js';
import type { ElementInstance } from '../state/instance-state.js';
import type { StepMachine } from '../step-machine.js';
import { stopForRetry } from './job-inputs.js';
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
  const refusal = checkActor(machine, input, wait);
  if (refusal !== undefined) return refusal;
  endWait(machine, taskId, wait);
  machine.emit({ type: 'closeTask', taskId });
  machine.record({ type: 'taskCompleted', taskId, actor, ...ofOwner(machine, wait) });
  const { isCompleterKept } = machine.elementOf(instance);
  if (isCompleterKept === true && actor.type !== 'system')
    keepCompleter(machine, instance, actor.id);
  resume(machine, instance, variables);
  return undefined;
}

/** The system completes what it likes: it is nobody in particular. */
function checkActor(
  { program, state }: StepMachine,
  { taskId, actor }: TaskCompleted,
  wait: TaskWait,
): InputRefusal | undefined {
  if (actor.type === 'system') return undefined;
  if (!excludedFromTask(program, state, wait).includes(actor.id)) return undefined;
  const message = `Expected somebody else to complete '${taskId}': '${actor.id}' is excluded from it`;
  return { code: 'personExcluded', message, params: { taskId, username: actor.id } };
}

/** Tasks that are open already hear whom it excludes. */
function keepCompleter(machine: StepMachine, instance: ElementInstance, user: string): void {
  const { program, state } = machine;
  const { id } = machine.elementOf(instance);
  const open = listSeparated(machine, id).map(([taskId, wait]) => ({
    taskId,
    wait,
    before: excludedFromTask(program, state, wait),
  }));
  noteCompleter(state, instance, id, user);
  for (const { taskId, wait, before } of open) {
    const excluded = excludedFromTask(program, state, wait);
    if (before.join() !== excluded.join()) changeExclusions(machine, taskId, wait, excluded);
  }
}

function listSeparated(machine: StepMachine, id: string): readonly (readonly [string, TaskWait])[] {
  return Object.entries(machine.state.waits).flatMap(([taskId, wait]) => {
    const owner = wait.type === 'task' ? machine.findInstance(wait.owner) : undefined;
    if (wait.type !== 'task' || owner === undefined) return [];
    return separationsOf(machine.elementOf(owner)).includes(id) ? [[taskId, wait] as const] : [];
  });
}

/** A task that nobody can do any more is taken back: an operator changes who can, and retries. */
function changeExclusions(
  machine: StepMachine,
  taskId: string,
  wait: TaskWait,
  excludedUsers: readonly string[],
): void {
  const owner = machine.findInstance(wait.owner);
  const isDoable = wait.onlyUsers?.every((user) => excludedUsers.includes(user)) !== true;
  if (isDoable || owner === undefined) {
    const of = ofOwner(machine, wait);
    machine.record({ type: 'taskExclusionsChanged', taskId, excludedUsers, ...of });
    return;
  }
  closeWaits(machine, owner, (each) => each === wait);
  stopForRetry(machine, owner, nobodyLeft(machine.elementOf(owner).id, wait.onlyUsers ?? []));
}

function nobodyLeft(elementId: string, users: readonly string[]) {
  const names = users.map((user) => `'${user}'`).join(', ');
  const message = `Expected somebody who may complete '${elementId}' but all who are offered it are excluded: ${names}`;
  return fail('assignmentInvalid', message).failure;
}
