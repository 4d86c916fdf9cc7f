import type { mongo } from 'mongoose';
import type { TraceRecord } from '../../../../engine/index.js';
import { NEVER_DUE, type UserTaskDocument } from '../../../store/projection-models.js';
import { computeLists, offersOf, writeTask } from '../../../store/task-lists.js';
import { clockOfTask } from './head-clocks.js';
import type { HeadClock, ProjectionContext, Projector, RowWrite } from './projection.js';

type TaskOpened = Extract<TraceRecord, { type: 'taskOpened' }>;

const DEFAULT_PRIORITY = 50;

/** The inbox. */
export const projectUserTasks: Projector = (fact, context) => {
  const { record, seq } = fact;
  const at = new Date(fact.occurredAt);
  switch (record.type) {
    case 'taskOpened':
      return [insertTask(openedRow(record, context, seq, at))];
    case 'taskExclusionsChanged':
      return [changeTask(record.taskId, { seq, excludedUsers: [...record.excludedUsers] })];
    case 'taskCompleted':
      return [
        changeTask(record.taskId, {
          seq,
          state: 'completed',
          completedAt: at,
          completedBy: record.actor.id,
          ...(record.actor.onBehalfOf === undefined
            ? {}
            : { completedOnBehalfOf: record.actor.onBehalfOf }),
        }),
      ];
    case 'taskCanceled':
      return [changeTask(record.taskId, { seq, state: 'canceled', completedAt: at })];
    case 'clockChanged':
      return clockWrites(record, context, seq);
    case 'instanceSuspended':
      return [suspensionWrite(context, { $set: { isSuspended: true, seq } })];
    case 'instanceResumed':
      return [suspensionWrite(context, { $set: { seq }, $unset: { isSuspended: '' } })];
    default:
      return [];
  }
};

type NewTask = Omit<UserTaskDocument, 'lists'>;

function insertTask(row: NewTask): RowWrite {
  const update = [{ $replaceWith: { $literal: row } }, computeLists];
  return { updateOne: { filter: { _id: row._id }, update, upsert: true } };
}

function changeTask(taskId: string, values: mongo.Document): RowWrite {
  return { updateOne: { filter: { _id: taskId }, update: writeTask(values) } };
}

function openedRow(record: TaskOpened, context: ProjectionContext, seq: number, at: Date): NewTask {
  const { head } = context;
  const { users, groups, roles, assignee } = record.candidates;
  const clock = clockOfTask(head, record.elementInstanceId);
  const dueAt = record.dueAt === undefined ? undefined : new Date(record.dueAt);
  return {
    _id: record.taskId,
    organisationId: head.organisationId,
    seq,
    instanceId: head._id,
    elementId: record.elementId,
    elementInstanceId: record.elementInstanceId,
    name: record.name,
    state: 'created',
    assignee: assignee ?? null,
    claimVersion: 0,
    candidateUsers: [...users],
    candidateGroups: [...groups],
    candidateRoles: [...roles],
    ...(record.excludedUsers === undefined ? {} : { excludedUsers: [...record.excludedUsers] }),
    isOpenToAll: assignee === undefined && users.length + groups.length + roles.length === 0,
    offeredTo: offersOf(record.candidates, head.scope),
    ...(record.formId === undefined ? {} : { formId: record.formId }),
    priority: record.priority ?? DEFAULT_PRIORITY,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(record.followUpAt === undefined ? {} : { followUpAt: new Date(record.followUpAt) }),
    createdAt: at,
    assignmentEpoch: record.assignmentEpoch,
    sortDueAt: dueAt ?? NEVER_DUE,
    risk: 'none',
    processDefinitionKey: head.processDefinitionKey,
    processDefinitionId: head.processDefinitionId,
    processDefinitionName: head.processDefinitionName,
    businessKey: head.businessKey,
    ...(head.name === undefined ? {} : { instanceName: head.name }),
    ...(head.scope.serviceId === undefined ? {} : { serviceId: head.scope.serviceId }),
    ...(head.scope.customerId === undefined ? {} : { customerId: head.scope.customerId }),
    ...(clock === undefined ? {} : clockFields(clock, dueAt)),
  };
}

function suspensionWrite({ head }: ProjectionContext, update: mongo.Document): RowWrite {
  return { updateMany: { filter: { instanceId: head._id, state: 'created' }, update } };
}

/** A clock shows on every open task that runs under it. */
function clockWrites(
  record: Extract<TraceRecord, { type: 'clockChanged' }>,
  { head }: ProjectionContext,
  seq: number,
): RowWrite[] {
  const clock = head.clocks.find((one) => one.clockId === record.clockId);
  if (!clock || record.event === 'stopped') return [];
  const covered = head.active
    .map((one) => one.elementInstanceId)
    .filter((elementInstanceId) => clockOfTask(head, elementInstanceId) === clock);
  if (covered.length === 0) return [];
  const isOfClock = { instanceId: head._id, elementInstanceId: { $in: covered }, state: 'created' };
  const { sortDueAt, ...fields } = clockFields(clock, undefined);
  return [
    { updateMany: { filter: isOfClock, update: writeTask({ ...fields, seq }) } },
    {
      updateMany: {
        filter: { ...isOfClock, dueAt: { $exists: false } },
        update: { $set: { sortDueAt } },
      },
    },
  ];
}

function clockFields(clock: HeadClock, dueAt: Date | undefined): mongo.Document {
  return {
    risk: clock.risk,
    sortDueAt: dueAt ?? clock.breachAt ?? NEVER_DUE,
    clock: {
      clockId: clock.clockId,
      state: clock.state,
      ...(clock.atRiskAt === undefined ? {} : { atRiskAt: clock.atRiskAt }),
      ...(clock.breachAt === undefined ? {} : { breachAt: clock.breachAt }),
    },
  };
}
