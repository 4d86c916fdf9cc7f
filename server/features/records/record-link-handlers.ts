import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { RecordLinkView } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { InstanceDocument } from '../../store/projection-models.js';
import type { RecordDocument, RecordLink } from '../../store/record-models.js';
import type { Store } from '../../store/store.js';
import { describeHead } from './describe-record.js';
import { commandOf, readRecord, readToChange } from './record-access.js';
import type { LinkTarget } from './record-commands.js';
import type { RecordDependencies } from './record-dependencies.js';
import { relationOf, type RecordTypes } from './record-types.js';

type LinkEndpoints = 'listRecordLinks' | 'linkRecord' | 'unlinkRecord';

/** Records that one record is linked with, in either direction. */
const MAX_LINKS = 500;

export function createRecordLinkHandlers(deps: RecordDependencies): Handlers<LinkEndpoints> {
  const { store, types } = deps;
  return {
    listRecordLinks: async ({ context, params }) => {
      const row = await readRecord(store, context, params.recordKey);
      return { items: await listLinks(store, types, context, row) };
    },
    linkRecord: linkRecord(deps),
    unlinkRecord: unlinkRecord(deps),
  };
}

/** The other end of a new link; nobody links to what they may not see. */
export async function readTarget(
  store: Store,
  context: RequestContext,
  relation: string,
  target: { readonly recordKey: string } | { readonly processInstanceKey: string },
): Promise<LinkTarget> {
  if ('recordKey' in target) {
    const other = await readRecord(store, context, target.recordKey);
    return { relation, kind: 'record', targetId: other.recordId };
  }
  const _id = target.processInstanceKey;
  const filter = withConditions(allowedRows(context, 'read', 'ProcessInstance'), { _id });
  if (!(await store.instances.exists(filter))) throw new NotFound('process instance', _id);
  return { relation, kind: 'instance', targetId: _id };
}

function linkRecord({ store, types, records, audit }: RecordDependencies): HandlerOf<'linkRecord'> {
  return async ({ context, params, body }) => {
    const before = await readToChange(store, context, params.recordKey);
    const target = await readTarget(store, context, body.relation, body.target);
    const row = await records.link(commandOf(context, body), before.recordId, target);
    await audit(context, 'recordLinked', row.recordId, { version: row.version, ...target });
    return { items: await listLinks(store, types, context, row) };
  };
}

function unlinkRecord({ store, records, audit }: RecordDependencies): HandlerOf<'unlinkRecord'> {
  return async ({ context, params }) => {
    const before = await readToChange(store, context, params.recordKey);
    const row = await records.unlink(commandOf(context, {}), before.recordId, params.linkKey);
    await audit(context, 'recordUnlinked', row.recordId, { version: row.version });
    return undefined;
  };
}

/** Links to what the person may not see are left out. */
async function listLinks(
  store: Store,
  types: RecordTypes,
  context: RequestContext,
  row: RecordDocument,
): Promise<RecordLinkView[]> {
  const allowed = allowedRows(context, 'read', 'Record');
  const targets = row.links.filter(({ kind }) => kind === 'record').map(({ targetId }) => targetId);
  const find = (condition: Record<string, unknown>) =>
    store.records.find(withConditions(allowed, condition)).limit(MAX_LINKS).lean().exec();
  const [others, incoming, instances] = await Promise.all([
    find({ recordId: { $in: targets } }),
    find({ 'links.targetId': row.recordId }),
    findInstances(store, context, row.links),
  ]);
  const byId = new Map(others.map((other) => [other.recordId, other]));
  const instanceById = new Map(instances.map((instance) => [instance._id, instance]));
  const outgoing = row.links.flatMap((link): RecordLinkView[] => {
    const other = byId.get(link.targetId);
    const instance = instanceById.get(link.targetId);
    const label = relationOf(types.get(row.typeId), link.relation)?.name ?? link.relation;
    const view = {
      linkKey: link.linkId,
      relation: link.relation,
      label,
      direction: 'out' as const,
    };
    if (other) return [{ ...view, record: describeEnd(types, other) }];
    return instance ? [{ ...view, instance: describeInstance(instance) }] : [];
  });
  return [...outgoing, ...incoming.flatMap((other) => describeIncoming(types, other, row))];
}

function describeIncoming(
  types: RecordTypes,
  other: RecordDocument,
  { recordId }: RecordDocument,
): RecordLinkView[] {
  return other.links
    .filter(({ targetId }) => targetId === recordId)
    .map(({ linkId, relation }) => ({
      linkKey: linkId,
      relation,
      label: relationOf(types.get(other.typeId), relation)?.inverse ?? relation,
      direction: 'in',
      record: describeEnd(types, other),
    }));
}

function describeEnd(
  types: RecordTypes,
  row: RecordDocument,
): NonNullable<RecordLinkView['record']> {
  const head = describeHead(row, types.get(row.typeId));
  const { recordKey, recordTypeId, title, status, statusName, isClosed } = head;
  return { recordKey, recordTypeId, title, status, statusName, isClosed };
}

function findInstances(
  store: Store,
  context: RequestContext,
  links: readonly RecordLink[],
): Promise<InstanceDocument[]> {
  const ids = links.filter(({ kind }) => kind === 'instance').map(({ targetId }) => targetId);
  if (ids.length === 0 || !context.ability.can('read', 'ProcessInstance')) {
    return Promise.resolve([]);
  }
  const filter = withConditions(allowedRows(context, 'read', 'ProcessInstance'), {
    _id: { $in: ids },
  });
  return store.instances.find(filter).lean().exec();
}

function describeInstance(row: InstanceDocument): NonNullable<RecordLinkView['instance']> {
  const { _id, businessKey, processDefinitionName, state } = row;
  return { processInstanceKey: _id, businessKey, processDefinitionName, state };
}
