import type { mongo } from 'mongoose';
import type { InstanceIdentity, RecordedFact } from '../../../../workflows/activities/ports.js';
import type { InstanceDocument } from '../../../store/projection-models.js';

/** A projection, its collection, and the rows that a fact changes in it. */
export type ProjectionName = 'userTasks' | 'incidents' | 'variables' | 'clocks' | 'subscriptions';

export interface RowDocument extends mongo.Document {
  _id: string;
}

export type RowWrite = mongo.AnyBulkWriteOperation<RowDocument>;

export interface ProjectionContext {
  readonly identity: InstanceIdentity;
  /** The instance as it is after this fact. */
  readonly head: InstanceHead;
}

/** The instance document with what only projecting needs. */
export interface InstanceHead extends InstanceDocument {
  clocks: HeadClock[];
}

export interface HeadClock {
  clockId: string;
  elementInstanceId: string;
  state: 'running' | 'paused' | 'stopped';
  risk: InstanceDocument['risk'];
  atRiskAt?: Date;
  breachAt?: Date;
}

/** Translates one fact to writes; must not look at anything but its arguments. */
export type Projector = (fact: RecordedFact, context: ProjectionContext) => readonly RowWrite[];

export function upsertRow(id: string, row: mongo.Document): RowWrite {
  return { replaceOne: { filter: { _id: id }, replacement: row, upsert: true } };
}

export function changeRow(id: string, set: mongo.Document): RowWrite {
  return { updateOne: { filter: { _id: id }, update: { $set: set } } };
}

/** Changes a row and appends to one of its lists. */
export function appendToRow(
  id: string,
  set: mongo.Document,
  list: string,
  item: unknown,
): RowWrite {
  // The driver types lists by the row's own shape, which differs between projections.
  const $push = { [list]: item } as mongo.PushOperator<RowDocument>;
  return { updateOne: { filter: { _id: id }, update: { $set: set, $push } } };
}
