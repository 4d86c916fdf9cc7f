import type { Logger } from 'pino';
import type { DeliveryDocument } from '../../store/notification-models.js';
import type { DeliveryBox } from './delivery-box.js';
import { ChannelOff } from './errors.js';
import type { Channel } from './mail-channel.js';

export interface Deliverer {
  /** Sends what is due; gives how many were tried. */
  deliverDue(): Promise<number>;
}

export interface DelivererDependencies {
  readonly box: DeliveryBox;
  readonly channels: Readonly<Record<DeliveryDocument['channel'], Channel | undefined>>;
  readonly logger: Logger;
}

/** So many at a time: one that hangs holds up no other. */
const AT_ONCE = 8;
const MOST_IN_A_ROUND = 500;

export function createDeliverer(deps: DelivererDependencies): Deliverer {
  return {
    deliverDue: async () => {
      let tried = 0;
      const work = async (): Promise<void> => {
        while (tried < MOST_IN_A_ROUND) {
          const delivery = await deps.box.claim();
          if (!delivery) return;
          tried += 1;
          await attempt(deps, delivery);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return tried;
    },
  };
}

async function attempt(
  { box, channels, logger }: DelivererDependencies,
  delivery: DeliveryDocument,
): Promise<void> {
  const { _id: deliveryId, channel, attempts } = delivery;
  try {
    const sender = channels[channel];
    if (!sender) throw new ChannelOff(`This installation has no settings for ${channel}.`);
    await sender.send(delivery);
    await box.settle(delivery);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const state = await box.fail(delivery, reason);
    logger.warn({ deliveryId, channel, attempts, state, reason }, 'not delivered');
  }
}
