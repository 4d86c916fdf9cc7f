import { isAllowed } from '../../access/ability.js';
import type { UserTask } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';

/** What the person may do with the task now; the buttons and the guards both ask this. */
export function taskRights(
  { ability, username }: RequestContext,
  row: UserTaskDocument,
): UserTask['can'] {
  const isOpen = row.state === 'created';
  const isMine = row.assignee === username;
  const isFree = row.assignee === null;
  const mayAssign = isAllowed(ability, 'assign', 'UserTask', row);
  return {
    claim: isOpen && isFree && isAllowed(ability, 'claim', 'UserTask', row),
    release: isOpen && !isFree && (isMine || mayAssign),
    complete: isOpen && (isMine || (isFree && isAllowed(ability, 'complete', 'UserTask', row))),
    assign: isOpen && mayAssign,
  };
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
