import type { JsonValue } from '../../../engine/index.js';
import type { RecordVersion } from '../../contract/index.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RecordVersionDocument } from '../../store/record-models.js';
import type { Store } from '../../store/store.js';
import { readRecord } from './record-access.js';

export function createRecordHistoryHandlers(store: Store): Handlers<'getRecordHistory'> {
  return {
    getRecordHistory: async ({ context, params, query }) => {
      const { recordId, organisationId } = await readRecord(store, context, params.recordKey);
      const versions = await store.recordVersions
        .find({
          organisationId,
          recordId,
          ...(query.before === undefined ? {} : { version: { $lt: query.before } }),
        })
        .sort({ version: -1 })
        .limit(query.limit + 1)
        .lean()
        .exec();
      const items = versions
        .slice(0, query.limit)
        .map((version, index) => describeVersion(version, versions[index + 1]));
      return { items };
    },
  };
}

function describeVersion(
  row: RecordVersionDocument,
  before: RecordVersionDocument | undefined,
): RecordVersion {
  const { source } = row;
  return {
    version: row.version,
    change: row.change,
    status: row.status,
    at: row.at.toISOString(),
    by: row.by.id,
    ...(row.reason === undefined ? {} : { reason: row.reason }),
    ...(source === undefined
      ? {}
      : {
          source: {
            processInstanceKey: source.instanceId,
            ...(source.businessKey === undefined ? {} : { businessKey: source.businessKey }),
            ...(source.elementId === undefined ? {} : { elementId: source.elementId }),
            ...(source.taskId === undefined ? {} : { userTaskKey: source.taskId }),
            ...(source.jobId === undefined ? {} : { jobKey: source.jobId }),
          },
        }),
    changes: changesOf(row, before),
  };
}

/** What a version says otherwise than the one before it. */
export function changesOf(
  after: RecordVersionDocument,
  before: RecordVersionDocument | undefined,
): RecordVersion['changes'] {
  const old = before === undefined ? {} : flatten(before);
  const now = flatten(after);
  const paths = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return paths
    .filter((path) => JSON.stringify(old[path]) !== JSON.stringify(now[path]))
    .map((path) => ({
      path,
      ...(old[path] === undefined ? {} : { before: old[path] }),
      ...(now[path] === undefined ? {} : { after: now[path] }),
    }));
}

function flatten(version: RecordVersionDocument): Record<string, JsonValue> {
  const { status, fields, links, attachments, serviceId, customerId, unitId } = version;
  const linked = links.map(({ relation, targetId }) => `${relation} ${targetId}`);
  const scope = { serviceId, customerId, unitId };
  const flat: Record<string, unknown> = { status };
  for (const [name, value] of Object.entries(fields)) flat[`fields.${name}`] = value;
  for (const [name, value] of Object.entries(scope)) {
    if (value !== undefined) flat[`scope.${name}`] = value;
  }
  if (linked.length > 0) flat['links'] = linked;
  if (attachments.length > 0) flat['attachments'] = attachments.map(({ name }) => name);
  // Fields were checked as JSON before they were stored; the rest is text.
  return flat as Record<string, JsonValue>;
}
