import { z } from 'zod';
import { instantSchema } from './json.js';
import { searchRequest, searchResult } from './search.js';

/** Parts of its owner's rights that a token may carry. */
export const tokenScopes = [
  'read',
  'tasks',
  'instances',
  'messages',
  'jobs',
  'records',
  'definitions',
  'administration',
] as const;
export const tokenScopeSchema = z.enum(tokenScopes);

export const apiTokenSchema = z.object({
  apiTokenKey: z.string(),
  username: z.string(),
  name: z.string(),
  scopes: z.array(tokenScopeSchema),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().optional(),
});

export const newApiTokenSchema = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(tokenScopeSchema).min(1).max(tokenScopes.length),
  /** At most a year from now. */
  expiresAt: instantSchema,
});
export const createdApiTokenSchema = apiTokenSchema.extend({
  /** Shown now and never again. */
  token: z.string(),
});

export const apiTokenSearchRequestSchema = searchRequest(
  z.object({ username: z.string().max(100).optional() }),
  ['createdAt', 'expiresAt', 'name'],
);
export const apiTokenSearchResultSchema = searchResult(apiTokenSchema);

export type TokenScope = z.infer<typeof tokenScopeSchema>;
export type ApiToken = z.infer<typeof apiTokenSchema>;
