import { createHash, randomUUID } from 'node:crypto';
import type { Program } from '../../../engine/index.js';
import type { BlobStore } from '../../../workflows/activities/ports.js';
import type {
  BasedOn,
  CheckResult,
  DeploymentResult,
  NamedForm,
  Scope,
} from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import type { DefinitionLibrary } from './definition-library.js';
import type { ModelChecker } from './model-checker.js';
import { scopeKey } from './scope-key.js';
import { writeStartTriggers } from './start-triggers.js';

/** Models and forms that somebody wants to deploy. */
export interface Candidate {
  readonly organisationId: string;
  readonly xml: string;
  readonly forms: readonly NamedForm[];
  readonly scope: Scope;
  /** The pinned version of the standard, for a tailored process. */
  readonly baseProcessDefinitionKey?: string;
  readonly reasons: Readonly<Record<string, string>>;
}

export interface Deployer {
  check(candidate: Candidate): Promise<CheckResult>;
  /** Checks again, whatever was checked before, and deploys; throws `Unprocessable` with every blocker. */
  deploy(candidates: readonly Candidate[], username: string): Promise<DeploymentResult>;
}

export interface DeployerDependencies {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly library: DefinitionLibrary;
  readonly checker: ModelChecker;
  /** A version is stored; must not throw. */
  readonly onDeployed: (definition: ProcessDefinitionDocument) => Promise<void>;
  readonly now: () => Date;
}

const VERSION_RACES = 5;

export function createDeployer(deps: DeployerDependencies): Deployer {
  async function check(candidate: Candidate): Promise<Checked> {
    const base = await findBase(deps, candidate);
    const result = await deps.checker({
      xml: candidate.xml,
      forms: withBaseForms(candidate.forms, base?.definition),
      reasons: candidate.reasons,
      ...(base === undefined ? {} : { baseXml: base.xml }),
    });
    return { ...result, base: base?.definition };
  }

  return {
    check: async (candidate) => {
      const { program: _program, base: _base, ...result } = await check(candidate);
      return result;
    },
    deploy: async (candidates, username) => {
      const checked = await Promise.all(candidates.map(check));
      checked.forEach(requireDeployable);
      const deploymentKey = randomUUID();
      const processDefinitions: DeploymentResult['processDefinitions'] = [];
      for (const [index, candidate] of candidates.entries()) {
        const result = checked[index] as Checked;
        const row = await buildRow(deps, candidate, result, { deploymentKey, username });
        const stored = await storeVersion(deps.store, row, programOf(result));
        processDefinitions.push(stored);
        if (!stored.isUnchanged) await deps.onDeployed({ ...row, version: stored.version });
      }
      return {
        deploymentKey,
        processDefinitions,
        problems: checked.flatMap((one) => one.problems),
      };
    },
  };
}

type Checked = CheckResult & {
  readonly program?: Program;
  readonly base: ProcessDefinitionDocument | undefined;
};

async function findBase({ library }: DeployerDependencies, candidate: Candidate) {
  const key = candidate.baseProcessDefinitionKey;
  if (key === undefined) {
    if (Object.keys(candidate.scope).length === 0) return undefined;
    throw new Unprocessable(
      'baseRequired',
      'Expected a base: a process for a part of the organisation is tailored from a standard.',
    );
  }
  const definition = await library.get(candidate.organisationId, key);
  if (definition.isTailored) {
    throw new Unprocessable(
      'baseNotStandard',
      'Expected a standard process as base, but it is tailored itself.',
    );
  }
  if (Object.keys(candidate.scope).length === 0) {
    throw new Unprocessable(
      'scopeRequired',
      'Expected a service, customer or unit that the tailored process is for.',
    );
  }
  return { definition, xml: await library.xml(definition) };
}

function requireDeployable(checked: Checked): void {
  if (checked.isDeployable) return;
  const errors = [
    ...checked.problems
      .filter((problem) => problem.severity === 'error')
      .map(({ elementId, rule, message, params }) => ({
        path: elementId ?? '',
        rule,
        message,
        ...(params === undefined ? {} : { params }),
      })),
    ...checked.differences
      .filter((difference) => checked.blockers.includes(difference.differenceId))
      .map(({ differenceId, rule, message }) => ({ path: differenceId, rule, message })),
  ];
  const code = checked.blockers.length > 0 ? 'differencesBlocked' : 'modelInvalid';
  throw new Unprocessable(
    code,
    `Expected a deployable model, but ${String(errors.length)} thing(s) stand in the way.`,
    { errors },
  );
}

