import { Schema, type Connection } from 'mongoose';
import type { Actor, TraceType } from '../../engine/index.js';
import type { InstanceIdentity } from '../../workflows/activities/ports.js';

/** Variables by name, as JSON. */
export type StoredVariables = Record<string, unknown>;

/** The one envelope of everything that happened. */
export interface FactDocument {
  _id: string;
  organisationId: string;
  /** The instance. */
  streamId: string;
  seq: number;
  type: TraceType;
  schemaVersion: 1;
  programHash: string;
  elementId?: string;
  occurredAt: Date;
  recordedAt: Date;
  actor?: Actor;
  mode: InstanceIdentity['mode'];
  /** The trace record without `type` and without variables; the first fact also holds the instance's identity. */
  data: Record<string, unknown>;
  /** Where the variables of the record are, so that they can be erased alone. */
  valueRef?: string;
}

export interface FactValueDocument {
  _id: string;
  organisationId: string;
  streamId: string;
  seq: number;
  variables: StoredVariables;
}

const options = { versionKey: false, autoIndex: false, minimize: false } as const;
const mixed = Schema.Types.Mixed;

const factSchema = new Schema<FactDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    streamId: { type: String, required: true },
    seq: { type: Number, required: true },
    type: { type: String, required: true },
    schemaVersion: { type: Number, required: true },
    programHash: { type: String, required: true },
    elementId: String,
    occurredAt: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    actor: mixed,
    mode: { type: String, required: true },
    data: { type: mixed, required: true },
    valueRef: String,
  },
  { ...options, collection: 'facts' },
);
factSchema.index({ organisationId: 1, streamId: 1, seq: 1 }, { unique: true });

const factValueSchema = new Schema<FactValueDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    streamId: { type: String, required: true },
    seq: { type: Number, required: true },
    variables: { type: mixed, required: true },
  },
  { ...options, collection: 'factValues' },
);
factValueSchema.index({ organisationId: 1, streamId: 1, seq: 1 }, { unique: true });

export function createFactModels(connection: Connection) {
  return {
    facts: connection.model<FactDocument>('Fact', factSchema),
    factValues: connection.model<FactValueDocument>('FactValue', factValueSchema),
  };
}
