import type { CheckResult, DeploymentResult, Draft } from '../../contract/index.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { requireIfMatch } from '../../http/if-match.js';
import type { RequestContext } from '../../http/request-context.js';
import { StaleVersion } from '../../errors.js';
import { containsText, searchRows, sortOf } from '../../http/search-rows.js';
import type { DraftDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import { describeDraft, describeDraftHead, type DraftRepository } from './draft-repository.js';
import { buildDraft, processIdOf, type DeployedVersions } from './new-draft.js';

type DraftEndpoints =
  | 'createDraft'
  | 'searchDrafts'
  | 'getDraft'
  | 'updateDraft'
  | 'deleteDraft'
  | 'checkDraft'
  | 'deployDraft';

/** A draft as something that could be deployed. */
export interface DraftCandidate {
  readonly organisationId: string;
  readonly xml: string;
  readonly forms: DraftDocument['forms'];
  readonly decisions: NonNullable<DraftDocument['decisions']>;
  readonly scope: DraftDocument['scope'];
  readonly baseProcessDefinitionKey?: string;
  readonly reasons: Readonly<Record<string, string>>;
}

export interface DraftDependencies {
  readonly store: Store;
  readonly drafts: DraftRepository;
  readonly versions: DeployedVersions;
  readonly deployer: {
    check(candidate: DraftCandidate): Promise<CheckResult>;
    deploy(candidates: readonly DraftCandidate[], username: string): Promise<DeploymentResult>;
  };
  readonly audit: (
    context: RequestContext,
    action: string,
    draftKey: string,
    after?: unknown,
  ) => Promise<void>;
  readonly now: () => Date;
}

export function createDraftHandlers(deps: DraftDependencies): Handlers<DraftEndpoints> {
  return {
    createDraft: createDraft(deps),
    searchDrafts: searchDrafts(deps),
    getDraft: getDraft(deps),
    updateDraft: updateDraft(deps),
    deleteDraft: deleteDraft(deps),
    checkDraft: checkDraft(deps),
    deployDraft: deployDraft(deps),
  };
}

/** The draft goes on from what was deployed; a save that came in between keeps its own idea of the source. */
async function noteSource(
  { store }: DraftDependencies,
  draft: DraftDocument,
  { processDefinitionKey, version }: { processDefinitionKey: string; version: number },
  username: string,
): Promise<void> {
  const update = { $set: { source: { processDefinitionKey, version }, updatedBy: username } };
  await store.drafts.updateOne({ _id: draft._id, version: draft.version }, update).exec();
}

function candidateOf(draft: DraftDocument): DraftCandidate {
  return {
    organisationId: draft.organisationId,
    xml: draft.xml,
    forms: draft.forms,
    decisions: draft.decisions ?? [],
    scope: draft.scope,
    ...(draft.basedOn === undefined
      ? {}
      : { baseProcessDefinitionKey: draft.basedOn.processDefinitionKey }),
    reasons: draft.reasons,
  };
}

function searchFilter(
  context: RequestContext,
  given: {
    text?: string | undefined;
    processDefinitionId?: string | undefined;
    isTailored?: boolean | undefined;
    mine?: boolean | undefined;
  },
): Record<string, unknown> {
  const { text, processDefinitionId, isTailored, mine } = given;
  return {
    organisationId: context.organisationId,
    ...(processDefinitionId === undefined ? {} : { processDefinitionId }),
    ...(isTailored === undefined ? {} : { isTailored }),
    ...(mine === true ? { createdBy: context.username } : {}),
    ...(text === undefined || text === '' ? {} : { name: containsText(text) }),
  };
}

function createDraft(deps: DraftDependencies): HandlerOf<'createDraft'> {
  const { store, versions, audit, now } = deps;
  return async ({ context, body }) => {
    const draft = await buildDraft(versions, context, body, now());
    await store.drafts.create(draft);
    await audit(context, 'draftCreated', draft._id, {
      basedOn: draft.basedOn,
      source: draft.source,
    });
    return withBase(deps, draft);
  };
}

function searchDrafts(deps: DraftDependencies): HandlerOf<'searchDrafts'> {
  const { store } = deps;
  return async ({ context, body }) => {
    const filter = searchFilter(context, body.filter ?? {});
    const columns = { name: 'name', updatedAt: 'updatedAt', createdAt: 'createdAt' } as const;
    const sort = sortOf(body.sort, columns, { updatedAt: -1 });
    const { rows, page } = await searchRows(store.drafts, { filter, sort, page: body.page });
    return { items: rows.map(describeDraftHead), page };
  };
}

function getDraft(deps: DraftDependencies): HandlerOf<'getDraft'> {
  const { drafts } = deps;
  return async ({ context, params }) =>
    withBase(deps, await drafts.get(context.organisationId, params.draftKey));
}

function updateDraft(deps: DraftDependencies): HandlerOf<'updateDraft'> {
  const { drafts, audit, now } = deps;
  return async ({ context, params, body, ifMatch }) => {
    const draft = await drafts.get(context.organisationId, params.draftKey);
    const processDefinitionId =
      body.xml === undefined || draft.isTailored ? undefined : processIdOf(body.xml);
    const change = {
      ...body,
      ...(processDefinitionId === undefined ? {} : { processDefinitionId }),
    };
    const given = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    );
    const saved = await drafts.save(draft, requireIfMatch(ifMatch), given, context.username, now());
    await audit(context, 'draftSaved', draft._id, {
      version: saved.version,
      changed: Object.keys(given),
    });
    return describeDraftHead(saved);
  };
}

function deleteDraft(deps: DraftDependencies): HandlerOf<'deleteDraft'> {
  const { drafts, audit } = deps;
  return async ({ context, params }) => {
    await drafts.remove(context.organisationId, params.draftKey);
    await audit(context, 'draftDeleted', params.draftKey);
    return undefined;
  };
}

function checkDraft(deps: DraftDependencies): HandlerOf<'checkDraft'> {
  const { drafts, deployer } = deps;
  return async ({ context, params }) =>
    deployer.check(candidateOf(await drafts.get(context.organisationId, params.draftKey)));
}

function deployDraft(deps: DraftDependencies): HandlerOf<'deployDraft'> {
  const { drafts, deployer, audit } = deps;
  return async ({ context, params, ifMatch }) => {
    const draft = await drafts.get(context.organisationId, params.draftKey);
    const version = requireIfMatch(ifMatch);
    if (version !== draft.version) throw new StaleVersion('draft', version, draft.version);
    const result = await deployer.deploy([candidateOf(draft)], context.username);
    const { processDefinitions, decisionDefinitions } = result;
    await audit(context, 'draftDeployed', draft._id, [
      ...processDefinitions,
      ...decisionDefinitions,
    ]);
    const [deployed] = processDefinitions;
    if (deployed) await noteSource(deps, draft, deployed, context.username);
    return result;
  };
}

async function withBase({ versions }: DraftDependencies, draft: DraftDocument): Promise<Draft> {
  if (draft.basedOn === undefined) return describeDraft(draft, undefined);
  const base = await versions.get(draft.organisationId, draft.basedOn.processDefinitionKey);
  return describeDraft(draft, await versions.xml(base));
}
