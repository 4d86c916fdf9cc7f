import type { Delivery } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { DeliveryDocument } from '../../store/notification-models.js';
import type { Store } from '../../store/store.js';
import type { DeliveryBox } from './delivery-box.js';

export interface DeliveryDependencies {
  readonly store: Store;
  readonly box: DeliveryBox;
  readonly audit: (context: RequestContext, action: string, subjectKey: string) => Promise<void>;
}

/** What leaves the product, for admins: what hangs, why, and another try. */
export function createDeliveryHandlers({
  store,
  box,
  audit,
}: DeliveryDependencies): Handlers<'searchDeliveries' | 'retryDelivery'> {
  return {
    searchDeliveries: async ({ context, body }) => {
      const { state, channel } = body.filter ?? {};
      const filter = {
        organisationId: context.organisationId,
        ...(state === undefined ? {} : { state }),
        ...(channel === undefined ? {} : { channel }),
      };
      const sort = sortOf(body.sort, { createdAt: 'createdAt' }, { createdAt: -1 });
      const { rows, page } = await searchRows(store.deliveries, { filter, sort, page: body.page });
      return { items: rows.map(describe), page };
    },
    retryDelivery: async ({ context, params: { deliveryKey } }) => {
      if (!(await box.retry(context.organisationId, deliveryKey)))
        throw new NotFound('parked delivery', deliveryKey);
      await audit(context, 'retried', deliveryKey);
      return undefined;
    },
  };
}

function describe(row: DeliveryDocument): Delivery {
  return {
    deliveryKey: row._id,
    channel: row.channel,
    to: row.mail?.to ?? row.webhook?.url ?? '',
    subject: row.mail?.subject ?? row.webhook?.event ?? '',
    state: row.state,
    attempts: row.attempts,
    ...(row.state === 'pending' ? { nextAttemptAt: row.nextAttemptAt.toISOString() } : {}),
    ...(row.lastError === undefined ? {} : { lastError: row.lastError }),
    createdAt: row.createdAt.toISOString(),
    ...(row.settledAt === undefined ? {} : { settledAt: row.settledAt.toISOString() }),
    ...(row.instanceId === undefined ? {} : { processInstanceKey: row.instanceId }),
  };
}
