import { randomUUID } from 'node:crypto';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { ApiToken } from '../../contract/index.js';
import { InvalidRequest, NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import { createToken, hashToken } from '../../http/token-context.js';
import type { Store } from '../../store/store.js';
import type { ApiTokenDocument } from '../../store/token-models.js';
import type { AuditLog } from '../audit/audit-log.js';

type TokenEndpoints = 'searchApiTokens' | 'createApiToken' | 'deleteApiToken';

export interface TokenDependencies {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly now: () => Date;
}

const LONGEST_DAYS = 366;
const DAY_MS = 24 * 3_600_000;

/** Credentials of programs that act for a person. */
export function createTokenHandlers(deps: TokenDependencies): Handlers<TokenEndpoints> {
  return {
    searchApiTokens: searchApiTokens(deps),
    createApiToken: createApiToken(deps),
    deleteApiToken: deleteApiToken(deps),
  };
}

function toToken(row: ApiTokenDocument): ApiToken {
  const { _id, username, name, scopes, createdAt, expiresAt, lastUsedAt } = row;
  return {
    apiTokenKey: _id,
    username,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
  };
}

function searchApiTokens({ store }: TokenDependencies): HandlerOf<'searchApiTokens'> {
  return async ({ context, body }) => {
    const username = body.filter?.username;
    const filter = withConditions(
      allowedRows(context, 'read', 'ApiToken'),
      { revokedAt: { $exists: false } },
      username === undefined ? {} : { username },
    );
    const columns = { createdAt: 'createdAt', expiresAt: 'expiresAt', name: 'name' } as const;
    const sort = sortOf(body.sort, columns, { createdAt: -1 });
    const { rows, page } = await searchRows(store.apiTokens, { filter, sort, page: body.page });
    return { items: rows.map(toToken), page };
  };
}

function requireExpiry(expiresAt: Date, at: Date): void {
  const days = (expiresAt.getTime() - at.getTime()) / DAY_MS;
  if (days > 0 && days <= LONGEST_DAYS) return;
  const message = 'Expected an end in the future, at most a year from now.';
  throw new InvalidRequest('invalidRequest', message, {
    errors: [{ path: 'expiresAt', rule: 'tokenExpiry', message }],
  });
}

function createApiToken({ store, audit, now }: TokenDependencies): HandlerOf<'createApiToken'> {
  return async ({ context, body }) => {
    const { organisationId, username } = context;
    const createdAt = now();
    const expiresAt = new Date(body.expiresAt);
    requireExpiry(expiresAt, createdAt);
    const token = createToken();
    const scopes = [...new Set(body.scopes)];
    const row: ApiTokenDocument = {
      _id: randomUUID(),
      organisationId,
      username,
      name: body.name,
      hash: hashToken(token),
      scopes,
      createdAt,
      expiresAt,
    };
    await store.apiTokens.create(row);
    await audit.record({
      organisationId,
      actor: username,
      action: 'apiTokenCreated',
      subjectType: 'ApiToken',
      subjectKey: row._id,
      after: { name: body.name, scopes, expiresAt },
    });
    return { ...toToken(row), token };
  };
}

function deleteApiToken({ store, audit, now }: TokenDependencies): HandlerOf<'deleteApiToken'> {
  return async ({ context, params: { apiTokenKey: _id } }) => {
    const { organisationId, username: actor } = context;
    const filter = withConditions(allowedRows(context, 'delete', 'ApiToken'), {
      _id,
      revokedAt: { $exists: false },
    });
    const row = await store.apiTokens.findOneAndUpdate(filter, { $set: { revokedAt: now() } });
    if (!row) throw new NotFound('API token', _id);
    await audit.record({
      organisationId,
      actor,
      action: 'apiTokenRevoked',
      subjectType: 'ApiToken',
      subjectKey: _id,
      before: { username: row.username, name: row.name },
    });
    return undefined;
  };
}
