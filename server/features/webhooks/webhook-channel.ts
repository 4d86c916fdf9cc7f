import { createHmac } from 'node:crypto';
import type { Store } from '../../store/store.js';
import { UnexpectedError } from '../../errors.js';
import type { Channel } from '../notifications/mail-channel.js';
import { CallFailed } from '../outgoing/errors.js';
import type { GuardedFetch } from '../outgoing/guarded-fetch.js';
import type { SecretStore } from '../secrets/secret-store.js';

export interface WebhookChannelDependencies {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly callOut: GuardedFetch;
  readonly now: () => Date;
}

const TIMEOUT_MS = 15_000;

/** No name that a person may give a secret. */
export const webhookSecretName = (webhookId: string): string => `webhook:${webhookId}`;

/** Tells another system by `POST`. What has been removed or disabled meanwhile is told no more. */
export function createWebhookChannel(deps: WebhookChannelDependencies): Channel {
  return {
    send: async ({ _id: deliveryId, organisationId, webhook }) => {
      if (!webhook) throw new UnexpectedError(`Expected delivery '${deliveryId}' to be a webhook.`);
      const current = await deps.store.webhooks.findById(webhook.webhookId).lean().exec();
      if (!current || current.isDisabled) return;
      const secret = await deps.secrets.open(organisationId, webhookSecretName(current._id));
      const timestamp = String(Math.floor(deps.now().getTime() / 1_000));
      const { status } = await deps.callOut({
        method: 'POST',
        url: current.url,
        headers: {
          'content-type': 'application/json',
          'x-lemniscate-delivery': deliveryId,
          'x-lemniscate-event': webhook.event,
          'x-lemniscate-timestamp': timestamp,
          'x-lemniscate-signature': sign(secret, timestamp, webhook.body),
        },
        body: webhook.body,
        timeoutMs: TIMEOUT_MS,
        maxRedirects: 0,
      });
      if (status < 200 || status >= 300)
        throw new CallFailed(`Expected a status from 200 to 299, but got ${String(status)}.`);
    },
    close: () => undefined,
  };
}

/** The time is signed as well, so that what was heard once cannot be said again later. */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
