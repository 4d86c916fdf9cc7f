import type { Agreement, AgreementScope } from '../../../engine/index.js';
import type { Store } from '../../store/store.js';

/** Where clocks find what is agreed. */
export interface AgreementReader {
  /** The current versions of all agreements that may apply in the scope; which one does is the engine's to say. */
  findFor(organisationId: string, scope: AgreementScope): Promise<readonly Agreement[]>;
}

export function createAgreementReader(store: Store): AgreementReader {
  return {
    findFor: async (organisationId, { serviceId, customerId }) => {
      const rows = await store.agreements
        .find({
          organisationId,
          isCurrent: true,
          serviceId: { $in: [serviceId ?? null, null] },
          customerId: { $in: [customerId ?? null, null] },
        })
        .lean()
        .exec();
      return rows.map(({ agreement }) => agreement);
    },
  };
}
