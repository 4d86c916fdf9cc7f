import type { Clock, Fact, ProcessInstance } from '../../contract/index.js';
import type { FactDocument, StoredVariables } from '../../store/fact-models.js';
import type { ClockDocument, InstanceDocument } from '../../store/projection-models.js';

export type ElementNames = ReadonlyMap<string, string>;

/** Address of an instance's workflow in Temporal's own UI. */
export function temporalUrl(
  uiUrl: string | undefined,
  namespace: string,
  instanceId: string,
): string | undefined {
  if (uiUrl === undefined) return undefined;
  const base = uiUrl.replace(/\/+$/, '');
  return `${base}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(instanceId)}`;
}

export function describeInstance(
  row: InstanceDocument,
  names: ElementNames,
  temporalUiUrl: string | undefined,
): ProcessInstance {
  const scopes = new Set(row.active.map((one) => one.scopeId));
  const activeElements = row.active
    .filter(
      (one) => !scopes.has(one.elementInstanceId) && one.elementId !== row.processDefinitionId,
    )
    .map(({ elementId }) => ({ elementId, name: names.get(elementId) ?? elementId }));
  return {
    processInstanceKey: row._id,
    businessKey: row.businessKey,
    ...(row.name === undefined ? {} : { name: row.name }),
    processDefinitionKey: row.processDefinitionKey,
    processDefinitionId: row.processDefinitionId,
    processDefinitionName: row.processDefinitionName,
    processDefinitionVersion: row.processDefinitionVersion,
    scope: row.scope,
    state: row.state,
    isSuspended: row.isSuspended === true,
    hasIncident: row.hasIncident,
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedBy,
    ...(row.endedAt === undefined ? {} : { endedAt: row.endedAt.toISOString() }),
    ...(row.endReason === undefined ? {} : { endReason: row.endReason }),
    ...(row.parentInstanceId === undefined
      ? {}
      : { parentProcessInstanceKey: row.parentInstanceId }),
    activeElements,
    risk: row.risk,
    version: row.lastSeq,
    ...(temporalUiUrl === undefined ? {} : { temporalUiUrl }),
  };
}

export function describeFact(
  fact: FactDocument,
  variables: StoredVariables | undefined,
  names: ElementNames,
): Fact {
  const { instance: _identity, elementInstanceId, ...data } = fact.data;
  const name = fact.elementId === undefined ? undefined : names.get(fact.elementId);
  return {
    seq: fact.seq,
    type: fact.type,
    ...(fact.elementId === undefined ? {} : { elementId: fact.elementId }),
    ...(name === undefined ? {} : { elementName: name }),
    ...(typeof elementInstanceId === 'string' ? { elementInstanceKey: elementInstanceId } : {}),
    occurredAt: fact.occurredAt.toISOString(),
    recordedAt: fact.recordedAt.toISOString(),
    ...(fact.actor === undefined ? {} : { actor: { ...fact.actor } }),
    data: { ...data, ...valuesOf(fact, variables) },
  };
}

/** What was decided stands for itself; everything else are variables. */
function valuesOf({ type }: FactDocument, stored: StoredVariables | undefined): object {
  if (stored === undefined) return {};
  return type === 'decisionEvaluated' ? stored : { variables: stored };
}

export function describeClock(
  row: ClockDocument,
  time: { readonly usedMs: number; readonly remainingMs?: number } | undefined,
  names: ElementNames,
): Clock {
  const name = names.get(row.elementId);
  const started = row.ledger.find((entry) => entry.event === 'started');
  return {
    clockKey: row._id,
    clockId: row.clockName,
    elementId: row.elementId,
    ...(name === undefined ? {} : { elementName: name }),
    state: row.state,
    risk: row.risk,
    ...(row.targetMs === undefined ? {} : { targetMs: row.targetMs }),
    ...termsOf(row),
    ...(time === undefined ? {} : { usedMs: time.usedMs }),
    ...(time?.remainingMs === undefined ? {} : { remainingMs: time.remainingMs }),
    deadlines: row.deadlines.map(({ kind, share, dueAt }) => {
      const reached = row.reached.find((one) => one.kind === kind);
      return {
        kind,
        share,
        dueAt: new Date(dueAt).toISOString(),
        ...(reached === undefined ? {} : { reachedAt: new Date(reached.at).toISOString() }),
      };
    }),
    ...(started === undefined ? {} : { startedAt: new Date(started.at).toISOString() }),
    ...(row.state === 'paused' && row.pausedFor !== undefined ? { pausedFor: row.pausedFor } : {}),
  };
}

const termFields = [
  'calendarId',
  'calendarVersion',
  'commitment',
  'priority',
  'agreementId',
  'agreementVersion',
] as const;

/** What the clock counts by. */
function termsOf(row: ClockDocument): Partial<Pick<Clock, (typeof termFields)[number]>> {
  const given = termFields.flatMap((field) => {
    const value = row[field];
    return value === undefined || value === '' ? [] : [[field, value] as const];
  });
  return Object.fromEntries(given);
}
