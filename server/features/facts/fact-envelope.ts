import type { DecisionEvaluation, TraceRecord, Variables } from '../../../engine/index.js';
import type { InstanceIdentity, RecordedFact } from '../../../workflows/activities/ports.js';
import type { FactDocument, FactValueDocument, StoredVariables } from '../../store/fact-models.js';

/** Packs a trace record into the envelope; variables and what was decided go to a document of their own. */
export function packFact(
  identity: InstanceIdentity,
  fact: RecordedFact,
  recordedAt: Date,
): { fact: FactDocument; value?: FactValueDocument } {
  const { type, variables, evaluation, actor, elementId, ...data } = fact.record as TraceRecord &
    Optional;
  const values = evaluation === undefined ? variables : { evaluation };
  const id = `${identity.instanceId}:${String(fact.seq)}`;
  const place = {
    _id: id,
    organisationId: identity.organisationId,
    streamId: identity.instanceId,
    seq: fact.seq,
  };
  const element = elementId ?? incidentElement(fact.record);
  const document: FactDocument = {
    ...place,
    type,
    schemaVersion: 1,
    programHash: identity.programHash,
    ...(element === undefined ? {} : { elementId: element }),
    occurredAt: new Date(fact.occurredAt),
    recordedAt,
    ...(actor === undefined ? {} : { actor }),
    mode: identity.mode,
    data: fact.seq === 1 ? { ...data, instance: identity } : data,
    ...(values === undefined ? {} : { valueRef: id }),
  };
  return values === undefined
    ? { fact: document }
    : { fact: document, value: { ...place, variables: values } };
}

interface Optional {
  readonly variables?: Variables;
  readonly evaluation?: DecisionEvaluation;
  readonly actor?: FactDocument['actor'];
  readonly elementId?: string;
}

function incidentElement(record: TraceRecord): string | undefined {
  return record.type === 'incidentRaised' ? record.incident.elementId : undefined;
}

const erased: DecisionEvaluation = { value: null, warnings: [], decisions: [] };

function valuesOf({ type }: FactDocument, stored: StoredVariables | undefined): object {
  if (type !== 'decisionEvaluated') return { variables: stored ?? {} };
  return { evaluation: stored?.['evaluation'] ?? erased };
}

/** The inverse of `packFact`; erased variables read as none. */
export function unpackFact(
  fact: FactDocument,
  variables: StoredVariables | undefined,
): RecordedFact {
  const { instance: _identity, ...data } = fact.data;
  const isIncident = fact.type === 'incidentRaised';
  const record = {
    type: fact.type,
    ...data,
    ...(fact.elementId === undefined || isIncident ? {} : { elementId: fact.elementId }),
    ...(fact.actor === undefined ? {} : { actor: fact.actor }),
    ...(fact.valueRef === undefined ? {} : valuesOf(fact, variables)),
  };
  // The envelope was packed from a trace record of the same type, so this restores it.
  return {
    seq: fact.seq,
    occurredAt: fact.occurredAt.getTime(),
    record: record as unknown as TraceRecord,
  };
}
