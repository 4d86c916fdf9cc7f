import { Schema, type Connection } from 'mongoose';

/** A value that only the product can open; all parts in base64. */
export interface SecretDocument {
  /** `organisation:name`. */
  _id: string;
  organisationId: string;
  name: string;
  description: string;
  nonce: string;
  sealed: string;
  tag: string;
  updatedAt: Date;
  updatedBy: string;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

export function createSecretModels(connection: Connection) {
  const base = { _id: String, organisationId: String } as never;
  const secrets = new Schema<SecretDocument>(base, { ...options, collection: 'secrets' });
  secrets.index({ organisationId: 1, name: 1 }, { unique: true });
  return { secrets: connection.model<SecretDocument>('Secret', secrets) };
}
