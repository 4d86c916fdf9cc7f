import { Schema, type Connection } from 'mongoose';
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
  drafts: { username: string; variables: StoredVariables; savedAt: Date }[];
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

export interface NotificationDocument {
  _id: string;
  organisationId: string;
  username: string;
  subject: string;
  text: string;
  createdAt: Date;
  isRead: boolean;
  instanceId?: string;
  businessKey?: string;
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
  const instanceStarts = workSchema<InstanceStartDocument>('instanceStarts');
  instanceStarts.index(
    { at: 1 },
    { partialFilterExpression: { state: 'pending' }, name: 'pendingStarts' },
  );
  const notifications = workSchema<NotificationDocument>('notifications');
  notifications.index({ organisationId: 1, username: 1, createdAt: -1 });
  const auditLogs = workSchema<AuditLogDocument>('auditLogs');
  auditLogs.index({ organisationId: 1, at: -1 });
  auditLogs.index({ organisationId: 1, subjectType: 1, subjectKey: 1, at: -1 });
  return {
    taskWork: connection.model<TaskWorkDocument>('TaskWork', taskWork),
    instanceStarts: connection.model<InstanceStartDocument>('InstanceStart', instanceStarts),
    notifications: connection.model<NotificationDocument>('Notification', notifications),
    auditLogs: connection.model<AuditLogDocument>('AuditLog', auditLogs),
  };
}
