import { randomUUID } from 'node:crypto';
import { findSharedStarts, listMessageStarts, type Program } from '../../../engine/index.js';
import type { BlobStore } from '../../../workflows/activities/ports.js';
import type { CheckResult, DeploymentResult } from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import { describeSharedStart } from './check-model.js';
import {
  checkDecisions,
  type DecisionFiles,
  describeBlocker,
  requireSound,
} from './check-decisions.js';
import { storeDecisions } from './decision-versions.js';
import type { DefinitionLibrary } from './definition-library.js';
import {
  buildVersions,
  type Candidate,
  type Checked,
  listContent,
  type Version,
  withBaseForms,
} from './definition-rows.js';
import { findBase } from './find-base.js';
import type { ModelChecker } from './model-checker.js';
import { storeVersion } from './store-version.js';

export interface Deployer {
  check(candidate: Candidate): Promise<CheckResult>;
  /** Checks again, whatever was checked before, and deploys; throws `Unprocessable` with every blocker. */
  deploy(candidates: readonly Candidate[], username: string): Promise<DeploymentResult>;
  /** Of decisions alone, without a process. */
  checkDecisions(files: DecisionFiles): Promise<CheckResult>;
  deployDecisions(files: DecisionFiles, username: string): Promise<DeploymentResult>;
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

export function createDeployer(deps: DeployerDependencies): Deployer {
  return {
    check: async (candidate) => {
      const {
        programs: _programs,
        drawn: _drawn,
        base: _base,
        decisions: _decisions,
        ...result
      } = await check(deps, candidate);
      return result;
    },
    deploy: async (candidates, username) => {
      const checked = await Promise.all(candidates.map((one) => check(deps, one)));
      checked.forEach(requireDeployable);
      requireDistinct(checked);
      const deploymentKey = randomUUID();
      const deployment = { deploymentKey, username, zone: await zoneOf(deps, username) };
      // Decisions go first: what calls them finds them.
      const decisionDefinitions = await storeDecisionsOf(deps, candidates, checked, deployment);
      const processDefinitions: DeploymentResult['processDefinitions'] = [];
      for (const [index, candidate] of candidates.entries()) {
        const versions = await buildVersions(
          deps,
          candidate,
          checked[index] as Checked,
          deployment,
        );
        for (const version of versions) processDefinitions.push(await store(deps, version));
      }
      const problems = distinct(checked.flatMap((one) => one.problems));
      return { deploymentKey, processDefinitions, decisionDefinitions, problems };
    },
    checkDecisions: (files) => checkFiles(deps, files),
    deployDecisions: (files, username) => deployFiles(deps, files, username),
  };
}

async function checkFiles(
  { store }: DeployerDependencies,
  files: DecisionFiles,
): Promise<CheckResult> {
  const { problems } = await checkDecisions(store, files, undefined);
  const isDeployable = problems.every(({ severity }) => severity !== 'error');
  return { problems: [...problems], differences: [], blockers: [], isDeployable };
}

async function deployFiles(
  deps: DeployerDependencies,
  files: DecisionFiles,
  username: string,
): Promise<DeploymentResult> {
  requireOrganisation(files);
  const { compiled, problems } = await checkDecisions(deps.store, files, undefined);
  requireSound(problems);
  const deploymentKey = randomUUID();
  const place = { ...files, deploymentKey, username };
  const decisionDefinitions = await storeDecisions(deps, compiled, place);
  return { deploymentKey, processDefinitions: [], decisionDefinitions, problems: [...problems] };
}

async function check(deps: DeployerDependencies, candidate: Candidate): Promise<Checked> {
  const base = await findBase(deps, candidate);
  const decisions = await checkDecisions(deps.store, candidate, base);
  const result = await deps.checker({
    xml: candidate.xml,
    forms: withBaseForms(candidate.forms, base),
    decisions,
    reasons: candidate.reasons,
    ...(base === undefined ? {} : { baseXml: base.xml }),
  });
  const shared = await findStartsElsewhere(deps.store, candidate.organisationId, result.programs);
  const problems = [...result.problems, ...decisions.problems, ...shared];
  const isDeployable =
    result.isDeployable && decisions.problems.every(({ severity }) => severity !== 'error');
  return { ...result, problems, isDeployable, base, decisions };
}

/** Models of one deployment share their decisions. */
async function storeDecisionsOf(
  deps: DeployerDependencies,
  [candidate]: readonly Candidate[],
  [checked]: readonly Checked[],
  { deploymentKey, username }: { readonly deploymentKey: string; readonly username: string },
): Promise<DeploymentResult['decisionDefinitions']> {
  if (candidate === undefined || checked === undefined) return [];
  const place = { ...candidate, deploymentKey, username };
  return storeDecisions(deps, checked.decisions.compiled, place);
}

/** What is wrong with decisions is found with each of the models that they are deployed with. */
function distinct(problems: CheckResult['problems']): CheckResult['problems'] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Rules of their own for a part of the organisation belong to a process that is tailored for it. */
function requireOrganisation({ scope }: DecisionFiles): void {
  if (Object.keys(scope).length === 0) return;
  throw new Unprocessable(
    'baseRequired',
    'Expected a tailored process: decisions for a part of the organisation are deployed together with one.',
  );
}

/** Messages that begin what is deployed already; what the model itself shares is told by its check. */
async function findStartsElsewhere(
  store: Store,
  organisationId: string,
  programs: readonly Program[],
): Promise<CheckResult['problems']> {
  const starts = programs.flatMap(listMessageStarts);
  if (starts.length === 0) return [];
  const names = starts.map(({ name }) => name);
  const own = programs.map(({ processId }) => processId);
  const others = await store.startTriggers
    .find({
      organisationId,
      kind: 'message',
      name: { $in: names },
      processDefinitionId: { $nin: own },
    })
    .lean()
    .exec();
  return starts.flatMap((start) => {
    const elsewhere = others.map(({ processDefinitionId, name }) => ({
      processId: processDefinitionId,
      name,
    }));
    return findSharedStarts([start], elsewhere).map(describeSharedStart);
  });
}

function requireDeployable(checked: Checked): void {
  if (checked.isDeployable) return;
  const errors = [
    ...checked.problems.filter((problem) => problem.severity === 'error').map(describeBlocker),
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

async function store(
  deps: DeployerDependencies,
  version: Version,
): Promise<DeploymentResult['processDefinitions'][number]> {
  const stored = await storeVersion(deps.store, version);
  if (!stored.isUnchanged) await deps.onDeployed({ ...version.row, version: stored.version });
  return stored;
}

/** What nobody starts by hand runs in the time zone of whoever deployed it. */
async function zoneOf({ store }: DeployerDependencies, username: string): Promise<string> {
  const person = await store.users.findOne({ username }, { zone: 1 }).lean().exec();
  return person?.zone ?? 'UTC';
}

/** Files deployed together must not bring one process twice: which one would count? */
function requireDistinct(checked: readonly Checked[]): void {
  const seen = new Set<string>();
  for (const { processId } of checked.flatMap(listContent)) {
    if (seen.has(processId)) {
      throw new Unprocessable(
        'processTwice',
        `Expected process '${processId}' once in a deployment, but several models hold it.`,
        { params: { processId } },
      );
    }
    seen.add(processId);
  }
}
