import { createAbility, isAllowed } from '../../access/ability.js';
import { Conflict, Forbidden } from '../../errors.js';
import type { UserTask } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import { isStaff } from './task-people.js';
import type { UserTaskDocument } from '../../store/projection-models.js';

/** What the person may do with the task now; the buttons and the guards both ask this. */
export function taskRights(context: RequestContext, row: UserTaskDocument): UserTask['can'] {
  const { ability, username, standing } = context;
  const isOpen = row.state === 'created';
  const isActive = row.isSuspended !== true;
  const isMine = row.assignee === username;
  const isFree = row.assignee === null;
  const isToBeTaken = isFree || isOfAbsent(context, row);
  const mayAssign = isAllowed(ability, 'assign', 'UserTask', row);
  const isMineNow = isOpen && isActive && isMine;
  const isDelegated = row.delegatedBy !== undefined;
  const mayWork = mayWorkOn(context, row);
  return {
    claim: isOpen && isActive && isToBeTaken && isAllowed(ability, 'claim', 'UserTask', row),
    release: isOpen && !isFree && (isMine || mayAssign),
    complete: isActive && !isDelegated && mayWork,
    assign: isOpen && mayAssign,
    delegate: isMineNow && !isDelegated && isStaff(standing),
    resolve: isMineNow && isDelegated,
    handOver: isMineNow && !isDelegated && isStaff(standing),
    escalate: isOpen && isActive && isStaff(standing) && (mayWork || mayAssign),
    followUp: isMineNow,
  };
}

/** Whether the task is the person's to do, now or when its instance is resumed. */
export function mayWorkOn(
  context: Pick<RequestContext, 'ability' | 'username' | 'standing'>,
  row: UserTaskDocument,
): boolean {
  if (row.state !== 'created' || isExcluded(row, context.username)) return false;
  if (row.assignee === context.username) return true;
  if (row.assignee !== null && !isOfAbsent(context, row)) return false;
  return isAllowed(context.ability, 'complete', 'UserTask', row);
}

/** Somebody absent has the task, and the person stands in for them. */
export function isOfAbsent(
  { standing }: Pick<RequestContext, 'standing'>,
  { assignee }: UserTaskDocument,
): boolean {
  return standing.substitutesFor.some((absent) => absent.username === assignee);
}

/** The absent person in whose place somebody works on the task; `undefined`: it is offered to them as well. */
export function absentBehind(context: RequestContext, row: UserTaskDocument): string | undefined {
  const { person, standing } = context;
  if (standing.substitutesFor.length === 0) return undefined;
  const offered = { ...row, assignee: null, completedBy: undefined };
  const inOwnRight = createAbility(person, { ...standing, substitutesFor: [] });
  if (isAllowed(inOwnRight, 'complete', 'UserTask', offered)) return undefined;
  return standing.substitutesFor.find((absent) => {
    if ([row.assignee, row.previousAssignee].includes(absent.username)) return true;
    const inTheirPlace = createAbility(person, { ...NO_STANDING, substitutesFor: [absent] });
    return isAllowed(inTheirPlace, 'complete', 'UserTask', offered);
  })?.username;
}

/** The rights of a reporter: what is offered to them, and nothing else. */
const NO_STANDING = {
  roles: [{ roleId: 'reporter', rights: 'reporter' }],
  serviceRoles: [],
} as const;

export function isExcluded({ excludedUsers = [] }: UserTaskDocument, username: string): boolean {
  return excludedUsers.includes(username);
}

/** For those who may do such tasks, but not this one. */
export function requireNotExcluded(row: UserTaskDocument, username: string): void {
  if (!isExcluded(row, username)) return;
  throw new Forbidden(
    'personExcluded',
    `Expected somebody else for '${row.name}': the process excludes '${username}' from it.`,
    { params: { username } },
  );
}

