import { Schema, type Connection } from 'mongoose';
import type { WebhookEvent } from '../contract/index.js';

/** Another system that is told of events. Its secret stands among the secrets, by the key of the webhook. */
export interface WebhookDocument {
  _id: string;
  organisationId: string;
  name: string;
  url: string;
  events: WebhookEvent[];
  isDisabled: boolean;
  createdAt: Date;
  createdBy: string;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

export function createWebhookModels(connection: Connection) {
  const base = { _id: String, organisationId: String } as never;
  const webhooks = new Schema<WebhookDocument>(base, { ...options, collection: 'webhooks' });
  webhooks.index({ organisationId: 1, name: 1 });
  return { webhooks: connection.model<WebhookDocument>('Webhook', webhooks) };
}
