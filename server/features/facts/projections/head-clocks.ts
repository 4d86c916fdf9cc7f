import type { TraceRecord } from '../../../../engine/index.js';
import type { HeadClock, InstanceHead } from './projection.js';

type ClockChanged = Extract<TraceRecord, { type: 'clockChanged' }>;

const RANK = { none: 0, atRisk: 1, breached: 2 } as const;

/** Brings the clocks of the head, and with them the risk of the instance, up to one change. */
export function applyClock(head: InstanceHead, record: ClockChanged): void {
  const clock = clockOf(head, record);
  switch (record.event) {
    case 'started':
    case 'resumed':
      clock.state = 'running';
      break;
    case 'paused':
      clock.state = 'paused';
      break;
    case 'stopped':
      clock.state = 'stopped';
      break;
    case 'atRisk':
      if (clock.risk === 'none') clock.risk = 'atRisk';
      break;
    case 'breached':
      clock.risk = 'breached';
      break;
    case 'deadlinesSet':
      setDeadlines(clock, record);
      break;
  }
  // What was in danger and ended in time no longer counts; a breach stays.
  head.risk = head.clocks
    .filter((one) => one.state !== 'stopped' || one.risk === 'breached')
    .reduce<InstanceHead['risk']>(
      (worst, one) => (RANK[one.risk] > RANK[worst] ? one.risk : worst),
      'none',
    );
}

function clockOf(head: InstanceHead, record: ClockChanged): HeadClock {
  let clock = head.clocks.find((candidate) => candidate.clockId === record.clockId);
  if (!clock) {
    clock = {
      clockId: record.clockId,
      elementInstanceId: record.elementInstanceId,
      state: 'running',
      risk: 'none',
    };
    head.clocks.push(clock);
  }
  return clock;
}

function setDeadlines(clock: HeadClock, record: ClockChanged): void {
  for (const deadline of record.deadlines ?? []) {
    if (deadline.kind === 'atRisk') clock.atRiskAt = new Date(deadline.dueAt);
    else clock.breachAt = new Date(deadline.dueAt);
  }
}

/** The clock a task runs under: its own, otherwise that of the nearest scope around it. */
export function clockOfTask(head: InstanceHead, elementInstanceId: string): HeadClock | undefined {
  let current: string | undefined = elementInstanceId;
  while (current !== undefined) {
    const here: string = current;
    const clock = head.clocks.find(
      (one) => one.elementInstanceId === here && one.state !== 'stopped',
    );
    if (clock) return clock;
    current = head.active.find((one) => one.elementInstanceId === here)?.scopeId;
  }
  return undefined;
}
