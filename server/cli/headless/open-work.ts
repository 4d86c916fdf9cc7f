import type { TraceRecord } from '../../../engine/index.js';
import type { InMemoryDriver } from '../../../engine/in-memory-driver/index.js';

/** The records that open something which waits for the outside. */
type OpeningOf<Type extends TraceRecord['type']> = Extract<TraceRecord, { type: Type }>;
type Opening =
  | OpeningOf<'taskOpened'>
  | OpeningOf<'jobCreated'>
  | OpeningOf<'timerStarted'>
  | OpeningOf<'subscriptionOpened'>
  | OpeningOf<'conditionOpened'>
  | OpeningOf<'adHocOpened'>;

export interface OpenWork<Record extends Opening = Opening> {
  readonly id: string;
  readonly instanceId: string;
  readonly record: Record;
  /** Of an ad-hoc sub-process that lets nothing more begin, though it has not ended. */
  readonly isClosed?: boolean;
}

/** What waits for the outside, in order of opening. */
export interface OpenWorkList {
  observe(instanceId: string, record: TraceRecord): void;
  list<Type extends Opening['type']>(
    driver: InMemoryDriver,
    type: Type,
  ): readonly OpenWork<OpeningOf<Type>>[];
}

export function createOpenWorkList(): OpenWorkList {
  const open = new Map<string, OpenWork>();
  return {
    observe(instanceId, record) {
      const id = idOf(record);
      if (id === undefined) return;
      const known = open.get(id);
      if (isOpening(record)) open.set(id, { id, instanceId, record });
      else if (record.type !== 'adHocClosed') open.delete(id);
      else if (known !== undefined) open.set(id, { ...known, isClosed: true });
    },
    list: <Type extends Opening['type']>(driver: InMemoryDriver, type: Type) =>
      // The state has the last word: some answers end what waits without a record of their own.
      [...open.values()].filter(
        (work): work is OpenWork<OpeningOf<Type>> =>
          work.record.type === type && isWaiting(driver, work),
      ),
  };
}

function isWaiting(driver: InMemoryDriver, { id, instanceId, record }: OpenWork): boolean {
  const { state, openJobs } = driver.instance(instanceId);
  switch (record.type) {
    case 'jobCreated':
      return Object.hasOwn(openJobs, id);
    case 'adHocOpened':
      return Object.hasOwn(state.instances, id.slice(instanceId.length + 1));
    default:
      return Object.hasOwn(state.waits, id);
  }
}

function isOpening(record: TraceRecord): record is Opening {
  switch (record.type) {
    case 'taskOpened':
    case 'jobCreated':
    case 'timerStarted':
    case 'subscriptionOpened':
    case 'conditionOpened':
    case 'adHocOpened':
      return true;
    default:
      return false;
  }
}

function idOf(record: TraceRecord): string | undefined {
  switch (record.type) {
    case 'taskOpened':
    case 'taskCompleted':
    case 'taskCanceled':
      return record.taskId;
    case 'jobCreated':
    case 'jobCompleted':
    case 'jobFailed':
    case 'jobCanceled':
      return record.jobId;
    case 'timerStarted':
    case 'timerFired':
    case 'timerCanceled':
      return record.timerId;
    case 'subscriptionOpened':
    case 'subscriptionClosed':
      return record.subscriptionId;
    case 'conditionOpened':
    case 'conditionClosed':
      return record.conditionId;
    case 'adHocOpened':
    case 'adHocClosed':
    case 'elementCompleted':
    case 'elementTerminated':
      return record.elementInstanceId;
    default:
      return undefined;
  }
}
