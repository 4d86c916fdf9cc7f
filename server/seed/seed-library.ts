import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Library, LibraryProcess, TailoredProcess } from '../../definitions/index.js';
import type { NamedDecisions, NamedForm } from '../contract/index.js';
import { contentHash, type Candidate } from '../features/definitions/definition-rows.js';
import type { Deployer } from '../features/definitions/deployer.js';
import { ORGANISATION_SCOPE, scopeKey } from '../features/definitions/scope-key.js';
import type { ProcessDefinitionDocument } from '../store/definition-models.js';
import type { Store } from '../store/store.js';
import { seedAgreements, seedCalendars } from './seed-terms.js';

/** Who deployed what came with the product. */
const SYSTEM = 'system';

export interface LibrarySeedDependencies {
  readonly store: Store;
  readonly deployer: Deployer;
  readonly logger: Logger;
  readonly now: () => Date;
}

/**
 * Deploys the standard processes of the library. What the organisation deployed itself since is left alone:
 * a newer library then only waits to be taken over by the process owner.
 */
export async function seedLibrary(
  deps: LibrarySeedDependencies,
  library: Library,
  organisationId: string,
  withExamples: boolean,
): Promise<void> {
  await seedCalendars(deps.store, library.calendars, organisationId, deps.now());
  await seedAgreements(deps.store, library.agreements, organisationId, deps.now());
  for (const process of library.processes) {
    const standard = await seedStandard(deps, process, organisationId);
    if (!standard || !withExamples) continue;
    for (const example of process.tailored) await seedExample(deps, example, standard);
  }
}

async function seedStandard(
  deps: LibrarySeedDependencies,
  process: LibraryProcess,
  organisationId: string,
): Promise<ProcessDefinitionDocument | undefined> {
  const candidate: Candidate = {
    organisationId,
    xml: process.xml,
    forms: namedForms(process.forms),
    decisions: await withoutChanged(deps.store, organisationId, process.decisions),
    scope: {},
    reasons: {},
  };
  const variant = {
    organisationId,
    processDefinitionId: process.processId,
    scopeKey: ORGANISATION_SCOPE,
  };
  const latest = await deps.store.processDefinitions
    .findOne({ ...variant, isLatest: true })
    .lean()
    .exec();
  const isOurs = latest === null || latest.deployedBy === SYSTEM;
  if (isOurs) await deploy(deps, candidate, process.processId);
  const standard = await deps.store.processDefinitions
    .findOne({ ...variant, deployedBy: SYSTEM })
    .sort({ version: -1 })
    .lean()
    .exec();
  return standard ?? undefined;
}

async function seedExample(
  deps: LibrarySeedDependencies,
  example: TailoredProcess,
  standard: ProcessDefinitionDocument,
): Promise<void> {
  const { organisationId, processDefinitionId } = standard;
  const { serviceId, customerId, unitId } = example.scope;
  const scope = {
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(unitId === undefined ? {} : { unitId }),
  };
  const isKnown = await deps.store.processDefinitions.exists({
    organisationId,
    processDefinitionId,
    scopeKey: scopeKey(scope),
  });
  if (isKnown) return;
  const candidate: Candidate = {
    organisationId,
    xml: example.xml,
    forms: namedForms(example.forms),
    decisions: [...example.decisions],
    scope,
    baseProcessDefinitionKey: standard._id,
    reasons: example.reasons,
  };
  await deploy(deps, candidate, `${processDefinitionId} (${example.name})`);
}

async function deploy(
  { store, deployer, logger }: LibrarySeedDependencies,
  candidate: Candidate,
  name: string,
): Promise<void> {
  const hash = contentHash(candidate, candidate.forms);
  const isKnown = await store.processDefinitions.exists({
    organisationId: candidate.organisationId,
    contentHash: hash,
  });
  const hasNews = await bringsNewDecisions(store, candidate);
  if (isKnown && !hasNews) return;
  const { processDefinitions } = await deployer.deploy([candidate], SYSTEM);
  for (const { version, isUnchanged } of processDefinitions) {
    if (!isUnchanged) logger.info({ process: name, version }, 'deployed a process of the library');
  }
}

function namedForms(forms: LibraryProcess['forms']): NamedForm[] {
  return forms.map(({ formId, schema }) => ({ formId, schema: { ...schema } }));
}

/** Decisions that the organisation has changed since are its own. */
async function withoutChanged(
  store: Store,
  organisationId: string,
  files: LibraryProcess['decisions'],
): Promise<NamedDecisions[]> {
  const kept: NamedDecisions[] = [];
  for (const file of files) {
    const isChanged = await store.decisionDefinitions.exists({
      organisationId,
      resourceName: file.name,
      isLatest: true,
      deployedBy: { $ne: SYSTEM },
    });
    if (!isChanged) kept.push(file);
  }
  return kept;
}

async function bringsNewDecisions(
  store: Store,
  { organisationId, decisions }: Candidate,
): Promise<boolean> {
  for (const { xml } of decisions) {
    const xmlBlob = createHash('sha256').update(xml).digest('hex');
    const isKnown = await store.decisionDefinitions.exists({ organisationId, xmlBlob });
    if (!isKnown) return true;
  }
  return false;
}
