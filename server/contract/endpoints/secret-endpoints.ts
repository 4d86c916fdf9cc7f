import type { Endpoint } from '../endpoint.js';
import { newSecretSchema, secretListSchema } from '../secrets.js';

export const secretEndpoints = {
  listSecrets: {
    method: 'get',
    path: '/v2/secrets',
    tag: 'Secrets',
    summary: 'List secrets by name; values are never told',
    access: ['read', 'Secret'],
    status: 200,
    response: secretListSchema,
  },
  putSecret: {
    method: 'put',
    path: '/v2/secrets/{secretName}',
    tag: 'Secrets',
    summary: 'Set a secret, or replace its value',
    access: ['update', 'Secret'],
    status: 204,
    body: newSecretSchema,
  },
  deleteSecret: {
    method: 'delete',
    path: '/v2/secrets/{secretName}',
    tag: 'Secrets',
    summary: 'Remove a secret',
    access: ['delete', 'Secret'],
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
