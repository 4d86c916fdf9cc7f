import { Schema, type Connection } from 'mongoose';
import type { TaskComment, TaskFilter, UserTaskFilter } from '../contract/index.js';
import type { StoredVariables } from './fact-models.js';

/** The fence of a completion: set once, before the engine is asked. */
export interface TaskCompletion {
  commandId: string;
  by: string;
  /** Who is absent and in whose place it is completed. */
  onBehalfOf?: string;
  assignmentEpoch: number;
  at: Date;
  state: 'pending' | 'completed';
  /** Kept until settled. */
  variables?: StoredVariables;
}

/** What people do with a task before it is completed. A truth of its own: never rebuilt. */
export interface TaskWorkDocument {
  /** The task. */
  _id: string;
  organisationId: string;
  instanceId: string;
  /** `null`: released. */
  assignee: string | null;
  claimVersion: number;
  completion: TaskCompletion | null;
  /** Whoever has it does it for this person. */
  delegatedBy?: string | null;
  /** Put off by whoever has it. */
  deferredUntil?: Date | null;
  /** A person's own escalation: who it is offered to besides, and how urgent it has become. */
  offers?: string[];
  escalatedAt?: Date;
  priority?: number;
  drafts: { username: string; variables: StoredVariables; savedAt: Date }[];
}

export interface TaskCommentDocument {
  _id: string;
  organisationId: string;
  instanceId: string;
  taskId: string;
  taskName: string;
  kind: TaskComment['kind'];
  by: string;
  at: Date;
  text: string;
  mentions: string[];
  editedAt?: Date;
  deletedAt?: Date;
  /** What it said before. */
  earlier: { text: string; at: Date }[];
}

/** A list of tasks that somebody has put together. */
export interface TaskFilterDocument {
  _id: string;
  organisationId: string;
  owner: string;
  name: string;
  filter: UserTaskFilter;
  order: TaskFilter['order'];
  groups: string[];
  version: number;
}

/** A promised start; kept before the engine is asked, so that it happens exactly once. */
export interface InstanceStartDocument {
  /** `organisation/person/commandId`. */
  _id: string;
  organisationId: string;
  instanceId: string;
  businessKey: string;
  processDefinitionKey: string;
  processDefinitionVersion: number;
  programBlob: string;
  /** The arguments of the workflow; left out once it has started. */
  start: unknown;
  state: 'pending' | 'started';
  at: Date;
}

export interface AuditLogDocument {
  _id: string;
  organisationId: string;
  at: Date;
  actor: string;
  action: string;
  subjectType: string;
  subjectKey: string;
  before?: unknown;
  after?: unknown;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

function workSchema<Document>(collection: string): Schema<Document> {
  const base = { _id: String, organisationId: String } as never;
  return new Schema<Document>(base, { ...options, collection });
}

export function createWorkModels(connection: Connection) {
  const taskWork = workSchema<TaskWorkDocument>('taskWork');
  taskWork.index(
    { 'completion.at': 1 },
    { partialFilterExpression: { 'completion.state': 'pending' }, name: 'pendingCompletions' },
  );
  taskWork.index(
    { deferredUntil: 1 },
    { partialFilterExpression: { deferredUntil: { $gt: new Date(0) } }, name: 'putOff' },
  );
  const taskComments = workSchema<TaskCommentDocument>('taskComments');
  taskComments.index({ organisationId: 1, instanceId: 1, at: 1 });
  const taskFilters = workSchema<TaskFilterDocument>('taskFilters');
  taskFilters.index({ organisationId: 1, owner: 1 });
  taskFilters.index({ organisationId: 1, groups: 1 });
  const instanceStarts = workSchema<InstanceStartDocument>('instanceStarts');
  instanceStarts.index(
    { at: 1 },
    { partialFilterExpression: { state: 'pending' }, name: 'pendingStarts' },
  );
  const auditLogs = workSchema<AuditLogDocument>('auditLogs');
  auditLogs.index({ organisationId: 1, at: -1 });
  auditLogs.index({ organisationId: 1, subjectType: 1, subjectKey: 1, at: -1 });
  return {
    taskWork: connection.model<TaskWorkDocument>('TaskWork', taskWork),
    taskComments: connection.model<TaskCommentDocument>('TaskComment', taskComments),
    taskFilters: connection.model<TaskFilterDocument>('TaskFilter', taskFilters),
    instanceStarts: connection.model<InstanceStartDocument>('InstanceStart', instanceStarts),
    auditLogs: connection.model<AuditLogDocument>('AuditLog', auditLogs),
  };
}
