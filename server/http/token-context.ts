import { createHash, randomBytes } from 'node:crypto';
import type { StandingReader } from '../access/standing-reader.js';
import { restrictAbility } from '../access/token-scopes.js';
import type { ApiTokenDocument } from '../store/token-models.js';
import type { Store } from '../store/store.js';
import { contextOf, type RequestContext } from './request-context.js';

export interface TokenAccess {
  /** Who acts by the token, with the rights it carries now; `undefined` when it is worth nothing. */
  readContext(hash: string): Promise<RequestContext | undefined>;
}

/** Tells people and secret scanners what it is. */
const PREFIX = 'lem_';
/** The last use is kept to the minute. */
const NOTED_MS = 60_000;

export function createToken(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

/** A token has 256 random bits: a plain hash of it cannot be guessed back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The hash of the token in `Authorization: Bearer …`; `undefined` without such a header. */
export function readBearer(authorization: string | undefined): string | undefined {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : hashToken(token);
}

export function createTokenAccess(
  store: Store,
  standings: StandingReader,
  now: () => Date,
): TokenAccess {
  return {
    readContext: async (hash) => {
      const at = now();
      const token = await store.apiTokens
        .findOne({ hash, revokedAt: { $exists: false }, expiresAt: { $gt: at } })
        .lean()
        .exec();
      if (!token) return undefined;
      const { organisationId, username } = token;
      const person = await store.users.findOne({ organisationId, username }).lean().exec();
      if (!person || person.isDisabled) return undefined;
      await noteUse(store, token, at);
      const owner = contextOf(person, await standings.of(person));
      const isAdmin = owner.isAdmin && token.scopes.includes('administration');
      return {
        ...owner,
        isAdmin,
        ability: restrictAbility(owner.ability, token.scopes),
        apiTokenKey: token._id,
      };
    },
  };
}

async function noteUse(store: Store, { _id, lastUsedAt }: ApiTokenDocument, at: Date) {
  if (lastUsedAt !== undefined && at.getTime() - lastUsedAt.getTime() < NOTED_MS) return;
  await store.apiTokens.updateOne({ _id }, { $set: { lastUsedAt: at } }).exec();
}
