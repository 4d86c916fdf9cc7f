import { Schema, type Connection } from 'mongoose';
import type { Actor } from '../../engine/index.js';

export interface RecordLink {
  linkId: string;
  relation: string;
  kind: 'record' | 'instance';
  targetId: string;
  at: Date;
  by: string;
}

/** A file of a record; its bytes are kept once per organisation, by their hash. */
export interface RecordAttachment {
  attachmentId: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  at: Date;
  by: string;
}

/** What every version of a record holds. */
export interface RecordContent {
  title: string;
  status: string;
  fields: Record<string, unknown>;
  links: RecordLink[];
  attachments: RecordAttachment[];
  serviceId?: string;
  customerId?: string;
  unitId?: string;
}

/** The current version of a record, with what it is found and guarded by. */
export interface RecordDocument extends RecordContent {
  /** `organisation/INC-12`. */
  _id: string;
  organisationId: string;
  /** `INC-12`, also the business key of the instance that it leads. */
  recordId: string;
  typeId: string;
  version: number;
  /** Of the type that what follows was derived by. */
  typeHash: string;
  isClosed: boolean;
  /** Its name where it was imported from. */
  externalKey?: string;
  /** Begins of these are found: words of the fields that are searched, and the number. */
  words: string[];
  dueAt?: Date;
  /** Who may see and change it: roles, and people of the record itself. */
  readRoles: string[];
  readers: string[];
  changeRoles: string[];
  changers: string[];
  /** People that it has to do with. */
  participants: string[];
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  closedAt?: Date;
  retainUntil?: Date;
}

export type RecordChangeKind =
  | 'created'
  | 'updated'
  | 'transitioned'
  | 'linked'
  | 'unlinked'
  | 'attached'
  | 'detached'
  | 'imported';

/** The step of a process that changed a record. */
export interface RecordSource {
  instanceId: string;
  businessKey?: string;
  elementId?: string;
  taskId?: string;
  jobId?: string;
}

/** One version; never changed afterwards. */
export interface RecordVersionDocument extends RecordContent {
  /** `organisation/INC-12@3`. */
  _id: string;
  organisationId: string;
  recordId: string;
  typeId: string;
  version: number;
  change: RecordChangeKind;
  at: Date;
  by: Actor;
  reason?: string;
  source?: RecordSource;
  /** A command that was carried out; repeated, it finds this version. */
  commandId?: string;
}

/** Bytes of attachments by their hash, once per organisation; the bytes are in GridFS. */
export interface AttachmentContentDocument {
  /** `organisation/sha256`. */
  _id: string;
  organisationId: string;
  sha256: string;
  fileId: string;
  size: number;
  createdAt: Date;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

export function createRecordModels(connection: Connection) {
  const base = { _id: String, organisationId: String } as never;
  const records = new Schema<RecordDocument>(base, { ...options, collection: 'records' });
  records.index({ organisationId: 1, typeId: 1, isClosed: 1, updatedAt: -1 });
  records.index({ organisationId: 1, typeId: 1, status: 1, updatedAt: -1 });
  records.index({ organisationId: 1, updatedAt: -1 });
  records.index({ typeId: 1, typeHash: 1 });
  records.index({ organisationId: 1, words: 1 });
  records.index({ organisationId: 1, participants: 1, typeId: 1, dueAt: 1 });
  records.index({ organisationId: 1, serviceId: 1, typeId: 1, dueAt: 1 });
  records.index({ organisationId: 1, 'links.targetId': 1 });
  records.index(
    { organisationId: 1, typeId: 1, externalKey: 1 },
    { unique: true, partialFilterExpression: { externalKey: { $type: 'string' } } },
  );
  const versions = new Schema<RecordVersionDocument>(base, {
    ...options,
    collection: 'recordVersions',
  });
  versions.index({ organisationId: 1, recordId: 1, version: -1 }, { unique: true });
  versions.index({ organisationId: 1, 'source.instanceId': 1 }, { sparse: true });
  versions.index(
    { organisationId: 1, commandId: 1 },
    { unique: true, partialFilterExpression: { commandId: { $type: 'string' } } },
  );
  const contents = new Schema<AttachmentContentDocument>(base, {
    ...options,
    collection: 'attachmentContents',
  });
  return {
    attachmentContents: connection.model<AttachmentContentDocument>('AttachmentContent', contents),
    records: connection.model<RecordDocument>('Record', records),
    recordVersions: connection.model<RecordVersionDocument>('RecordVersion', versions),
  };
}
