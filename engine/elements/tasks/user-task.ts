import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { fail, type Result, succeed } from '../../failure.js';
import type { ProgramElement, ProgramValue } from '../../model/program.js';
import type { TaskCandidates } from '../../protocol/commands.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { readInstant } from '../../state/instants.js';

/** Written by the compiler. */
export interface UserTaskAttributes {
  readonly assignee?: ProgramValue;
  readonly users?: ProgramValue;
  readonly groups?: ProgramValue;
  readonly roles?: ProgramValue;
  readonly formId?: string;
  readonly dueDate?: ProgramValue;
  readonly followUpDate?: ProgramValue;
  readonly priority?: ProgramValue;
}

interface TaskSchedule {
  readonly priority?: number;
  readonly dueAt?: number;
  readonly followUpAt?: number;
}

/** BPMN 2.0.2 section 13.3.3: user task. Waits for a person to complete it. */
export const userTask: ElementBehavior = {
  activate(context, instance, element) {
    const attributes = element.attributes as UserTaskAttributes;
    const candidates = readCandidates(context, instance, attributes);
    if (!candidates.ok) return candidates.failure;
    const schedule = readSchedule(context, instance, attributes);
    if (!schedule.ok) return schedule.failure;
    open(context, instance, element, candidates.value, schedule.value);
    return undefined;
  },
};

function open(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  candidates: TaskCandidates,
  schedule: TaskSchedule,
): void {
  const { formId } = element.attributes as UserTaskAttributes;
  const assignmentEpoch = 1;
  const taskId = context.wait(instance, { type: 'task', owner: instance.key, assignmentEpoch });
  context.emit({ type: 'openTask', taskId, elementId: element.id });
  context.record({
    type: 'taskOpened',
    taskId,
    elementId: element.id,
    elementInstanceId: context.idOf(instance),
    name: element.name,
    candidates,
    ...(formId === undefined ? {} : { formId }),
    ...schedule,
    assignmentEpoch,
  });
}

function readCandidates(
  context: StepContext,
  instance: ElementInstance,
  attributes: UserTaskAttributes,
): Result<TaskCandidates> {
  const assignee = readNames(context, instance, attributes.assignee);
  if (!assignee.ok) return assignee;
  const users = readNames(context, instance, attributes.users);
  if (!users.ok) return users;
  const groups = readNames(context, instance, attributes.groups);
  if (!groups.ok) return groups;
  const roles = readNames(context, instance, attributes.roles);
  if (!roles.ok) return roles;
  if (assignee.value.length > 1) return assignmentInvalid('one assignee', assignee.value);
  const [name] = assignee.value;
  return succeed({
    ...(name === undefined ? {} : { assignee: name }),
    users: users.value,
    groups: groups.value,
    roles: roles.value,
  });
}

const nobody = succeed<readonly string[]>([]);

/** A text with commas, or a list of texts; null and empty texts mean nobody. */
function readNames(
  context: StepContext,
  instance: ElementInstance,
  source: ProgramValue | undefined,
): Result<readonly string[]> {
  if (source === undefined) return nobody;
  const result = context.read(source, instance);
  if (!result.ok) return result;
  const value = result.value ?? [];
  const names = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    return assignmentInvalid('names of people, groups or roles', value);
  }
  return succeed(names.map((name: string) => name.trim()).filter((name) => name !== ''));
}

function assignmentInvalid(expected: string, value: unknown): Result<never> {
  return fail('assignmentInvalid', `Expected ${expected} but got ${JSON.stringify(value)}`);
}

function readSchedule(
  context: StepContext,
  instance: ElementInstance,
  attributes: UserTaskAttributes,
): Result<TaskSchedule> {
  const dueAt = readInstant(context, instance, attributes.dueDate);
  if (!dueAt.ok) return dueAt;
  const followUpAt = readInstant(context, instance, attributes.followUpDate);
  if (!followUpAt.ok) return followUpAt;
  const priority = readPriority(context, instance, attributes.priority);
  if (!priority.ok) return priority;
  return succeed({
    ...(priority.value === undefined ? {} : { priority: priority.value }),
    ...(dueAt.value === undefined ? {} : { dueAt: dueAt.value }),
    ...(followUpAt.value === undefined ? {} : { followUpAt: followUpAt.value }),
  });
}

function readPriority(
  context: StepContext,
  instance: ElementInstance,
  source: ProgramValue | undefined,
): Result<number | undefined> {
  if (source === undefined) return succeed(undefined);
  const result = context.read(source, instance);
  if (!result.ok) return result;
  if (result.value === null) return succeed(undefined);
  const priority = typeof result.value === 'string' ? Number(result.value) : result.value;
  if (typeof priority === 'number' && priority >= 0 && priority <= 100) return succeed(priority);
  return assignmentInvalid('a priority from 0 to 100', result.value);
}
