import type { Logger } from 'pino';
import type { MailSettings } from '../../config.js';
import type { Store } from '../../store/store.js';
import { createDeliverer, type Deliverer } from './deliverer.js';
import { createDeliveryBox, type DeliveryBox } from './delivery-box.js';
import { createDigests, type Digests } from './digests.js';
import { createMailChannel, type Channel } from './mail-channel.js';
import { createNotifyPeople, type NotifyPeople } from './notify-people.js';
import { createTemplateReader, type TemplateReader } from './template-reader.js';

export interface Notifications {
  readonly notifyPeople: NotifyPeople;
  readonly templates: TemplateReader;
  readonly deliveryBox: DeliveryBox;
  readonly deliverer: Deliverer;
  readonly digests: Digests;
}

interface NotificationOptions {
  readonly config: { readonly mail?: MailSettings };
  readonly store: Store;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly webhookChannel: Channel;
}

/** Everything that tells people something. */
export function createNotifications({
  config: { mail },
  store,
  logger,
  now,
  webhookChannel,
}: NotificationOptions): Notifications {
  const box = createDeliveryBox(store, now);
  const templates = createTemplateReader();
  const email = mail === undefined ? undefined : createMailChannel(mail);
  return {
    templates,
    deliveryBox: box,
    notifyPeople: createNotifyPeople({
      store,
      templates,
      box,
      isMailOn: mail !== undefined,
      now,
    }),
    deliverer: createDeliverer({ box, channels: { email, webhook: webhookChannel }, logger }),
    digests: createDigests({ store, box, now }),
  };
}
