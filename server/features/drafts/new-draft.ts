import { randomUUID } from 'node:crypto';
import type { NewDraft } from '../../contract/index.js';
import { InvalidRequest, Unprocessable } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { BasedOn, NamedDecisions } from '../../contract/index.js';
import type { DraftDocument, ProcessDefinitionDocument } from '../../store/definition-models.js';

/** What a draft needs to know of deployed versions. */
export interface DeployedVersions {
  get(organisationId: string, processDefinitionKey: string): Promise<ProcessDefinitionDocument>;
  xml(definition: ProcessDefinitionDocument): Promise<string>;
  /** DMN files that were deployed together with it. */
  decisionsOf(definition: ProcessDefinitionDocument): Promise<NamedDecisions[]>;
}

/** Builds a draft: the next version of a process, a tailoring of a standard, or a new process. */
export async function buildDraft(
  versions: DeployedVersions,
  context: RequestContext,
  request: NewDraft,
  now: Date,
): Promise<DraftDocument> {
  const frame = {
    _id: randomUUID(),
    organisationId: context.organisationId,
    version: 1,
    createdAt: now,
    createdBy: context.username,
    updatedAt: now,
    updatedBy: context.username,
  };
  if ('xml' in request) return { ...frame, ...newProcess(request) };
  if ('baseProcessDefinitionKey' in request) {
    const base = await versions.get(context.organisationId, request.baseProcessDefinitionKey);
    return { ...frame, ...tailoring(request, base), xml: await versions.xml(base) };
  }
  const source = await versions.get(context.organisationId, request.processDefinitionKey);
  const decisions = await versions.decisionsOf(source);
  return { ...frame, ...nextVersion(source), decisions, xml: await versions.xml(source) };
}

type Content = Omit<
  DraftDocument,
  | '_id'
  | 'organisationId'
  | 'version'
  | 'createdAt'
  | 'createdBy'
  | 'updatedAt'
  | 'updatedBy'
  | 'xml'
>;

function nextVersion(source: ProcessDefinitionDocument): Content {
  return {
    name: source.name,
    processDefinitionId: source.processDefinitionId,
    scope: source.scope,
    isTailored: source.isTailored,
    ...(source.basedOn === undefined ? {} : { basedOn: source.basedOn }),
    source: { processDefinitionKey: source._id, version: source.version },
    forms: source.forms,
    reasons: source.reasons,
  };
}

function tailoring(
  request: Extract<NewDraft, { baseProcessDefinitionKey: string }>,
  base: ProcessDefinitionDocument,
): Content {
  if (base.isTailored) {
    throw new Unprocessable(
      'baseNotStandard',
      'Expected a standard process as base, but it is tailored itself.',
    );
  }
  if (Object.values(request.scope).every((value) => value === undefined)) {
    throw new InvalidRequest(
      'scopeRequired',
      'Expected a service, customer or unit that the process is tailored for.',
    );
  }
  const basedOn: BasedOn = {
    processDefinitionKey: base._id,
    version: base.version,
    name: base.name,
  };
  return {
    name: request.name ?? base.name,
    processDefinitionId: base.processDefinitionId,
    scope: request.scope,
    isTailored: true,
    basedOn,
    forms: base.forms,
    reasons: {},
  };
}

function newProcess({
  xml,
  forms = [],
  decisions = [],
}: Extract<NewDraft, { xml: string }>): Content & { xml: string } {
  const processDefinitionId = processIdOf(xml) ?? 'new-process';
  return {
    name: processDefinitionId,
    processDefinitionId,
    scope: {},
    isTailored: false,
    forms,
    decisions,
    reasons: {},
    xml,
  };
}

/** Reads the id of the first process for the list of drafts; drafts may be unfinished, so nothing is demanded. */
export function processIdOf(xml: string): string | undefined {
  return /<(?:[\w-]{1,40}:)?process\s[^>]{0,2000}?\bid="([^"]{1,200})"/.exec(xml)?.[1];
}
