import { createHash, randomUUID } from 'node:crypto';
import type { Program } from '../../../engine/index.js';
import type { BlobStore } from '../../../workflows/activities/ports.js';
import type {
  BasedOn,
  CheckResult,
  Difference,
  NamedDecisions,
  NamedForm,
  Scope,
} from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { CheckedDecisions } from './check-decisions.js';
import type { Base } from './find-base.js';
import type { ModelContent } from './model-checker.js';
import { scopeKey } from './scope-key.js';

/** A model, with decisions and forms, that somebody wants to deploy. */
export interface Candidate {
  readonly organisationId: string;
  readonly xml: string;
  readonly forms: readonly NamedForm[];
  /** DMN files that are deployed together with it. */
  readonly decisions: readonly NamedDecisions[];
  readonly scope: Scope;
  /** The pinned version of the standard, for a tailored process. */
  readonly baseProcessDefinitionKey?: string;
  readonly reasons: Readonly<Record<string, string>>;
}

export type Checked = CheckResult &
  ModelContent & { readonly base: Base | undefined } & { readonly decisions: CheckedDecisions };

interface RowDependencies {
  readonly blobs: BlobStore;
  readonly now: () => Date;
}

interface Deployment {
  readonly deploymentKey: string;
  readonly username: string;
  readonly zone: string;
}

/** One process of a model as it is going to be stored. */
interface Part {
  readonly processId: string;
  readonly name: string;
  /** Left out for a process that is only drawn. */
  readonly program?: Program;
  readonly base?: ProcessDefinitionDocument;
}

/** Every process of a model by itself. Those that are only drawn are kept where nothing else keeps them. */
export function listContent({ programs, drawn }: ModelContent): readonly Omit<Part, 'base'>[] {
  if (programs.length === 0) return drawn;
  return programs.map((program) => {
    const { processId, name } = program;
    return { processId, name: name === '' ? processId : name, program };
  });
}

/** One process of a model, ready to be stored; a process that is only drawn has no program. */
export interface Version {
  readonly row: ProcessDefinitionDocument;
  readonly program: Program | undefined;
}

/** A definition of its own for each process of a model. */
export async function buildVersions(
  deps: RowDependencies,
  candidate: Candidate,
  checked: Checked,
  deployment: Deployment,
): Promise<readonly Version[]> {
  const parts = listParts(checked);
  const xmlBlob = await deps.blobs.put(Buffer.from(candidate.xml));
  const versions: Version[] = [];
  for (const part of parts) {
    const differences = differencesOf(part, parts, checked);
    const row = {
      ...frameOf(candidate, part, deployment, deps.now()),
      ...(await describeProgram(deps, candidate, checked, part)),
      differences: [...differences],
      xmlBlob,
    };
    versions.push({ row, program: part.program });
  }
  return versions;
}

/**
 * Of a tailored model, the process that was asked for and those others in its file that differ from the standard:
 * what is as in the standard shall follow the standard.
 */
function listParts(checked: Checked): readonly Part[] {
  const parts = listContent(checked);
  const { base } = checked;
  if (base === undefined) return parts;
  requireSameProcesses(parts, base);
  return parts.flatMap((part) => {
    const own = base.siblings.find((row) => row.processDefinitionId === part.processId);
    const isChanged = own?._id === base.definition._id || own?.programHash !== part.program?.hash;
    return own !== undefined && isChanged ? [{ ...part, base: own }] : [];
  });
}

function requireSameProcesses(parts: readonly Part[], { definition, siblings }: Base): void {
  const known = siblings.map((row) => row.processDefinitionId);
  const added = parts.find(({ processId }) => !known.includes(processId));
  const isKept = parts.some(({ processId }) => processId === definition.processDefinitionId);
  if (isKept && added === undefined) return;
  const got = added?.processId ?? parts.map(({ processId }) => processId).join(', ');
  throw new Unprocessable(
    'processIdChanged',
    `Expected the tailored process to keep the id '${definition.processDefinitionId}', but it is '${got}'.`,
  );
}

/** Differences of its own elements; those of elements that no process has any more go to the one asked for. */
function differencesOf(
  part: Part,
  parts: readonly Part[],
  { base, differences }: Checked,
): readonly Difference[] {
  const isAskedFor = part.base?._id === base?.definition._id;
  const own = idsOf([part]);
  const others = idsOf(parts.filter((other) => other !== part));
  return differences.filter(
    ({ elementId }) => own.has(elementId) || (isAskedFor && !others.has(elementId)),
  );
}

function idsOf(parts: readonly Part[]): ReadonlySet<string> {
  const programs = parts.flatMap(({ program }) => program ?? []);
  return new Set(
    programs.flatMap(({ elements, flows }) => [...elements, ...flows].map(({ id }) => id)),
  );
}

function frameOf(
  candidate: Candidate,
  { processId, name, base }: Part,
  { deploymentKey, username, zone }: Deployment,
  deployedAt: Date,
) {
  return {
    _id: randomUUID(),
    organisationId: candidate.organisationId,
    deploymentKey,
    processDefinitionId: processId,
    scope: candidate.scope,
    scopeKey: scopeKey(candidate.scope),
    version: 1,
    isLatest: true,
    name,
    isTailored: base !== undefined,
    ...(base === undefined ? {} : { basedOn: basedOn(base) }),
    reasons: { ...candidate.reasons },
    deployedAt,
    deployedBy: username,
    zone,
  };
}

/** What can be run and how it begins; of a drawing, that there is no such thing. */
async function describeProgram(
  { blobs }: RowDependencies,
  candidate: Candidate,
  { base }: Checked,
  { processId, program }: Part,
) {
  const formIds = program?.formIds ?? [];
  const forms = withBaseForms(candidate.forms, base).filter(({ formId }) =>
    formIds.includes(formId),
  );
  const blob = program === undefined ? '' : await blobs.put(Buffer.from(JSON.stringify(program)));
  const tag = program?.versionTag;
  return {
    ...(tag === undefined ? {} : { versionTag: tag }),
    contentHash: contentHash(candidate, forms),
    programHash: program?.hash ?? '',
    programBlob: blob,
    forms: [...forms],
    startEvents: (program?.startEvents ?? []).map(({ elementId, kind, formId }) => ({
      elementId,
      kind,
      ...(formId === undefined ? {} : { formId }),
    })),
    startRoles: [...(program?.start.roles ?? [])],
    businessKeyPrefix: program?.start.businessKeyPrefix ?? processId.toUpperCase().slice(0, 12),
    elementNames: (program?.elements ?? []).flatMap(({ id, name }) =>
      name === '' ? [] : [{ elementId: id, name }],
    ),
  };
}

/** A tailored process uses the forms of its standard, but for those it has of its own. */
export function withBaseForms(own: readonly NamedForm[], base: Base | undefined): NamedForm[] {
  const ids = new Set(own.map((form) => form.formId));
  const inherited = (base?.siblings ?? []).flatMap(({ forms }) => forms);
  return [...own, ...inherited.filter((form) => !ids.has(form.formId))];
}

function basedOn(base: ProcessDefinitionDocument): BasedOn {
  return { processDefinitionKey: base._id, version: base.version, name: base.name };
}

export function contentHash(candidate: Candidate, forms: readonly NamedForm[]): string {
  const sorted = [...forms].sort((a, b) => (a.formId < b.formId ? -1 : 1));
  const content = [
    candidate.xml,
    sorted,
    scopeKey(candidate.scope),
    candidate.baseProcessDefinitionKey ?? '',
    Object.entries(candidate.reasons).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
