import type { Logger } from 'pino';
import type { Actor, Variables } from '../../../engine/index.js';
import type { InstanceIdentity, RecordedFact } from '../../../workflows/activities/ports.js';
import type { Scope } from '../../contract/index.js';
import type { SubscriptionDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import { recordDocumentId } from './compose-record.js';

/** An instance that waits for this message goes on when the record of the correlation key has the status behind it. */
export const RECORD_REACHED = 'record.reached';

export interface RecordWaitsDependencies {
  readonly store: Store;
  readonly publish: (message: {
    readonly organisationId: string;
    readonly messageId: string;
    readonly name: string;
    readonly correlationKey: string;
    readonly timeToLiveMs: number;
    readonly variables: Variables;
    readonly sentBy: Actor;
    readonly scope: Scope;
  }) => Promise<unknown>;
  readonly logger: Logger;
}

/** Lets instances go on that wait for the status of a record, whichever came first. */
export interface RecordWaits {
  recordChanged(record: { organisationId: string; recordId: string; status: string }): void;
  /** Instances have begun to wait, perhaps for what is so already. */
  notice(identity: InstanceIdentity, facts: readonly RecordedFact[]): void;
  /** Tells what was not told, because a server stopped. */
  settlePending(olderThan: Date): Promise<number>;
}

const BATCH = 500;
const KEPT_MS = 60_000;

export function createRecordWaits(deps: RecordWaitsDependencies): RecordWaits {
  const { store, logger } = deps;
  const tell = (organisationId: string, correlationKey?: string): void => {
    tellReached(deps, {
      organisationId,
      ...(correlationKey === undefined ? {} : { correlationKey }),
    }).catch((error: unknown) => {
      logger.warn({ err: error, correlationKey }, 'waits for records not told yet');
    });
  };
  return {
    recordChanged: ({ organisationId, recordId, status }) => {
      tell(organisationId, `${recordId} ${status}`);
    },
    notice: ({ organisationId }, facts) => {
      for (const { record } of facts) {
        if (record.type === 'subscriptionOpened' && record.name === RECORD_REACHED) {
          tell(organisationId, record.correlationKey);
        }
      }
    },
    settlePending: async () =>
      (await store.subscriptions.exists(waiting({}))) ? tellReached(deps, {}) : 0,
  };
}

type Which = Partial<Pick<SubscriptionDocument, 'organisationId' | 'correlationKey'>>;

const waiting = (which: Which): Record<string, unknown> => ({
  ...which,
  kind: 'message',
  name: RECORD_REACHED,
  isOpen: true,
  pendingMessageId: null,
});

async function tellReached(deps: RecordWaitsDependencies, which: Which): Promise<number> {
  const { store } = deps;
  const rows = await store.subscriptions.find(waiting(which)).limit(BATCH).lean().exec();
  let count = 0;
  for (const row of rows) {
    if (await tellOne(deps, row)) count += 1;
  }
  return count;
}

/** One message for each that waits: a message reaches only one. */
async function tellOne(
  { store, publish }: RecordWaitsDependencies,
  { _id, organisationId, correlationKey }: SubscriptionDocument,
): Promise<boolean> {
  const [recordId = '', status = ''] = correlationKey.split(' ');
  const key = { _id: recordDocumentId(organisationId, recordId), organisationId };
  const record = await store.records
    .findOne({ ...key, status })
    .lean()
    .exec();
  if (!record) return false;
  await publish({
    organisationId,
    messageId: `${RECORD_REACHED}:${_id}`,
    name: RECORD_REACHED,
    correlationKey,
    timeToLiveMs: KEPT_MS,
    variables: { recordId, recordStatus: status, recordVersion: record.version },
    sentBy: { type: 'system', id: 'records' },
    scope: {},
  });
  return true;
}
