import type { Variables } from '../../../../engine/index.js';
import type {
  IncidentDocument,
  SubscriptionDocument,
  VariableDocument,
} from '../../../store/projection-models.js';
import {
  changeRow,
  upsertRow,
  type ProjectionContext,
  type Projector,
  type RowWrite,
} from './projection.js';

/** Technical incidents. */
export const projectIncidents: Projector = ({ record, seq, occurredAt }, { head }) => {
  if (record.type === 'incidentResolved') {
    const by = record.actor?.id;
    return [
      changeRow(record.incidentId, {
        seq,
        state: 'resolved',
        resolvedAt: new Date(occurredAt),
        ...(by === undefined ? {} : { resolvedBy: by }),
      }),
    ];
  }
  if (record.type !== 'incidentRaised')
    return closeIncidentsAtEnd(record.type, head._id, seq, occurredAt);
  const { incident } = record;
  const row: IncidentDocument = {
    _id: incident.incidentId,
    organisationId: head.organisationId,
    seq,
    instanceId: head._id,
    code: incident.code,
    message: incident.message,
    state: 'open',
    elementId: incident.elementId,
    elementInstanceId: incident.elementInstanceId,
    raisedAt: new Date(incident.raisedAt),
    ...(incident.details === undefined ? {} : { details: { ...incident.details } }),
    businessKey: head.businessKey,
    processDefinitionKey: head.processDefinitionKey,
    processDefinitionId: head.processDefinitionId,
  };
  return [upsertRow(row._id, row)];
};

function closeIncidentsAtEnd(
  type: string,
  instanceId: string,
  seq: number,
  at: number,
): RowWrite[] {
  if (type !== 'instanceCanceled' && type !== 'instanceFailed' && type !== 'instanceCompleted')
    return [];
  const update = { $set: { seq, state: 'resolved', resolvedAt: new Date(at) } };
  return [{ updateMany: { filter: { instanceId, state: 'open' }, update } }];
}

/** Variables as they stand now, per scope. */
export const projectVariables: Projector = ({ record, seq, occurredAt }, context) => {
  if (record.type === 'instanceStarted')
    return variableRows(record.variables, '', seq, occurredAt, context);
  if (record.type !== 'variablesChanged') return [];
  return variableRows(record.variables, record.elementInstanceId ?? '', seq, occurredAt, context);
};

function variableRows(
  variables: Variables,
  elementInstanceId: string,
  seq: number,
  at: number,
  { head }: ProjectionContext,
): RowWrite[] {
  return Object.entries(variables).map(([name, value]) => {
    const row: VariableDocument = {
      _id: `${head._id}/${elementInstanceId}/${name}`,
      organisationId: head.organisationId,
      seq,
      instanceId: head._id,
      elementInstanceId,
      name,
      value,
      updatedAt: new Date(at),
    };
    return upsertRow(row._id, row);
  });
}

/** Messages and signals that instances wait for. */
export const projectSubscriptions: Projector = ({ record, seq }, { head }) => {
  switch (record.type) {
    case 'subscriptionOpened': {
      const row: SubscriptionDocument = {
        _id: record.subscriptionId,
        organisationId: head.organisationId,
        seq,
        instanceId: head._id,
        processDefinitionId: head.processDefinitionId,
        subscriptionId: record.subscriptionId,
        kind: record.kind,
        name: record.name,
        correlationKey: record.correlationKey ?? '',
        isOpen: true,
        pendingMessageId: null,
        isOffered: record.kind === 'signal',
      };
      return [upsertRow(row._id, row)];
    }
    case 'subscriptionClosed':
      return [closeSubscriptions({ _id: record.subscriptionId }, seq)];
    case 'messageCorrelated':
      return [
        {
          updateOne: {
            filter: { _id: record.subscriptionId },
            update: {
              $set: { seq, pendingMessageId: null, isOffered: false },
              $unset: { pendingSince: '' },
            },
          },
        },
      ];
    case 'instanceCompleted':
    case 'instanceCanceled':
    case 'instanceFailed':
      return [closeSubscriptions({ instanceId: head._id, isOpen: true }, seq)];
    default:
      return [];
  }
};

function closeSubscriptions(filter: Record<string, unknown>, seq: number): RowWrite {
  const update = {
    $set: { seq, isOpen: false, pendingMessageId: null, isOffered: true },
    $unset: { pendingSince: '' },
  };
  return { updateMany: { filter, update } };
}
