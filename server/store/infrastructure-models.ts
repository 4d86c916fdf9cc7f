import { Schema, type Connection } from 'mongoose';

export interface CounterDocument {
  _id: string;
  value: number;
}

/** Bytes by their SHA-256. */
export interface BlobDocument {
  _id: string;
  bytes: Buffer;
  createdAt: Date;
}

export interface LockDocument {
  _id: string;
  holder: string;
  expiresAt: Date;
}

export interface MigrationDocument {
  _id: string;
  state: 'running' | 'done';
  startedAt: Date;
  finishedAt?: Date;
  /** Where a long migration goes on after an interruption. */
  position?: string;
}

/** Secrets and values that all servers share. */
export interface SettingDocument {
  _id: string;
  value: string;
}

const options = { versionKey: false, autoIndex: false, minimize: false } as const;

const counterSchema = new Schema<CounterDocument>(
  { _id: String, value: { type: Number, required: true } },
  { ...options, collection: 'counters' },
);
const blobSchema = new Schema<BlobDocument>(
  {
    _id: String,
    bytes: { type: Buffer, required: true },
    createdAt: { type: Date, required: true },
  },
  { ...options, collection: 'blobs' },
);
const lockSchema = new Schema<LockDocument>(
  {
    _id: String,
    holder: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { ...options, collection: 'locks' },
);
const migrationSchema = new Schema<MigrationDocument>(
  {
    _id: String,
    state: { type: String, required: true },
    startedAt: { type: Date, required: true },
    finishedAt: Date,
    position: String,
  },
  { ...options, collection: 'migrations' },
);

const settingSchema = new Schema<SettingDocument>(
  { _id: String, value: { type: String, required: true } },
  { ...options, collection: 'settings' },
);

export function createInfrastructureModels(connection: Connection) {
  return {
    counters: connection.model<CounterDocument>('Counter', counterSchema),
    blobs: connection.model<BlobDocument>('Blob', blobSchema),
    locks: connection.model<LockDocument>('Lock', lockSchema),
    settings: connection.model<SettingDocument>('Setting', settingSchema),
    migrations: connection.model<MigrationDocument>('Migration', migrationSchema),
  };
}
