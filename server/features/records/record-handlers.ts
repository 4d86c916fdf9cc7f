import { Forbidden } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { requireIfMatch } from '../../http/if-match.js';
import type { RequestContext } from '../../http/request-context.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { RecordDocument } from '../../store/record-models.js';
import { describeHead, describeRecord } from './describe-record.js';
import { commandOf, mayCreate, mayMove, readRecord, readToChange } from './record-access.js';
import type { RecordDependencies } from './record-dependencies.js';
import { recordFilter } from './record-filter.js';
import { readTarget } from './record-link-handlers.js';
import { describeType, findTransition } from './record-types.js';

type RecordEndpoints =
  | 'listRecordTypes'
  | 'createRecord'
  | 'searchRecords'
  | 'getRecord'
  | 'updateRecord'
  | 'transitionRecord';

export function createRecordHandlers(deps: RecordDependencies): Handlers<RecordEndpoints> {
  return {
    listRecordTypes: ({ context }) =>
      Promise.resolve({
        items: deps.types.all.map((type) => describeType(type, mayCreate(context, type))),
      }),
    createRecord: createRecord(deps),
    searchRecords: searchRecords(deps),
    getRecord: async ({ context, params }) =>
      describe(deps, context, await readRecord(deps.store, context, params.recordKey)),
    updateRecord: updateRecord(deps),
    transitionRecord: transitionRecord(deps),
  };
}

function describe({ types }: RecordDependencies, context: RequestContext, row: RecordDocument) {
  return describeRecord(context, row, types.get(row.typeId));
}

function createRecord(deps: RecordDependencies): HandlerOf<'createRecord'> {
  const { store, types, records, audit } = deps;
  return async ({ context, body }) => {
    const type = types.get(body.recordTypeId);
    if (!mayCreate(context, type)) {
      throw new Forbidden('forbidden', `You have no right to create a '${type.name}'.`);
    }
    const links = [];
    for (const { relation, target } of body.links) {
      links.push(await readTarget(store, context, relation, target));
    }
    const { fields, scope } = body;
    const row = await records.create(commandOf(context, body), {
      typeId: type.id,
      fields,
      scope,
      links,
    });
    await audit(context, 'recordCreated', row.recordId, { version: row.version });
    return describe(deps, context, row);
  };
}

function searchRecords({ store, types }: RecordDependencies): HandlerOf<'searchRecords'> {
  return async ({ context, body }) => {
    const allowed = allowedRows(context, 'read', 'Record');
    const filter = withConditions(allowed, ...recordFilter(body.filter ?? {}));
    const columns = {
      updatedAt: 'updatedAt',
      createdAt: 'createdAt',
      title: 'title',
      status: 'status',
      dueAt: 'dueAt',
    } as const;
    const sort = sortOf(body.sort, columns, { updatedAt: -1 });
    const { rows, page } = await searchRows(store.records, { filter, sort, page: body.page });
    return { items: rows.map((row) => describeHead(row, types.get(row.typeId))), page };
  };
}

function updateRecord(deps: RecordDependencies): HandlerOf<'updateRecord'> {
  const { store, records, audit } = deps;
  return async ({ context, params, body, ifMatch }) => {
    const before = await readToChange(store, context, params.recordKey);
    const expectedVersion = requireIfMatch(ifMatch);
    const { fields, scope } = body;
    const row = await records.update(commandOf(context, body), before.recordId, {
      fields,
      scope,
      expectedVersion,
    });
    const { version } = row;
    await audit(context, 'recordUpdated', row.recordId, { version, changed: Object.keys(fields) });
    return describe(deps, context, row);
  };
}

function transitionRecord(deps: RecordDependencies): HandlerOf<'transitionRecord'> {
  const { store, types, records, audit } = deps;
  return async ({ context, params, body, ifMatch }) => {
    const before = await readRecord(store, context, params.recordKey);
    const expectedVersion = requireIfMatch(ifMatch);
    const { fields, transitionId } = body;
    const transition = findTransition(types.get(before.typeId), before.status, transitionId);
    if (!mayMove(context, before, transition)) {
      throw new Forbidden('forbidden', `You have no right to '${transition.name}' here.`);
    }
    const row = await records.transition(commandOf(context, body), before.recordId, {
      transition: transition.id,
      fields,
      expectedVersion,
    });
    const { version, status } = row;
    await audit(context, 'recordTransitioned', row.recordId, { version, status });
    return describe(deps, context, row);
  };
}