async function buildRow(
  { store, blobs, now }: DeployerDependencies,
  candidate: Candidate,
  checked: Checked,
  deployment: { readonly deploymentKey: string; readonly username: string },
): Promise<ProcessDefinitionDocument> {
  const program = programOf(checked);
  const { base } = checked;
  requireSameProcess(program, base);
  const forms = withBaseForms(candidate.forms, base).filter((form) =>
    program.formIds.includes(form.formId),
  );
  return {
    _id: randomUUID(),
    organisationId: candidate.organisationId,
    deploymentKey: deployment.deploymentKey,
    processDefinitionId: program.processId,
    scope: candidate.scope,
    scopeKey: scopeKey(candidate.scope),
    version: 1,
    isLatest: true,
    name: program.name === '' ? program.processId : program.name,
    ...(program.versionTag === undefined ? {} : { versionTag: program.versionTag }),
    isTailored: base !== undefined,
    ...(base === undefined ? {} : { basedOn: basedOn(base) }),
    differences: checked.differences,
    reasons: { ...candidate.reasons },
    contentHash: contentHash(candidate, forms),
    programHash: program.hash,
    programBlob: await blobs.put(Buffer.from(JSON.stringify(program))),
    xmlBlob: await blobs.put(Buffer.from(candidate.xml)),
    forms: [...forms],
    startEvents: program.startEvents.map(({ elementId, kind, formId }) => ({
      elementId,
      kind,
      ...(formId === undefined ? {} : { formId }),
    })),
    startRoles: [...program.start.roles],
    businessKeyPrefix:
      program.start.businessKeyPrefix ?? program.processId.toUpperCase().slice(0, 12),
    elementNames: elementNames(program),
    deployedAt: now(),
    deployedBy: deployment.username,
    zone: await zoneOf(store, deployment.username),
  };
}

function programOf({ program }: Checked): Program {
  if (program) return program;
  const message = 'Expected an executable process, but the model holds none.';
  throw new Unprocessable('noProcess', message);
}

/** What nobody starts by hand runs in the time zone of whoever deployed it. */
async function zoneOf(store: Store, username: string): Promise<string> {
  const person = await store.users.findOne({ username }, { zone: 1 }).lean().exec();
  return person?.zone ?? 'UTC';
}

function elementNames(program: Program): ProcessDefinitionDocument['elementNames'] {
  return program.elements.flatMap(({ id, name }) => (name === '' ? [] : [{ elementId: id, name }]));
}

function requireSameProcess(program: Program, base: ProcessDefinitionDocument | undefined): void {
  if (base === undefined || base.processDefinitionId === program.processId) return;
  throw new Unprocessable(
    'processIdChanged',
    `Expected the tailored process to keep the id '${base.processDefinitionId}', but it is '${program.processId}'.`,
  );
}

/** A tailored process uses the forms of its standard, but for those it has of its own. */
function withBaseForms(
  own: readonly NamedForm[],
  base: ProcessDefinitionDocument | undefined,
): NamedForm[] {
  const ids = new Set(own.map((form) => form.formId));
  return [...own, ...(base?.forms ?? []).filter((form) => !ids.has(form.formId))];
}

export function basedOn(base: ProcessDefinitionDocument): BasedOn {
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

/** Gives the row the next version number of its variant; the same content is not stored twice in a row. */
async function storeVersion(
  store: Store,
  row: ProcessDefinitionDocument,
  program: Program,
): Promise<DeploymentResult['processDefinitions'][number]> {
  const variant = {
    organisationId: row.organisationId,
    processDefinitionId: row.processDefinitionId,
    scopeKey: row.scopeKey,
  };
  for (let tries = 1; ; tries += 1) {
    const latest = await store.processDefinitions
      .findOne(variant)
      .sort({ version: -1 })
      .lean()
      .exec();
    if (latest?.contentHash === row.contentHash) return described(latest, true);
    const version = { ...row, version: (latest?.version ?? 0) + 1 };
    try {
      await store.connection.transaction(async (session) => {
        const outdated = { ...variant, isLatest: true };
        await store.processDefinitions
          .updateMany(outdated, { $set: { isLatest: false } }, { session })
          .exec();
        await store.processDefinitions.create([version], { session });
        await writeStartTriggers(store, version, program, session);
      });
      return described(version, false);
    } catch (error) {
      const isRace = error instanceof Error && 'code' in error && error.code === 11_000;
      if (!isRace || tries === VERSION_RACES) throw error;
    }
  }
}

function described(row: ProcessDefinitionDocument, isUnchanged: boolean) {
  const { _id, processDefinitionId, version } = row;
  return { processDefinitionKey: _id, processDefinitionId, version, isUnchanged };
}
