import { randomUUID } from 'node:crypto';
import { findSharedStarts, listMessageStarts, type Program } from '../../../engine/index.js';
import type { BlobStore } from '../../../workflows/activities/ports.js';
import type { CheckResult, DeploymentResult } from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import { describeSharedStart } from './check-model.js';
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
  async function check(candidate: Candidate): Promise<Checked> {
    const base = await findBase(deps, candidate);
    const result = await deps.checker({
      xml: candidate.xml,
      forms: withBaseForms(candidate.forms, base),
      reasons: candidate.reasons,
      ...(base === undefined ? {} : { baseXml: base.xml }),
    });
    const shared = await findStartsElsewhere(deps.store, candidate.organisationId, result.programs);
    return { ...result, problems: [...result.problems, ...shared], base };
  }

  return {
    check: async (candidate) => {
      const { programs: _programs, drawn: _drawn, base: _base, ...result } = await check(candidate);
      return result;
    },
    deploy: async (candidates, username) => {
      const checked = await Promise.all(candidates.map(check));
      checked.forEach(requireDeployable);
      requireDistinct(checked);
      const deploymentKey = randomUUID();
      const deployment = { deploymentKey, username, zone: await zoneOf(deps, username) };
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
      return {
        deploymentKey,
        processDefinitions,
        problems: checked.flatMap((one) => one.problems),
      };
    },
  };
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
