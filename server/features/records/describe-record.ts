import type { RecordType } from '../../../definitions/index.js';
import type { JsonValue } from '../../../engine/index.js';
import type { RecordDetail, RecordHead } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import type { RecordAttachment, RecordDocument } from '../../store/record-models.js';
import { mayChange, mayMove } from './record-access.js';
import { scopeOf } from './record-repository.js';
import { missingFields, statusName } from './record-types.js';

export function describeHead(row: RecordDocument, type: RecordType): RecordHead {
  return {
    recordKey: row.recordId,
    recordTypeId: row.typeId,
    title: row.title,
    status: row.status,
    statusName: statusName(type, row.status),
    isClosed: row.isClosed,
    version: row.version,
    // They were checked as JSON before they were stored.
    fields: row.fields as Record<string, JsonValue>,
    scope: scopeOf(row),
    ...(row.dueAt === undefined ? {} : { dueAt: row.dueAt.toISOString() }),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
    ...(row.closedAt === undefined ? {} : { closedAt: row.closedAt.toISOString() }),
    ...(row.retainUntil === undefined ? {} : { retainUntil: row.retainUntil.toISOString() }),
  };
}

export function describeRecord(
  context: RequestContext,
  row: RecordDocument,
  type: RecordType,
): RecordDetail {
  const possible = type.lifeCycle.transitions.filter(
    (transition) => transition.from.includes(row.status) && mayMove(context, row, transition),
  );
  return {
    ...describeHead(row, type),
    attachments: row.attachments.map(describeAttachment),
    transitions: possible.map((transition) => ({
      id: transition.id,
      name: transition.name,
      to: transition.to,
      toName: statusName(type, transition.to),
      missing: missingFields(transition, row.fields),
    })),
    can: { change: !row.isClosed && mayChange(context, row) },
  };
}

function describeAttachment(attachment: RecordAttachment): RecordDetail['attachments'][number] {
  const { attachmentId, at, by, ...rest } = attachment;
  return { attachmentKey: attachmentId, ...rest, addedAt: at.toISOString(), addedBy: by };
}
