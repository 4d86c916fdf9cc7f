import { randomUUID } from 'node:crypto';
import { listCallable, type DecisionModel } from '../../../engine/dmn/index.js';
import type { BlobStore } from '../../../workflows/activities/ports.js';
import type { DeploymentResult, NamedDecisions, Scope } from '../../contract/index.js';
import type { DecisionDefinitionDocument } from '../../store/decision-models.js';
import type { Store } from '../../store/store.js';
import { scopeKey } from './scope-key.js';

/** A file and what it means. */
export interface CompiledDecisions {
  readonly file: NamedDecisions;
  readonly model: DecisionModel;
}

/** Where decisions are deployed, and by whom. */
export interface DecisionPlace {
  readonly organisationId: string;
  readonly scope: Scope;
  readonly deploymentKey: string;
  readonly username: string;
}

interface StoreDependencies {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly now: () => Date;
}

type Stored = DeploymentResult['decisionDefinitions'][number];

const VERSION_RACES = 5;

/** Stores a version of each decision; what its newest version says already becomes no new one. */
export async function storeDecisions(
  deps: StoreDependencies,
  compiled: readonly CompiledDecisions[],
  place: DecisionPlace,
): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (const each of compiled) {
    for (const row of await buildRows(deps, each, place)) stored.push(await store(deps, row));
  }
  return stored;
}

async function buildRows(
  { blobs, now }: StoreDependencies,
  { file, model }: CompiledDecisions,
  { organisationId, scope, deploymentKey, username }: DecisionPlace,
): Promise<DecisionDefinitionDocument[]> {
  const xmlBlob = await blobs.put(Buffer.from(file.xml));
  const modelBlob = await blobs.put(Buffer.from(JSON.stringify(model)));
  return listCallable(model).map(({ decisionId, name, versionTag }) => ({
    _id: randomUUID(),
    organisationId,
    deploymentKey,
    decisionId,
    name,
    scope,
    scopeKey: scopeKey(scope),
    version: 1,
    isLatest: true,
    ...(versionTag === undefined ? {} : { versionTag }),
    resourceName: file.name,
    modelHash: model.hash,
    modelBlob,
    xmlBlob,
    deployedAt: now(),
    deployedBy: username,
  }));
}

async function store(
  { store: { connection, decisionDefinitions } }: StoreDependencies,
  row: DecisionDefinitionDocument,
): Promise<Stored> {
  const { organisationId, decisionId, scopeKey: key, modelHash, deploymentKey } = row;
  const variant = { organisationId, decisionId, scopeKey: key };
  for (let tries = 1; ; tries += 1) {
    const latest = await decisionDefinitions.findOne(variant).sort({ version: -1 }).lean().exec();
    if (latest?.modelHash === modelHash && latest.versionTag === row.versionTag) {
      const again = { $push: { alsoDeployedWith: deploymentKey } };
      await decisionDefinitions.updateOne({ _id: latest._id }, again).exec();
      return described(latest, true);
    }
    const version = { ...row, version: (latest?.version ?? 0) + 1 };
    try {
      await connection.transaction(async (session) => {
        const outdated = { ...variant, isLatest: true };
        const options = { session };
        await decisionDefinitions
          .updateMany(outdated, { $set: { isLatest: false } }, options)
          .exec();
        await decisionDefinitions.create([version], options);
      });
      return described(version, false);
    } catch (error) {
      const isRace = error instanceof Error && 'code' in error && error.code === 11_000;
      if (!isRace || tries === VERSION_RACES) throw error;
    }
  }
}

function described(
  { _id, decisionId, version }: DecisionDefinitionDocument,
  isUnchanged: boolean,
): Stored {
  return {
    decisionDefinitionKey: _id,
    decisionDefinitionId: decisionId,
    version,
    isUnchanged,
  };
}
