import {
  apiTokenSearchRequestSchema,
  apiTokenSearchResultSchema,
  createdApiTokenSchema,
  newApiTokenSchema,
} from '../api-tokens.js';
import type { Endpoint } from '../endpoint.js';

export const tokenEndpoints = {
  searchApiTokens: {
    method: 'post',
    path: '/v2/api-tokens/search',
    tag: 'API tokens',
    summary: 'Search tokens that are not revoked: my own, as an administrator those of all',
    access: ['read', 'ApiToken'],
    status: 200,
    body: apiTokenSearchRequestSchema,
    response: apiTokenSearchResultSchema,
  },
  createApiToken: {
    method: 'post',
    path: '/v2/api-tokens',
    tag: 'API tokens',
    summary: 'Create a token for a program; it is shown once',
    access: ['create', 'ApiToken'],
    status: 201,
    body: newApiTokenSchema,
    response: createdApiTokenSchema,
  },
  deleteApiToken: {
    method: 'delete',
    path: '/v2/api-tokens/{apiTokenKey}',
    tag: 'API tokens',
    summary: 'Revoke a token',
    access: ['delete', 'ApiToken'],
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
