import type { Endpoint } from '../endpoint.js';
import {
  newWebhookSchema,
  webhookListSchema,
  webhookSchema,
  webhookUpdateSchema,
} from '../webhooks.js';

export const webhookEndpoints = {
  listWebhooks: {
    method: 'get',
    path: '/v2/webhooks',
    tag: 'Webhooks',
    summary: 'List who is told of what over HTTP',
    access: ['read', 'Webhook'],
    status: 200,
    response: webhookListSchema,
  },
  createWebhook: {
    method: 'post',
    path: '/v2/webhooks',
    tag: 'Webhooks',
    summary: 'Tell another system of events, signed with a secret',
    access: ['create', 'Webhook'],
    status: 201,
    body: newWebhookSchema,
    response: webhookSchema,
  },
  updateWebhook: {
    method: 'patch',
    path: '/v2/webhooks/{webhookKey}',
    tag: 'Webhooks',
    summary: 'Change a webhook, disable or enable it',
    access: ['update', 'Webhook'],
    status: 200,
    body: webhookUpdateSchema,
    response: webhookSchema,
  },
  deleteWebhook: {
    method: 'delete',
    path: '/v2/webhooks/{webhookKey}',
    tag: 'Webhooks',
    summary: 'Remove a webhook',
    access: ['delete', 'Webhook'],
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
