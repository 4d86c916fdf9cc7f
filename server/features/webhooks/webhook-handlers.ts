import { randomUUID } from 'node:crypto';
import type { Webhook } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { WebhookDocument } from '../../store/webhook-models.js';
import type { Store } from '../../store/store.js';
import type { SecretStore } from '../secrets/secret-store.js';
import { webhookSecretName } from './webhook-channel.js';

export interface WebhookDependencies {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly audit: (
    context: RequestContext,
    action: string,
    subjectKey: string,
    after?: unknown,
  ) => Promise<void>;
  readonly now: () => Date;
}

type WebhookEndpoints = 'listWebhooks' | 'createWebhook' | 'updateWebhook' | 'deleteWebhook';

/** Other systems that are told of events; their secrets can be set and never read. */
export function createWebhookHandlers(deps: WebhookDependencies): Handlers<WebhookEndpoints> {
  const { store, secrets, audit } = deps;
  return {
    listWebhooks: async ({ context: { organisationId } }) => {
      const rows = await store.webhooks.find({ organisationId }).sort({ name: 1 }).lean().exec();
      return { items: rows.map(describe) };
    },
    createWebhook: createWebhook(deps),
    updateWebhook: updateWebhook(deps),
    deleteWebhook: async ({ context, params: { webhookKey } }) => {
      const { organisationId } = context;
      const result = await store.webhooks.deleteOne({ _id: webhookKey, organisationId }).exec();
      if (result.deletedCount === 0) throw new NotFound('webhook', webhookKey);
      await secrets.remove(organisationId, webhookSecretName(webhookKey));
      await audit(context, 'deleted', webhookKey);
      return undefined;
    },
  };
}

function createWebhook({ store, audit, now, ...deps }: WebhookDependencies) {
  const handler: HandlerOf<'createWebhook'> = async ({ context, body: { secret, ...fields } }) => {
    const { organisationId, username } = context;
    const row: WebhookDocument = {
      _id: randomUUID(),
      organisationId,
      ...fields,
      isDisabled: false,
      createdAt: now(),
      createdBy: username,
    };
    await putSecret(deps.secrets, context, row._id, secret);
    await store.webhooks.collection.insertOne(row as never);
    await audit(context, 'created', row._id, fields);
    return describe(row);
  };
  return handler;
}

function updateWebhook({ store, audit, secrets }: WebhookDependencies) {
  const handler: HandlerOf<'updateWebhook'> = async ({ context, params, body }) => {
    const { webhookKey: _id } = params;
    const { organisationId } = context;
    const { secret, ...fields } = body;
    const known = await store.webhooks.findOne({ _id, organisationId }).lean().exec();
    if (!known) throw new NotFound('webhook', _id);
    if (secret !== undefined) await putSecret(secrets, context, _id, secret);
    await store.webhooks.updateOne({ _id, organisationId }, { $set: { ...fields } }).exec();
    const changed = await store.webhooks.findOne({ _id, organisationId }).lean().exec();
    await audit(context, 'updated', _id, { ...fields, hasNewSecret: secret !== undefined });
    return describe(changed ?? known);
  };
  return handler;
}

function putSecret(
  secrets: SecretStore,
  { organisationId, username: by }: RequestContext,
  webhookKey: string,
  value: string,
): Promise<void> {
  const name = webhookSecretName(webhookKey);
  return secrets.put({ organisationId, name, value, description: 'Signs a webhook', by });
}

function describe(row: WebhookDocument): Webhook {
  const { _id: webhookKey, name, url, events, isDisabled, createdAt, createdBy } = row;
  return {
    webhookKey,
    name,
    url,
    events,
    isDisabled,
    createdAt: createdAt.toISOString(),
    createdBy,
  };
}