/** Whoever has the task keeps it, but nothing can be done with it before the instance is resumed. */
export function requireActive({ isSuspended, businessKey }: UserTaskDocument): void {
  if (isSuspended !== true) return;
  throw new Conflict(
    'instanceSuspended',
    `Expected '${businessKey}' to be active, but it is suspended.`,
  );
}

/** Service time of the clock that a task runs under. */
export interface TaskServiceTime {
  readonly remainingMs?: number;
  readonly pausedFor?: string;
}

export function describeTask(
  context: RequestContext,
  row: UserTaskDocument,
  displayNames: ReadonlyMap<string, string>,
  time: TaskServiceTime = {},
): UserTask {
  const assigneeName = row.assignee === null ? undefined : displayNames.get(row.assignee);
  return {
    userTaskKey: row._id,
    name: row.name,
    elementId: row.elementId,
    state: row.state,
    isSuspended: row.isSuspended === true && row.state === 'created',
    ...(row.assignee === null ? {} : { assignee: row.assignee }),
    ...(assigneeName === undefined ? {} : { assigneeName }),
    candidateUsers: row.candidateUsers,
    candidateGroups: row.candidateGroups,
    candidateRoles: row.candidateRoles,
    ...(row.excludedUsers === undefined ? {} : { excludedUsers: row.excludedUsers }),
    priority: row.priority,
    createdAt: row.createdAt.toISOString(),
    ...times(row),
    ...completion(row),
    risk: row.risk,
    ...(row.clock === undefined ? {} : { clock: describeClock(row.clock, time) }),
    ...(row.formId === undefined ? {} : { formId: row.formId }),
    processInstanceKey: row.instanceId,
    ...(row.instanceName === undefined ? {} : { processInstanceName: row.instanceName }),
    businessKey: row.businessKey,
    processDefinitionKey: row.processDefinitionKey,
    processDefinitionId: row.processDefinitionId,
    processDefinitionName: row.processDefinitionName,
    ...(row.serviceId === undefined ? {} : { serviceId: row.serviceId }),
    ...(row.customerId === undefined ? {} : { customerId: row.customerId }),
    ...(row.delegatedBy === undefined ? {} : { delegatedBy: row.delegatedBy }),
    isEscalated: row.escalatedAt !== undefined,
    commentCount: row.commentCount ?? 0,
    assignmentEpoch: row.assignmentEpoch,
    claimVersion: row.claimVersion,
    can: taskRights(context, row),
  };
}

function completion({
  completedBy,
  completedOnBehalfOf,
}: UserTaskDocument): Pick<UserTask, 'completedBy' | 'completedOnBehalfOf'> {
  return {
    ...(completedBy === undefined ? {} : { completedBy }),
    ...(completedOnBehalfOf === undefined ? {} : { completedOnBehalfOf }),
  };
}

function times(
  row: UserTaskDocument,
): Pick<UserTask, 'dueAt' | 'followUpAt' | 'deferredUntil' | 'completedAt'> {
  return {
    ...(row.dueAt === undefined ? {} : { dueAt: row.dueAt.toISOString() }),
    ...(row.followUpAt === undefined ? {} : { followUpAt: row.followUpAt.toISOString() }),
    ...(row.deferredUntil === undefined ? {} : { deferredUntil: row.deferredUntil.toISOString() }),
    ...(row.completedAt === undefined ? {} : { completedAt: row.completedAt.toISOString() }),
  };
}

function describeClock(
  { state, atRiskAt, breachAt }: NonNullable<UserTaskDocument['clock']>,
  { remainingMs, pausedFor }: TaskServiceTime,
): NonNullable<UserTask['clock']> {
  return {
    state,
    ...(atRiskAt === undefined ? {} : { atRiskAt: atRiskAt.toISOString() }),
    ...(breachAt === undefined ? {} : { breachAt: breachAt.toISOString() }),
    ...(remainingMs === undefined ? {} : { remainingMs }),
    ...(pausedFor === undefined ? {} : { pausedFor }),
  };
}
