import type { ClientSession } from 'mongoose';
import type { TraceRecord } from '../../../engine/index.js';
import type { InstanceIdentity, RecordedFact } from '../../../workflows/activities/ports.js';
import type { WebhookEvent } from '../../contract/index.js';
import type { WebhookDocument } from '../../store/webhook-models.js';
import type { Store } from '../../store/store.js';
import type { DeliveryBox, NewDelivery } from '../notifications/delivery-box.js';

/** Puts what other systems shall be told into the box, in the transaction that stores the facts. */
export type WebhookOutbox = (
  identity: InstanceIdentity,
  facts: readonly RecordedFact[],
  session: ClientSession,
) => Promise<void>;

/** A new webhook counts on every worker after so long. */
const REMEMBERED_MS = 3_000;

const eventOf: Readonly<Partial<Record<TraceRecord['type'], WebhookEvent>>> = {
  instanceStarted: 'processInstanceStarted',
  instanceCompleted: 'processInstanceEnded',
  instanceCanceled: 'processInstanceEnded',
  instanceFailed: 'processInstanceEnded',
  taskOpened: 'userTaskCreated',
  taskCompleted: 'userTaskEnded',
  taskCanceled: 'userTaskEnded',
  incidentRaised: 'incidentRaised',
  incidentResolved: 'incidentResolved',
};

export function createWebhookOutbox(store: Store, box: DeliveryBox): WebhookOutbox {
  const list = createWebhookList(store);
  return async (identity, facts, session) => {
    if (identity.mode !== 'live') return;
    const told = facts.filter(({ record }) => eventOf[record.type] !== undefined);
    if (told.length === 0) return;
    const webhooks = await list(identity.organisationId);
    if (webhooks.length === 0) return;
    const deliveries = told.flatMap((fact) =>
      webhooks.flatMap((webhook) => describeFor(webhook, identity, fact)),
    );
    await box.add(deliveries, session);
  };
}

/** Facts come often and webhooks change seldom. */
function createWebhookList(store: Store) {
  const known = new Map<string, { readonly until: number; readonly rows: WebhookDocument[] }>();
  return async (organisationId: string): Promise<readonly WebhookDocument[]> => {
    const remembered = known.get(organisationId);
    if (remembered !== undefined && remembered.until > Date.now()) return remembered.rows;
    const rows = await store.webhooks.find({ organisationId, isDisabled: false }).lean().exec();
    known.set(organisationId, { until: Date.now() + REMEMBERED_MS, rows });
    return rows;
  };
}

/** Keys and no values: whoever wants to know more asks, and is asked for rights. */
function describeFor(
  { _id: webhookId, organisationId, events, url, name }: WebhookDocument,
  identity: InstanceIdentity,
  { seq, occurredAt, record }: RecordedFact,
): NewDelivery[] {
  const event = eventOf[record.type];
  if (event === undefined || !events.includes(event)) return [];
  const { instanceId, processId, processDefinitionKey, businessKey } = identity;
  const body = {
    event,
    what: record.type,
    occurredAt: new Date(occurredAt).toISOString(),
    processInstanceKey: instanceId,
    processDefinitionId: processId,
    processDefinitionKey,
    ...(businessKey === undefined ? {} : { businessKey }),
    ...('taskId' in record ? { userTaskKey: record.taskId } : {}),
    ...('elementId' in record ? { elementId: record.elementId } : {}),
    sequence: seq,
  };
  return [
    {
      _id: `webhook:${webhookId}:${instanceId}:${String(seq)}`,
      organisationId,
      channel: 'webhook',
      webhook: { webhookId, name, url, event, body: JSON.stringify(body) },
      instanceId,
    },
  ];
}
