import { Schema, type Connection } from 'mongoose';
import type { Actor, StartTrigger } from '../../engine/index.js';
import type { TimerOrder } from '../../workflows/timer-starter-messages.js';
import type { Scope } from '../contract/index.js';
import type { StoredVariables } from './fact-models.js';

/** One instance that a message was given to, or that it has started. */
export interface MessageHandover {
  processDefinitionId: string;
  instanceId: string;
  /** Empty: the message has started the instance. */
  subscriptionId: string;
  /** The instance has told that it took the message; until then it may come back. */
  isTaken: boolean;
  /** The instance is suspended and keeps the message; it takes it when it is resumed, or the message comes back. */
  isKept?: true;
  handedAt: Date;
}

export interface MessageDocument {
  /** `organisation/messageId`: a message is taken once. */
  _id: string;
  organisationId: string;
  messageId: string;
  name: string;
  correlationKey: string;
  variables: StoredVariables;
  publishedAt: Date;
  publishedBy: Actor;
  /** Which variants of processes it may start. */
  scope: Scope;
  /** Everybody who waited for it when it came has been looked at. */
  isRouted: boolean;
  /** Undelivered, it waits until then; removed from the store a day later. */
  expiresAt: Date;
  removeAt: Date;
  /** At most one instance gets it, of whatever process. */
  deliveries: MessageHandover[];
}

type MessageConversation = NonNullable<Extract<StartTrigger, { type: 'message' }>['conversation']>;

/** A message or signal that starts the newest version of one variant of a process. */
export interface StartTriggerDocument {
  _id: string;
  organisationId: string;
  kind: 'message' | 'signal';
  name: string;
  processDefinitionId: string;
  scopeKey: string;
  processDefinitionKey: string;
  elementId: string;
  /** Which of several definitions of the start event. */
  definition?: number;
  /** Correlation by the means of BPMN, as the engine reads it. */
  conversation?: MessageConversation;
  /** Messages that were buffered before it came have been offered. */
  isOffered: boolean;
}

/** A timer start of one variant, through all its versions. */
export interface TimerStartDocument {
  /** The starter. */
  _id: string;
  organisationId: string;
  processDefinitionId: string;
  scopeKey: string;
  version: number;
  deployedAt: Date;
  /** `null`: the newest version has no such timer. */
  order: TimerOrder | null;
  /** The engine knows. */
  isTold: boolean;
}

/** While an instance runs that a message with a correlation key has started, no other such message starts one. */
export interface StartLockDocument {
  /** `organisation/process/key`, with the key that the start event has computed if the message has none. */
  _id: string;
  organisationId: string;
  processDefinitionId: string;
  correlationKey: string;
  instanceId: string;
  /** A message came meanwhile. */
  hasWaiting: boolean;
}

export interface SignalDocument {
  /** `organisation/signalId`: a signal is broadcast once. */
  _id: string;
  organisationId: string;
  signalId: string;
  name: string;
  variables: StoredVariables;
  broadcastAt: Date;
  broadcastBy: Actor;
  scope: Scope;
  /** Instances that waited when it came, and were not told yet. */
  targets: string[];
  /** Start events that it reached, and that have not started yet. */
  starts: { processDefinitionKey: string; elementId: string; definition?: number }[];
  isSpread: boolean;
  removeAt: Date;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

function routingSchema<Document>(collection: string): Schema<Document> {
  const base = { _id: String, organisationId: String } as never;
  return new Schema<Document>(base, { ...options, collection });
}

function messageSchema(): Schema<MessageDocument> {
  const schema = routingSchema<MessageDocument>('messages');
  schema.index({ organisationId: 1, name: 1, correlationKey: 1, expiresAt: 1 });
  schema.index({ 'deliveries.subscriptionId': 1 });
  schema.index(
    { publishedAt: 1 },
    { partialFilterExpression: { isRouted: false }, name: 'unroutedMessages' },
  );
  schema.index(
    { 'deliveries.handedAt': 1 },
    { partialFilterExpression: { 'deliveries.isTaken': false }, name: 'untakenMessages' },
  );
  schema.index({ removeAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}

function startTriggerSchema(): Schema<StartTriggerDocument> {
  const schema = routingSchema<StartTriggerDocument>('startTriggers');
  schema.index({ organisationId: 1, kind: 1, name: 1 });
  schema.index({ organisationId: 1, processDefinitionId: 1, scopeKey: 1 });
  schema.index(
    { _id: 1, isOffered: 1 },
    { partialFilterExpression: { isOffered: false }, name: 'unofferedTriggers' },
  );
  return schema;
}

function timerStartSchema(): Schema<TimerStartDocument> {
  const schema = routingSchema<TimerStartDocument>('timerStarts');
  schema.index({ organisationId: 1, processDefinitionId: 1, scopeKey: 1 });
  schema.index(
    { deployedAt: 1 },
    { partialFilterExpression: { isTold: false }, name: 'untoldTimers' },
  );
  return schema;
}

function startLockSchema(): Schema<StartLockDocument> {
  const schema = routingSchema<StartLockDocument>('startLocks');
  schema.index({ instanceId: 1 });
  schema.index(
    { _id: 1, hasWaiting: 1 },
    { partialFilterExpression: { hasWaiting: true }, name: 'waitedForLocks' },
  );
  return schema;
}

function signalSchema(): Schema<SignalDocument> {
  const schema = routingSchema<SignalDocument>('signals');
  schema.index(
    { broadcastAt: 1 },
    { partialFilterExpression: { isSpread: false }, name: 'unspreadSignals' },
  );
  schema.index({ removeAt: 1 }, { expireAfterSeconds: 0 });
  return schema;
}

export function createRoutingModels(connection: Connection) {
  return {
    messages: connection.model<MessageDocument>('Message', messageSchema()),
    startTriggers: connection.model<StartTriggerDocument>('StartTrigger', startTriggerSchema()),
    timerStarts: connection.model<TimerStartDocument>('TimerStart', timerStartSchema()),
    startLocks: connection.model<StartLockDocument>('StartLock', startLockSchema()),
    signals: connection.model<SignalDocument>('BpmnSignal', signalSchema()),
  };
}
