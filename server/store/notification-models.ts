import { Schema, type Connection } from 'mongoose';
import type { NotificationKind, NotificationPreferences } from '../contract/index.js';

/** What one person was told; its id is made from who told what, so that nobody is told twice. */
export interface NotificationDocument {
  _id: string;
  organisationId: string;
  username: string;
  kind: NotificationKind;
  subject: string;
  text: string;
  createdAt: Date;
  isRead: boolean;
  /** The person does not want to see such things in the product. */
  isHidden?: true;
  /** Waits for the mail of the day, or has been in it. */
  digest?: 'due' | 'sent';
  instanceId?: string;
  businessKey?: string;
  recordId?: string;
  /** The task it is about. */
  taskId?: string;
}

export interface PreferencesDocument extends NotificationPreferences {
  /** `organisation:person`. */
  _id: string;
  organisationId: string;
  username: string;
}

export interface MailContent {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface WebhookContent {
  readonly webhookId: string;
  readonly name: string;
  readonly url: string;
  readonly event: string;
  /** JSON as it is sent and signed. */
  readonly body: string;
}

/** `sent` tells what came of it; `parked` waits for an admin. */
export type DeliveryState = 'pending' | 'sent' | 'parked';

/** Something that leaves the product; kept before it is tried, so that nothing is lost. */
export interface DeliveryDocument {
  _id: string;
  organisationId: string;
  channel: 'email' | 'webhook';
  /** Of the channel that it is for. */
  mail?: MailContent;
  webhook?: WebhookContent;
  state: DeliveryState;
  attempts: number;
  /** From then on somebody may try; while one does, the end of their lease. */
  nextAttemptAt: Date;
  /** Of the attempt under way, and of no other. */
  leaseKey: string | null;
  lastError?: string;
  createdAt: Date;
  settledAt?: Date;
  instanceId?: string;
  /** Of a mail of the day: what is in it. */
  notificationIds?: string[];
  /** Sent, it is removed from the store then. */
  removeAt?: Date;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

function looseSchema<Document>(collection: string): Schema<Document> {
  const base = { _id: String, organisationId: String } as never;
  return new Schema<Document>(base, { ...options, collection });
}

export function createNotificationModels(connection: Connection) {
  const notifications = looseSchema<NotificationDocument>('notifications');
  notifications.index({ organisationId: 1, username: 1, createdAt: -1 });
  notifications.index(
    { organisationId: 1, username: 1, digest: 1 },
    { partialFilterExpression: { digest: 'due' }, name: 'dueForDigest' },
  );
  const preferences = looseSchema<PreferencesDocument>('notificationPreferences');
  const deliveries = looseSchema<DeliveryDocument>('deliveries');
  deliveries.index({ organisationId: 1, createdAt: -1 });
  deliveries.index({ organisationId: 1, state: 1, createdAt: -1 });
  deliveries.index(
    { nextAttemptAt: 1 },
    { partialFilterExpression: { state: 'pending' }, name: 'pendingDeliveries' },
  );
  deliveries.index({ removeAt: 1 }, { expireAfterSeconds: 0 });
  return {
    notifications: connection.model<NotificationDocument>('Notification', notifications),
    notificationPreferences: connection.model<PreferencesDocument>(
      'NotificationPreferences',
      preferences,
    ),
    deliveries: connection.model<DeliveryDocument>('Delivery', deliveries),
  };
}
