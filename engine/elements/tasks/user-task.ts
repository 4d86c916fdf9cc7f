import type { ElementBehavior, StepContext } from '../../element-behavior.js';
import { type Failure, fail, type Result, succeed } from '../../failure.js';
import type { ProgramElement, ProgramValue } from '../../model/program.js';
import type { TaskCandidates } from '../../protocol/commands.js';
import { listExcluded } from '../../state/exclusions.js';
import type { ElementInstance } from '../../state/instance-state.js';
import { readInstant } from '../../state/instants.js';

/** Written by the compiler. */
export interface UserTaskAttributes {
  readonly assignee?: ProgramValue;
  readonly users?: ProgramValue;
  readonly groups?: ProgramValue;
  readonly roles?: ProgramValue;
  /** Each gives user names. */
  readonly excluded?: readonly ProgramValue[];
  readonly separateFrom?: readonly string[];
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

interface Exclusions {
  /** Whom the task itself excludes. */
  readonly named: readonly string[];
  readonly excluded: readonly string[];
}

/** BPMN 2.0.2 section 13.3.3: user task. Waits for a person to complete it. */
export const userTask: ElementBehavior = {
  activate(context, instance, element) {
    const attributes = element.attributes as UserTaskAttributes;
    const candidates = readCandidates(context, instance, attributes);
    if (!candidates.ok) return candidates.failure;
    const named = readExcluded(context, instance, attributes);
    if (!named.ok) return named.failure;
    const excluded = listExcluded(context.state, instance, element, named.value);
    const nobody = findNobody(element, candidates.value, excluded);
    if (nobody !== undefined) return nobody;
    const schedule = readSchedule(context, instance, attributes);
    if (!schedule.ok) return schedule.failure;
    const exclusions = { named: named.value, excluded };
    open(context, instance, element, candidates.value, exclusions, schedule.value);
    return undefined;
  },
};

function open(
  context: StepContext,
  instance: ElementInstance,
  element: ProgramElement,
  candidates: TaskCandidates,
  { named, excluded }: Exclusions,
  schedule: TaskSchedule,
): void {
  const { formId, separateFrom } = element.attributes as UserTaskAttributes;
  const assignmentEpoch = 1;
  const onlyUsers = separateFrom === undefined ? undefined : listOnlyUsers(candidates);
  const taskId = context.wait(instance, {
    type: 'task',
    owner: instance.key,
    assignmentEpoch,
    ...(named.length === 0 ? {} : { excluded: named }),
    ...(onlyUsers === undefined ? {} : { onlyUsers }),
  });
  context.emit({ type: 'openTask', taskId, elementId: element.id });
  context.record({
    type: 'taskOpened',
    taskId,
    elementId: element.id,
    elementInstanceId: context.idOf(instance),
    name: element.name,
    candidates,
    ...(excluded.length === 0 ? {} : { excludedUsers: excluded }),
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

function readExcluded(
  context: StepContext,
  instance: ElementInstance,
  { excluded = [] }: UserTaskAttributes,
): Result<readonly string[]> {
  const names: string[] = [];
  for (const source of excluded) {
    const result = readNames(context, instance, source);
    if (!result.ok) return result;
    names.push(...result.value);
  }
  return succeed(names);
}

/** Who alone can complete the task; left out if it is offered to groups, to roles or to everybody. */
function listOnlyUsers(candidates: TaskCandidates): readonly string[] | undefined {
  const { assignee, users, groups, roles } = candidates;
  if (assignee !== undefined) return [assignee];
  return users.length > 0 && groups.length + roles.length === 0 ? users : undefined;
}

/** A task that nobody can complete is not opened. */
function findNobody(
  { id }: ProgramElement,
  candidates: TaskCandidates,
  excluded: readonly string[],
): Failure | undefined {
  const users = listOnlyUsers(candidates);
  if (users?.every((user) => excluded.includes(user)) !== true) return undefined;
  const names = users.map((user) => `'${user}'`).join(', ');
  const message =
    candidates.assignee === undefined
      ? `Expected somebody who may complete '${id}' but all who are offered it are excluded: ${names}`
      : `Expected an assignee of '${id}' who may complete it but ${names} is excluded`;
  return fail('assignmentInvalid', message).failure;
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
