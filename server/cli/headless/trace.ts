import type { TraceRecord } from '../../../engine/index.js';
import type { ObservedFact, Session } from './session.js';

/** Epoch milliseconds as date and time in UTC. */
export function toInstant(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : `${at} ms`;
}

/** Everything that happened, in order: outlines, or whole records. */
export function writeTrace(session: Session, isWhole: boolean): object {
  const { facts, names } = session;
  const omitted = session.countFacts() - facts.length;
  return {
    trace: facts.map((fact, index) => ({
      seq: index + 1,
      instance: names.nameOf(fact.instanceId),
      at: toInstant(fact.occurredAt),
      ...(isWhole ? wholeOf(fact) : outlineOf(fact.record)),
    })),
    ...(omitted === 0 ? {} : { traceOmitted: omitted }),
  };
}

/** Fields that tell what a record is about, and no more. */
const outline = [
  'elementId',
  'elementInstanceId',
  'loopCounter',
  'isLoop',
  'compensates',
  'activities',
  'activityIds',
  'missing',
  'flowId',
  'name',
  'errorCode',
  'escalationCode',
  'event',
  'outcome',
];

function outlineOf(record: TraceRecord): object {
  const { type } = record;
  if (record.type === 'incidentRaised') {
    const { elementId, elementInstanceId, code } = record.incident;
    return { type, elementId, elementInstanceId, code };
  }
  if (record.type === 'decisionEvaluated') {
    const { elementId, elementInstanceId, decision, evaluation } = record;
    const { decisionId, version } = decision;
    const warnings = evaluation.warnings.map(({ message }) => message);
    const { value } = evaluation;
    return { type, elementId, elementInstanceId, decisionId, version, value, warnings };
  }
  const fields = Object.entries(record).filter(([name]) => outline.includes(name));
  return { type, ...Object.fromEntries(fields) };
}

/** Instants stay epoch milliseconds, as facts have them. */
function wholeOf({ record }: ObservedFact): object {
  if (record.type !== 'incidentRaised') return record;
  const { elementId, code } = record.incident;
  return { ...record, elementId, code };
}
