import { Schema, type Connection } from 'mongoose';
import type { InstanceState, Risk, Scope } from '../contract/index.js';
import type { InstanceIdentity } from '../../workflows/activities/ports.js';

export interface ElementCount {
  elementId: string;
  active: number;
  completed: number;
  canceled: number;
  incidents: number;
}

/** An ad-hoc sub-process in which people may start something. */
export interface AdHocRow {
  elementInstanceId: string;
  elementId: string;
  isSequential: boolean;
  isCompletable: boolean;
  activities: { elementId: string; name: string }[];
}

/** Computed from facts; `lastSeq` is the last fact it holds. */
export interface InstanceDocument {
  _id: string;
  organisationId: string;
  lastSeq: number;
  identity: InstanceIdentity;
  processDefinitionKey: string;
  processDefinitionId: string;
  processDefinitionName: string;
  processDefinitionVersion: number;
  scope: Scope;
  businessKey: string;
  name?: string;
  state: InstanceState;
  /** Left out while it is not. */
  isSuspended?: true;
  hasIncident: boolean;
  risk: Risk;
  startedAt: Date;
  startedBy: string;
  endedAt?: Date;
  endReason?: string;
  parentInstanceId?: string;
  /** People who have to do with it: they may see it. */
  participants: string[];
  elements: ElementCount[];
  flows: { flowId: string; count: number }[];
  /** Element instances that hold a token, with the scope they run in. */
  active: ActiveElement[];
  /** Left out while there are none. */
  adHoc?: AdHocRow[];
}

export interface ActiveElement {
  elementInstanceId: string;
  elementId: string;
  scopeId?: string;
  /** It repeats the element of the same id. */
  isLoop?: true;
}

/** What a task that is never due sorts by. */
export const NEVER_DUE = new Date('9999-12-31T00:00:00Z');

export interface UserTaskDocument {
  _id: string;
  organisationId: string;
  /** Last fact that changed the row. */
  seq: number;
  instanceId: string;
  elementId: string;
  elementInstanceId: string;
  name: string;
  state: 'created' | 'completed' | 'canceled';
  /** Of a suspended instance; left out while it is not. */
  isSuspended?: true;
  /** Copy of the claim in `taskWork`; before any claim the assignee of the model. */
  assignee: string | null;
  previousAssignee?: string;
  claimVersion: number;
  candidateUsers: string[];
  candidateGroups: string[];
  candidateRoles: string[];
  /** The process says that these may not do it; left out while there are none. */
  excludedUsers?: string[];
  /** Nobody in particular is offered it. */
  isOpenToAll: boolean;
  /** Everybody it is offered to, by the process or by people, as offer keys. */
  offeredTo: string[];
  /** The lists it stands in while it is open. */
  lists: string[];
  /** Whoever has it has put it off until then. */
  deferredUntil?: Date;
  /** Whoever has it does it for this person. */
  delegatedBy?: string;
  /** When a person has escalated it. */
  escalatedAt?: Date;
  /** Comments that are not deleted, and a number that rises with each change of any of them. */
  commentCount?: number;
  commentVersion?: number;
  formId?: string;
  priority: number;
  dueAt?: Date;
  followUpAt?: Date;
  /** What the inbox sorts by: the due date, otherwise the breach of the task's clock. */
  sortDueAt: Date;
  createdAt: Date;
  completedAt?: Date;
  completedBy?: string;
  completedOnBehalfOf?: string;
  assignmentEpoch: number;
  risk: Risk;
  clock?: {
    /** Left out of rows that are older than it. */
    clockId?: string;
    state: 'running' | 'paused' | 'stopped';
    atRiskAt?: Date;
    breachAt?: Date;
  };
  processDefinitionKey: string;
  processDefinitionId: string;
  processDefinitionName: string;
  businessKey: string;
  instanceName?: string;
  serviceId?: string;
  customerId?: string;
}

export interface IncidentDocument {
  _id: string;
  organisationId: string;
  seq: number;
  instanceId: string;
  code: string;
  message: string;
  state: 'open' | 'resolved';
  elementId: string;
  elementInstanceId: string;
  raisedAt: Date;
  resolvedAt?: Date;
  resolvedBy?: string;
  details?: Record<string, unknown>;
  businessKey: string;
  processDefinitionKey: string;
  processDefinitionId: string;
}

export interface VariableDocument {
  _id: string;
  organisationId: string;
  seq: number;
  instanceId: string;
  /** Empty: a variable of the instance itself. */
  elementInstanceId: string;
  name: string;
  value: unknown;
  updatedAt: Date;
}

export interface ClockDocument {
  _id: string;
  organisationId: string;
  seq: number;
  instanceId: string;
  clockId: string;
  clockName: string;
  elementId: string;
  elementInstanceId: string;
  state: 'running' | 'paused' | 'stopped';
  risk: Risk;
  calendarId?: string;
  targetMs?: number;
  /** Of a clock that counts by an agreement; with where its instance belongs. */
  commitment?: string;
  priority?: string;
  serviceId?: string;
  customerId?: string;
  /** What the deadlines were derived by. */
  calendarVersion?: string;
  agreementId?: string;
  agreementVersion?: string;
  ledger: { event: 'started' | 'paused' | 'resumed' | 'stopped'; at: number }[];
  deadlines: { kind: 'atRisk' | 'breach'; share: number; dueAt: number }[];
  reached: { kind: 'atRisk' | 'breach'; at: number }[];
  pausedFor?: string;
}

