import type { TraceRecord } from '../../../../engine/index.js';
import type { InstanceIdentity, RecordedFact } from '../../../../workflows/activities/ports.js';
import type { ElementCount, InstanceDocument } from '../../../store/projection-models.js';
import { applyAdHoc } from './head-ad-hoc.js';
import { applyClock } from './head-clocks.js';
import type { InstanceHead } from './projection.js';

const SCOPE_KEYS = ['serviceId', 'customerId', 'unitId'] as const;

/** The instance before its first fact. */
export function emptyHead(
  identity: InstanceIdentity,
  definitionName: string,
  at: Date,
): InstanceHead {
  const scope: InstanceDocument['scope'] = {};
  for (const key of SCOPE_KEYS) {
    const value = identity[key];
    if (value !== undefined) scope[key] = value;
  }
  return {
    _id: identity.instanceId,
    organisationId: identity.organisationId,
    lastSeq: 0,
    identity,
    processDefinitionKey: identity.processDefinitionKey,
    processDefinitionId: identity.processId,
    processDefinitionName: definitionName,
    processDefinitionVersion: identity.processDefinitionVersion,
    scope,
    businessKey: identity.businessKey ?? identity.instanceId,
    state: 'active',
    hasIncident: false,
    risk: 'none',
    startedAt: at,
    startedBy: '',
    ...(identity.parentInstanceId === undefined
      ? {}
      : { parentInstanceId: identity.parentInstanceId }),
    participants: [],
    elements: [],
    flows: [],
    active: [],
    clocks: [],
  };
}

/** Brings the instance up to one more fact. Changes the head it is given. */
export function applyToHead(head: InstanceHead, fact: RecordedFact): void {
  head.lastSeq = fact.seq;
  const at = new Date(fact.occurredAt);
  const { record } = fact;
  applyLifecycle(head, record, at);
  applyTokens(head, record);
  applyPeople(head, record);
  applyAdHoc(head, record);
  if (record.type === 'clockChanged') applyClock(head, record);
}

function applyLifecycle(head: InstanceHead, record: TraceRecord, at: Date): void {
  switch (record.type) {
    case 'instanceStarted':
      head.startedAt = at;
      head.startedBy = record.actor.id;
      if (record.businessKey !== undefined) head.businessKey = record.businessKey;
      if (record.name !== undefined) head.name = record.name;
      break;
    case 'instanceSuspended':
      head.isSuspended = true;
      break;
    case 'instanceResumed':
      delete head.isSuspended;
      break;
    case 'instanceCompleted':
      end(head, 'completed', at);
      break;
    case 'instanceCanceled':
      end(head, 'canceled', at, record.reason);
      break;
    case 'instanceFailed':
      end(head, 'failed', at, `${record.errorCode}: ${record.message}`);
      break;
    default:
  }
}

function end(
  head: InstanceHead,
  state: InstanceDocument['state'],
  at: Date,
  reason?: string,
): void {
  head.state = state;
  head.endedAt = at;
  if (reason !== undefined) head.endReason = reason;
  head.hasIncident = false;
  delete head.isSuspended;
}

function applyTokens(head: InstanceHead, record: TraceRecord): void {
  switch (record.type) {
    case 'elementActivated':
      if (record.isLoop !== true) countOf(head, record.elementId).active += 1;
      head.active.push({
        elementInstanceId: record.elementInstanceId,
        elementId: record.elementId,
        ...(record.isLoop === true ? { isLoop: true } : {}),
        ...(record.scopeInstanceId === undefined ? {} : { scopeId: record.scopeInstanceId }),
      });
      break;
    case 'elementCompleted':
      leave(head, record, 'completed');
      break;
    case 'elementTerminated':
      leave(head, record, 'canceled');
      break;
    case 'flowTaken': {
      const flow = head.flows.find((candidate) => candidate.flowId === record.flowId);
      if (flow) flow.count += 1;
      else head.flows.push({ flowId: record.flowId, count: 1 });
      break;
    }
    case 'incidentRaised':
      countOf(head, record.incident.elementId).incidents += 1;
      head.hasIncident = true;
      break;
    case 'incidentResolved': {
      const count = countOf(head, record.elementId);
      count.incidents = Math.max(0, count.incidents - 1);
      head.hasIncident = head.elements.some((element) => element.incidents > 0);
      break;
    }
    default:
  }
}

function leave(
  head: InstanceHead,
  record: { readonly elementId: string; readonly elementInstanceId: string },
  how: 'completed' | 'canceled',
): void {
  const place = head.active.findIndex((one) => one.elementInstanceId === record.elementInstanceId);
  const [left] = place < 0 ? [] : head.active.splice(place, 1);
  // What a loop repeats is counted, not the loop around it, which has the same id.
  if (left?.isLoop === true) return;
  const count = countOf(head, record.elementId);
  count.active = Math.max(0, count.active - 1);
  count[how] += 1;
}

function countOf(head: InstanceHead, elementId: string): ElementCount {
  let count = head.elements.find((candidate) => candidate.elementId === elementId);
  if (!count) {
    count = { elementId, active: 0, completed: 0, canceled: 0, incidents: 0 };
    head.elements.push(count);
  }
  return count;
}

function applyPeople(head: InstanceHead, record: TraceRecord): void {
  if ('actor' in record && record.actor?.type === 'user') addParticipant(head, record.actor.id);
  if (record.type === 'taskOpened' && record.candidates.assignee !== undefined) {
    addParticipant(head, record.candidates.assignee);
  }
}

function addParticipant(head: InstanceHead, username: string): void {
  if (!head.participants.includes(username)) head.participants.push(username);
}
