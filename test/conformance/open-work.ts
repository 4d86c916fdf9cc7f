import type { TraceRecord } from '../../engine/index.js';
import type { InstanceFacts } from './driver.js';

type WorkKind = 'task' | 'job' | 'timer' | 'subscription' | 'condition' | 'incident' | 'adHoc';

/** One thing that an instance waits for, or has waited for. */
export interface Work {
  readonly kind: WorkKind;
  readonly id: string;
  readonly instanceId: string;
  readonly element: string;
  /** Of jobs: the activation they belong to. */
  readonly owner?: string;
  isOpen: boolean;
  /** Of timers. */
  readonly dueAt?: number;
  /** Of subscriptions. */
  readonly subscription?: {
    readonly kind: 'message' | 'signal';
    readonly name: string;
    readonly correlationKey: string;
  };
  /** Of incidents. */
  readonly code?: string;
}

type Opening = Omit<Work, 'instanceId' | 'isOpen'>;

function openingOf(record: TraceRecord): Opening | undefined {
  switch (record.type) {
    case 'taskOpened':
      return { kind: 'task', id: record.taskId, element: record.elementId };
    case 'jobCreated':
      return {
        kind: 'job',
        id: record.jobId,
        element: record.elementId,
        owner: record.elementInstanceId,
      };
    case 'timerStarted': {
      const { timerId, elementId, dueAt } = record;
      return { kind: 'timer', id: timerId, element: elementId, dueAt };
    }
    case 'subscriptionOpened': {
      const { subscriptionId, elementId, kind, name, correlationKey = '' } = record;
      const subscription = { kind, name, correlationKey };
      return { kind: 'subscription', id: subscriptionId, element: elementId, subscription };
    }
    case 'conditionOpened':
      return { kind: 'condition', id: record.conditionId, element: record.elementId };
    case 'incidentRaised': {
      const { incidentId, elementId, code } = record.incident;
      return { kind: 'incident', id: incidentId, element: elementId, code };
    }
    case 'adHocOpened':
      return { kind: 'adHoc', id: record.elementInstanceId, element: record.elementId };
    default:
      return undefined;
  }
}

function closedBy(record: TraceRecord): string | undefined {
  switch (record.type) {
    case 'taskCompleted':
    case 'taskCanceled':
      return record.taskId;
    case 'jobCompleted':
    case 'jobFailed':
    case 'jobCanceled':
      return record.jobId;
    case 'timerFired':
    case 'timerCanceled':
      return record.timerId;
    case 'subscriptionClosed':
      return record.subscriptionId;
    case 'conditionClosed':
      return record.conditionId;
    case 'incidentResolved':
      return record.incidentId;
    case 'elementCompleted':
    case 'elementTerminated':
      return record.elementInstanceId;
    default:
      return undefined;
  }
}

/** The worker of a job answers with an error: the job is done, which no record of its own tells. */
function isAnsweredBy(record: TraceRecord, { kind, isOpen, owner }: Work): boolean {
  return (
    kind === 'job' && isOpen && record.type === 'errorThrown' && record.elementInstanceId === owner
  );
}

/** Reads from the facts what was ever waited for, in order of opening. */
export function workOf(instances: readonly InstanceFacts[]): Work[] {
  const works: Work[] = [];
  for (const { instanceId, facts } of instances) {
    const byId = new Map<string, Work>();
    for (const { record } of facts) {
      const opening = openingOf(record);
      if (opening !== undefined) {
        const work = { ...opening, instanceId, isOpen: true };
        byId.set(work.id, work);
        works.push(work);
      }
      const closed = byId.get(closedBy(record) ?? '');
      if (closed !== undefined) closed.isOpen = false;
      for (const work of byId.values()) if (isAnsweredBy(record, work)) work.isOpen = false;
    }
  }
  return works;
}