export interface SubscriptionDocument {
  _id: string;
  organisationId: string;
  seq: number;
  instanceId: string;
  processDefinitionId: string;
  subscriptionId: string;
  kind: 'message' | 'signal';
  name: string;
  correlationKey: string;
  isOpen: boolean;
  /** Handed to the instance, which has not told yet that it took it. */
  pendingMessageId: string | null;
  pendingSince?: Date;
  /** Messages that were buffered before it opened have been looked at. */
  isOffered: boolean;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

/** Projections are written by the projectors only, in one shape; the schema names what is indexed. */
function projectionSchema<Document>(collection: string): Schema<Document> {
  const base = { _id: String, organisationId: String } as never;
  return new Schema<Document>(base, { ...options, collection });
}

function instanceSchema(): Schema<InstanceDocument> {
  const schema = projectionSchema<InstanceDocument>('instances');
  schema.index({ organisationId: 1, startedAt: -1 });
  schema.index({ organisationId: 1, state: 1, startedAt: -1 });
  schema.index({ organisationId: 1, businessKey: 1 });
  schema.index({ organisationId: 1, processDefinitionKey: 1, state: 1 });
  schema.index({ organisationId: 1, participants: 1, startedAt: -1 });
  schema.index(
    { organisationId: 1, isSuspended: 1 },
    { partialFilterExpression: { isSuspended: true }, name: 'suspendedInstances' },
  );
  return schema;
}

const byDue = { sortDueAt: 1, priority: -1, createdAt: 1, _id: 1 } as const;

/** One per order of the inbox: the lists are looked up, the order is the index's own. Closed tasks are in none of them. */
const openTaskIndexes: Readonly<Record<string, Record<string, 1 | -1>>> = {
  openByDue: { organisationId: 1, lists: 1, ...byDue },
  openByPriority: {
    organisationId: 1,
    lists: 1,
    priority: -1,
    sortDueAt: 1,
    createdAt: 1,
    _id: 1,
  },
  openByAge: { organisationId: 1, lists: 1, createdAt: -1, _id: 1 },
  openOfServiceByDue: { organisationId: 1, serviceId: 1, lists: 1, ...byDue },
  openOfProcessByDue: { organisationId: 1, processDefinitionId: 1, lists: 1, ...byDue },
};

function userTaskSchema(): Schema<UserTaskDocument> {
  const schema = projectionSchema<UserTaskDocument>('userTasks');
  for (const [name, fields] of Object.entries(openTaskIndexes)) {
    schema.index(fields, { name, partialFilterExpression: { state: 'created' } });
  }
  schema.index({ organisationId: 1, completedBy: 1, completedAt: -1, _id: 1 });
  schema.index({ organisationId: 1, businessKey: 1 });
  schema.index({ instanceId: 1, elementInstanceId: 1 });
  return schema;
}

function incidentSchema(): Schema<IncidentDocument> {
  const schema = projectionSchema<IncidentDocument>('incidents');
  schema.index({ organisationId: 1, state: 1, raisedAt: -1 });
  schema.index({ instanceId: 1 });
  return schema;
}

function variableSchema(): Schema<VariableDocument> {
  const schema = projectionSchema<VariableDocument>('variables');
  schema.index({ instanceId: 1, elementInstanceId: 1, name: 1 }, { unique: true });
  return schema;
}

function clockSchema(): Schema<ClockDocument> {
  const schema = projectionSchema<ClockDocument>('clocks');
  schema.index({ instanceId: 1 });
  // Whom a new version of a calendar or agreement concerns.
  schema.index({ organisationId: 1, calendarId: 1, state: 1, _id: 1 });
  schema.index(
    { organisationId: 1, serviceId: 1, state: 1, _id: 1 },
    { partialFilterExpression: { commitment: { $exists: true } }, name: 'clocksWithCommitment' },
  );
  schema.index(
    { organisationId: 1, agreementId: 1, state: 1, _id: 1 },
    { partialFilterExpression: { commitment: { $exists: true } }, name: 'clocksByAgreement' },
  );
  return schema;
}

function subscriptionSchema(): Schema<SubscriptionDocument> {
  const schema = projectionSchema<SubscriptionDocument>('subscriptions');
  schema.index({ organisationId: 1, kind: 1, name: 1, correlationKey: 1, isOpen: 1 });
  schema.index({ instanceId: 1 });
  schema.index({ pendingSince: 1 }, { sparse: true });
  schema.index(
    { _id: 1, isOffered: 1 },
    { partialFilterExpression: { isOffered: false }, name: 'unofferedSubscriptions' },
  );
  return schema;
}

export function createProjectionModels(connection: Connection) {
  return {
    instances: connection.model<InstanceDocument>('Instance', instanceSchema()),
    userTasks: connection.model<UserTaskDocument>('UserTask', userTaskSchema()),
    incidents: connection.model<IncidentDocument>('Incident', incidentSchema()),
    variables: connection.model<VariableDocument>('Variable', variableSchema()),
    clocks: connection.model<ClockDocument>('Clock', clockSchema()),
    subscriptions: connection.model<SubscriptionDocument>('Subscription', subscriptionSchema()),
  };
}
