import type { TraceRecord } from '../../../../engine/index.js';
import type { ClockDocument } from '../../../store/projection-models.js';
import {
  appendToRow,
  changeRow,
  upsertRow,
  type InstanceHead,
  type Projector,
  type RowWrite,
} from './projection.js';

type ClockChanged = Extract<TraceRecord, { type: 'clockChanged' }>;

/** Service-time clocks with their ledgers. */
export const projectClocks: Projector = ({ record, seq, occurredAt }, { head }) =>
  record.type === 'clockChanged' ? clockWrites(record, seq, occurredAt, head) : [];

function clockWrites(
  record: ClockChanged,
  seq: number,
  occurredAt: number,
  head: InstanceHead,
): RowWrite[] {
  const { clockId, event } = record;
  switch (event) {
    case 'started':
      return [upsertRow(clockId, startedRow(record, seq, occurredAt, head))];
    case 'paused':
    case 'resumed':
    case 'stopped': {
      const state = event === 'resumed' ? 'running' : event;
      const pausedFor = event === 'paused' ? (record.reason ?? '') : '';
      return [appendToRow(clockId, { seq, state, pausedFor }, 'ledger', { event, at: occurredAt })];
    }
    case 'atRisk':
    case 'breached': {
      const kind = event === 'breached' ? 'breach' : 'atRisk';
      return [appendToRow(clockId, { seq, risk: event }, 'reached', { kind, at: occurredAt })];
    }
    case 'deadlinesSet':
      return [changeRow(clockId, derivedFields(record, seq))];
  }
}

function startedRow(
  record: ClockChanged,
  seq: number,
  at: number,
  head: InstanceHead,
): ClockDocument {
  const { clockId, clockName, elementId, elementInstanceId, commitment } = record;
  return {
    _id: clockId,
    organisationId: head.organisationId,
    seq,
    instanceId: head._id,
    clockId,
    clockName,
    elementId,
    elementInstanceId,
    state: 'running',
    risk: 'none',
    ...(record.calendarId === undefined ? {} : { calendarId: record.calendarId }),
    ...(record.targetMs === undefined ? {} : { targetMs: record.targetMs }),
    ...(commitment === undefined ? {} : agreedFields(commitment, head)),
    ledger: [{ event: 'started', at }],
    deadlines: [],
    reached: [],
  };
}

function agreedFields(
  { name, priority }: NonNullable<ClockChanged['commitment']>,
  { scope: { serviceId, customerId } }: InstanceHead,
): Partial<ClockDocument> {
  return {
    commitment: name,
    ...(priority === undefined ? {} : { priority }),
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
  };
}

function derivedFields(record: ClockChanged, seq: number): Partial<ClockDocument> {
  const { deadlines = [], targetMs, calendarId, calendarVersion } = record;
  const { agreementId, agreementVersion, changes = [] } = record;
  const priority = changes.filter(({ of }) => of === 'priority').at(-1);
  const commitment = changes.filter(({ of }) => of === 'commitment').at(-1);
  return {
    seq,
    deadlines: deadlines.map((one) => ({ ...one })),
    ...(targetMs === undefined ? {} : { targetMs }),
    ...(calendarId === undefined ? {} : { calendarId }),
    ...(calendarVersion === undefined ? {} : { calendarVersion }),
    ...(agreementId === undefined ? {} : { agreementId }),
    ...(agreementVersion === undefined ? {} : { agreementVersion }),
    ...(priority === undefined ? {} : { priority: priority.to ?? '' }),
    ...(commitment?.to === undefined ? {} : { commitment: commitment.to }),
  };
}
