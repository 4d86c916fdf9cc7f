import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { Config } from '../../config.js';
import { COUNT_LIMIT } from '../../contract/index.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { countRows, searchRows, sortOf } from '../../http/search-rows.js';
import type { ClockDocument, InstanceDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import { describeClock, describeFact, describeInstance, temporalUrl } from './describe-instance.js';
import { instanceFilter } from './instance-filter.js';
import type { InstanceReader } from './instance-reader.js';

type QueryEndpoints =
  | 'searchProcessInstances'
  | 'getProcessInstance'
  | 'listFacts'
  | 'listVariables'
  | 'listElementInstances'
  | 'listClocks';

export interface InstanceQueryDependencies {
  readonly store: Store;
  readonly reader: InstanceReader;
  /** Service time of clocks, by their ids. */
  readonly serviceTimes: (
    organisationId: string,
    clocks: readonly ClockDocument[],
  ) => Promise<ReadonlyMap<string, { readonly usedMs: number; readonly remainingMs?: number }>>;
  readonly config: Config;
}

const COLUMNS = {
  startedAt: 'startedAt',
  endedAt: 'endedAt',
  businessKey: 'businessKey',
  state: 'state',
  processDefinitionVersion: 'processDefinitionVersion',
} as const;

export function createInstanceQueryHandlers(
  deps: InstanceQueryDependencies,
): Handlers<QueryEndpoints> {
  return {
    searchProcessInstances: searchProcessInstances(deps),
    getProcessInstance: getProcessInstance(deps),
    listFacts: listFacts(deps),
    listVariables: listVariables(deps),
    listElementInstances: listElementInstances(deps),
    listClocks: listClocks(deps),
  };
}

function elementOf(instance: InstanceDocument, elementInstanceId: string): { elementId?: string } {
  const found = instance.active.find((one) => one.elementInstanceId === elementInstanceId);
  return found === undefined ? {} : { elementId: found.elementId };
}

function searchProcessInstances(
  deps: InstanceQueryDependencies,
): HandlerOf<'searchProcessInstances'> {
  const { store } = deps;
  return async ({ context, body }) => {
    const filter = withConditions(
      allowedRows(context, 'read', 'ProcessInstance'),
      instanceFilter(body.filter ?? {}, context.username),
    );
    const sort = sortOf(body.sort, COLUMNS, { startedAt: -1 });
    const { rows, page } = await searchRows(store.instances, { filter, sort, page: body.page });
    return { items: await Promise.all(rows.map((row) => describe(deps, context, row))), page };
  };
}

function getProcessInstance(deps: InstanceQueryDependencies): HandlerOf<'getProcessInstance'> {
  const { reader } = deps;
  return async ({ context, params }) =>
    describe(deps, context, await reader.get(context, 'read', params.processInstanceKey));
}

function listFacts(deps: InstanceQueryDependencies): HandlerOf<'listFacts'> {
  const { store, reader } = deps;
  return async ({ context, params, query }) => {
    const instance = await reader.get(context, 'read', params.processInstanceKey);
    const filter = { organisationId: context.organisationId, streamId: instance._id };
    const facts = await store.facts
      .find(filter)
      .sort({ seq: query.order === 'asc' ? 1 : -1 })
      .skip(query.from)
      .limit(query.limit)
      .lean()
      .exec();
    const references = facts.flatMap(({ valueRef }) => (valueRef === undefined ? [] : [valueRef]));
    const values = await store.factValues
      .find({ _id: { $in: references } })
      .lean()
      .exec();
    const byId = new Map(values.map((value) => [value._id, value.variables]));
    const names = await reader.elementNames(instance);
    const { count, hasMore } = await countRows(store.facts, filter);
    return {
      items: facts.map((fact) => describeFact(fact, byId.get(fact.valueRef ?? ''), names)),
      page: { totalItems: Math.min(count, COUNT_LIMIT), hasMoreTotalItems: hasMore },
    };
  };
}

function listVariables(deps: InstanceQueryDependencies): HandlerOf<'listVariables'> {
  const { store, reader } = deps;
  return async ({ context, params }) => {
    const instance = await reader.get(context, 'read', params.processInstanceKey);
    const rows = await store.variables
      .find({ instanceId: instance._id })
      .sort({ elementInstanceId: 1, name: 1 })
      .lean()
      .exec();
    const items = rows.map(({ name, value, elementInstanceId, updatedAt }) => ({
      name,
      value,
      ...(elementInstanceId === '' ? {} : { elementInstanceKey: elementInstanceId }),
      ...elementOf(instance, elementInstanceId),
      updatedAt: updatedAt.toISOString(),
    }));
    return { items };
  };
}

function listElementInstances(deps: InstanceQueryDependencies): HandlerOf<'listElementInstances'> {
  const { reader } = deps;
  return async ({ context, params }) => {
    const instance = await reader.get(context, 'read', params.processInstanceKey);
    return { elements: instance.elements, takenFlows: instance.flows, version: instance.lastSeq };
  };
}

function listClocks(deps: InstanceQueryDependencies): HandlerOf<'listClocks'> {
  const { store, reader } = deps;
  return async ({ context, params }) => {
    const instance = await reader.get(context, 'read', params.processInstanceKey);
    const names = await reader.elementNames(instance);
    const rows = await store.clocks
      .find({ instanceId: instance._id })
      .sort({ seq: 1 })
      .lean()
      .exec();
    const times = await deps.serviceTimes(context.organisationId, rows);
    return { items: rows.map((row) => describeClock(row, times.get(row._id), names)) };
  };
}

async function describe(
  deps: InstanceQueryDependencies,
  context: RequestContext,
  row: InstanceDocument,
) {
  const { uiUrl, namespace } = deps.config.temporal;
  const url = context.isAdmin ? temporalUrl(uiUrl, namespace, row._id) : undefined;
  return describeInstance(row, await deps.reader.elementNames(row), url);
}
