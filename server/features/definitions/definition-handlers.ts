import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { containsText, searchRows, sortOf } from '../../http/search-rows.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import type { DefinitionLibrary } from './definition-library.js';
import { describeDefinition } from './describe-definition.js';
import { mayStart } from './start-rights.js';

type DefinitionEndpoints =
  | 'searchProcessDefinitions'
  | 'getProcessDefinition'
  | 'getProcessDefinitionXml'
  | 'getStartForm'
  | 'getForm'
  | 'getDefinitionStatistics'
  | 'getDefinitionDifferences';

export interface DefinitionDependencies {
  readonly store: Store;
  readonly library: DefinitionLibrary;
}

export function createDefinitionHandlers(
  deps: DefinitionDependencies,
): Handlers<DefinitionEndpoints> {
  return {
    searchProcessDefinitions: searchProcessDefinitions(deps),
    getProcessDefinition: getProcessDefinition(deps),
    getProcessDefinitionXml: getProcessDefinitionXml(deps),
    getStartForm: getStartForm(deps),
    getForm: getForm(deps),
    getDefinitionStatistics: getDefinitionStatistics(deps),
    getDefinitionDifferences: getDefinitionDifferences(deps),
  };
}

interface DefinitionFilter {
  readonly processDefinitionId?: string | undefined;
  readonly isLatest?: boolean | undefined;
  readonly isTailored?: boolean | undefined;
  readonly serviceId?: string | undefined;
  readonly text?: string | undefined;
}

function searchFilter(
  { organisationId }: RequestContext,
  given: DefinitionFilter,
): Record<string, unknown> {
  const { text, serviceId, ...exact } = given;
  const filter: Record<string, unknown> = { organisationId };
  for (const [field, value] of Object.entries(exact))
    if (value !== undefined) filter[field] = value;
  if (serviceId !== undefined) filter['scope.serviceId'] = serviceId;
  if (text !== undefined && text !== '') {
    filter['$or'] = [{ name: containsText(text) }, { processDefinitionId: containsText(text) }];
  }
  return filter;
}

async function countActive(
  store: Store,
  rows: readonly ProcessDefinitionDocument[],
): Promise<Map<string, number>> {
  const keys = rows.map((row) => row._id);
  const counts = await store.instances.aggregate<{ _id: string; count: number }>([
    {
      $match: {
        organisationId: rows[0]?.organisationId ?? '',
        processDefinitionKey: { $in: keys },
        state: 'active',
      },
    },
    { $group: { _id: '$processDefinitionKey', count: { $sum: 1 } } },
  ]);
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}

async function countElements(store: Store, { organisationId, _id }: ProcessDefinitionDocument) {
  const sum = (field: string) => ({ $sum: `$elements.${field}` });
  const groups = await store.instances.aggregate<{
    _id: string;
    active: number;
    completed: number;
    canceled: number;
    incidents: number;
  }>([
    { $match: { organisationId, processDefinitionKey: _id } },
    { $unwind: '$elements' },
    {
      $group: {
        _id: '$elements.elementId',
        active: sum('active'),
        completed: sum('completed'),
        canceled: sum('canceled'),
        incidents: sum('incidents'),
      },
    },
    { $sort: { _id: 1 } },
  ]);
  return groups.map(({ _id: elementId, ...counts }) => ({ elementId, ...counts }));
}

function searchProcessDefinitions(
  deps: DefinitionDependencies,
): HandlerOf<'searchProcessDefinitions'> {
  const { store } = deps;
  return async ({ context, body }) => {
    const columns = {
      name: 'name',
      processDefinitionId: 'processDefinitionId',
      version: 'version',
      deployedAt: 'deployedAt',
    } as const;
    const { rows, page } = await searchRows(store.processDefinitions, {
      filter: searchFilter(context, body.filter ?? {}),
      sort: sortOf(body.sort, columns, { name: 1, version: -1 }),
      page: body.page,
    });
    const active = await countActive(store, rows);
    return { items: rows.map((row) => describeDefinition(row, active.get(row._id) ?? 0)), page };
  };
}

function getProcessDefinition(deps: DefinitionDependencies): HandlerOf<'getProcessDefinition'> {
  const { store, library } = deps;
  return async ({ context, params }) => {
    await library.get(context.organisationId, params.processDefinitionKey);
    const row = await store.processDefinitions.findById(params.processDefinitionKey).lean().exec();
    if (!row) throw new NotFound('process definition', params.processDefinitionKey);
    const active = await countActive(store, [row]);
    return describeDefinition(row, active.get(row._id) ?? 0);
  };
}

function getProcessDefinitionXml(
  deps: DefinitionDependencies,
): HandlerOf<'getProcessDefinitionXml'> {
  const { library } = deps;
  return async ({ context, params }) => ({
    xml: await library.xml(await library.get(context.organisationId, params.processDefinitionKey)),
  });
}

function getStartForm(deps: DefinitionDependencies): HandlerOf<'getStartForm'> {
  const { library } = deps;
  return async ({ context, params }) => {
    const definition = await library.get(context.organisationId, params.processDefinitionKey);
    const formId = definition.startEvents.find((event) => event.kind === 'none')?.formId;
    const schema = formId === undefined ? undefined : library.form(definition, formId);
    if (!mayStart(context, definition) || formId === undefined || schema === undefined) {
      throw new NotFound('start form of process definition', params.processDefinitionKey);
    }
    return { formId, schema };
  };
}

function getForm(deps: DefinitionDependencies): HandlerOf<'getForm'> {
  const { library } = deps;
  return async ({ context, params }) => {
    const definition = await library.get(context.organisationId, params.processDefinitionKey);
    const schema = library.form(definition, params.formId);
    if (schema === undefined) throw new NotFound('form', params.formId);
    return { formId: params.formId, schema };
  };
}

function getDefinitionStatistics(
  deps: DefinitionDependencies,
): HandlerOf<'getDefinitionStatistics'> {
  const { store, library } = deps;
  return async ({ context, params }) => {
    const definition = await library.get(context.organisationId, params.processDefinitionKey);
    return { items: await countElements(store, definition) };
  };
}

function getDefinitionDifferences(
  deps: DefinitionDependencies,
): HandlerOf<'getDefinitionDifferences'> {
  const { library } = deps;
  return async ({ context, params }) => {
    const { basedOn, differences } = await library.get(
      context.organisationId,
      params.processDefinitionKey,
    );
    return { ...(basedOn === undefined ? {} : { basedOn }), differences };
  };
}
