import { Schema, type Connection } from 'mongoose';
import type { TokenScope } from '../contract/index.js';

/** A credential of a program that acts for a person; the token itself is nowhere. */
export interface ApiTokenDocument {
  _id: string;
  organisationId: string;
  username: string;
  name: string;
  /** SHA-256 of the token, in hex. */
  hash: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt?: Date;
  revokedAt?: Date;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

export function createTokenModels(connection: Connection) {
  const base = { _id: String, organisationId: { type: String, required: true } } as never;
  const apiTokens = new Schema<ApiTokenDocument>(base, { ...options, collection: 'apiTokens' });
  apiTokens.index({ organisationId: 1, username: 1, createdAt: -1 });
  apiTokens.index({ hash: 1 }, { unique: true });
  return { apiTokens: connection.model<ApiTokenDocument>('ApiToken', apiTokens) };
}
