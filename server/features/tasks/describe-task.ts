import { isAllowed } from '../../access/ability.js';
import { Conflict } from '../../errors.js';
import type { UserTask } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';

/** What the person may do with the task now; the buttons and the guards both ask this. */
export function taskRights(
  { ability, username }: RequestContext,
  row: UserTaskDocument,
): UserTask['can'] {
  const isOpen = row.state === 'created';
  const isActive = row.isSuspended !== true;
  const isMine = row.assignee === username;
  const isFree = row.assignee === null;
  const mayAssign = isAllowed(ability, 'assign', 'UserTask', row);
  return {
    claim: isOpen && isActive && isFree && isAllowed(ability, 'claim', 'UserTask', row),
    release: isOpen && !isFree && (isMine || mayAssign),
    complete: isActive && mayWorkOn({ ability, username }, row),
    assign: isOpen && mayAssign,
  };
}

/** Whether the task is the person's to do, now or when its instance is resumed. */
export function mayWorkOn(
  { ability, username }: Pick<RequestContext, 'ability' | 'username'>,
  row: UserTaskDocument,
): boolean {
  if (row.state !== 'created') return false;
  if (row.assignee !== null) return row.assignee === username;
  return isAllowed(ability, 'complete', 'UserTask', row);
}

/** Whoever has the task keeps it, but nothing can be done with it before the instance is resumed. */
export function requireActive({ isSuspended, businessKey }: UserTaskDocument): void {
  if (isSuspended !== true) return;
  throw new Conflict(
    'instanceSuspended',
    `Expected '${businessKey}' to be active, but it is suspended.`,
  );
}

export function describeTask(
  context: RequestContext,
  row: UserTaskDocument,
  displayNames: ReadonlyMap<string, string>,
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
    priority: row.priority,
    createdAt: row.createdAt.toISOString(),
    ...times(row),
    ...(row.completedBy === undefined ? {} : { completedBy: row.completedBy }),
    risk: row.risk,
    ...(row.clock === undefined ? {} : { clock: describeClock(row.clock) }),
    ...(row.formId === undefined ? {} : { formId: row.formId }),
    processInstanceKey: row.instanceId,
    ...(row.instanceName === undefined ? {} : { processInstanceName: row.instanceName }),
    businessKey: row.businessKey,
    processDefinitionKey: row.processDefinitionKey,
    processDefinitionId: row.processDefinitionId,
    processDefinitionName: row.processDefinitionName,
    ...(row.serviceId === undefined ? {} : { serviceId: row.serviceId }),
    assignmentEpoch: row.assignmentEpoch,
    claimVersion: row.claimVersion,
    can: taskRights(context, row),
  };
}

function times(row: UserTaskDocument): Pick<UserTask, 'dueAt' | 'followUpAt' | 'completedAt'> {
  return {
    ...(row.dueAt === undefined ? {} : { dueAt: row.dueAt.toISOString() }),
    ...(row.followUpAt === undefined ? {} : { followUpAt: row.followUpAt.toISOString() }),
    ...(row.completedAt === undefined ? {} : { completedAt: row.completedAt.toISOString() }),
  };
}

function describeClock({
  state,
  atRiskAt,
  breachAt,
}: NonNullable<UserTaskDocument['clock']>): NonNullable<UserTask['clock']> {
  return {
    state,
    ...(atRiskAt === undefined ? {} : { atRiskAt: atRiskAt.toISOString() }),
    ...(breachAt === undefined ? {} : { breachAt: breachAt.toISOString() }),
  };
}
