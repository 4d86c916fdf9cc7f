import { NotFound } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { containsText, searchRows, sortOf } from '../../http/search-rows.js';
import type { DecisionDefinition } from '../../contract/index.js';
import type { DecisionDefinitionDocument } from '../../store/decision-models.js';
import type { Store } from '../../store/store.js';
import type { DefinitionLibrary } from './definition-library.js';

type DecisionEndpoints =
  'searchDecisionDefinitions' | 'getDecisionDefinition' | 'getDecisionDefinitionXml';

export interface DecisionDependencies {
  readonly store: Store;
  readonly library: DefinitionLibrary;
}

const columns = {
  name: 'name',
  decisionDefinitionId: 'decisionId',
  version: 'version',
  deployedAt: 'deployedAt',
} as const;

export function createDecisionHandlers({
  store,
  library,
}: DecisionDependencies): Handlers<DecisionEndpoints> {
  return {
    searchDecisionDefinitions: async ({ context, body }) => {
      const { rows, page } = await searchRows(store.decisionDefinitions, {
        filter: filterOf(context, body.filter ?? {}),
        sort: sortOf(body.sort, columns, { name: 1, version: -1 }),
        page: body.page,
      });
      return { items: rows.map(describeDecision), page };
    },
    getDecisionDefinition: async ({ context, params }) =>
      describeDecision(await find(store, context, params.decisionDefinitionKey)),
    getDecisionDefinitionXml: async ({ context, params }) => ({
      xml: await library.xml(await find(store, context, params.decisionDefinitionKey)),
    }),
  };
}

async function find(
  store: Store,
  { organisationId }: RequestContext,
  decisionDefinitionKey: string,
): Promise<DecisionDefinitionDocument> {
  const row = await store.decisionDefinitions
    .findOne({ _id: decisionDefinitionKey, organisationId })
    .lean()
    .exec();
  if (!row) throw new NotFound('decision definition', decisionDefinitionKey);
  return row;
}

interface DecisionFilter {
  readonly decisionDefinitionId?: string | undefined;
  readonly isLatest?: boolean | undefined;
  readonly text?: string | undefined;
}

function filterOf(
  { organisationId }: RequestContext,
  { decisionDefinitionId, isLatest, text = '' }: DecisionFilter,
): Record<string, unknown> {
  const pattern = containsText(text);
  return {
    organisationId,
    ...(decisionDefinitionId === undefined ? {} : { decisionId: decisionDefinitionId }),
    ...(isLatest === undefined ? {} : { isLatest }),
    ...(text === '' ? {} : { $or: [{ name: pattern }, { decisionId: pattern }] }),
  };
}

function describeDecision(row: DecisionDefinitionDocument): DecisionDefinition {
  return {
    decisionDefinitionKey: row._id,
    decisionDefinitionId: row.decisionId,
    name: row.name,
    version: row.version,
    ...(row.versionTag === undefined ? {} : { versionTag: row.versionTag }),
    isLatest: row.isLatest,
    scope: row.scope,
    resourceName: row.resourceName,
    modelHash: row.modelHash,
    deployedAt: row.deployedAt.toISOString(),
    deployedBy: row.deployedBy,
  };
}
