import type { DeploymentResult } from '../../contract/index.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import type { Version } from './definition-rows.js';
import { writeStartTriggers } from './start-triggers.js';

const VERSION_RACES = 5;

/** Gives the row the next version number of its variant; the same content is not stored twice in a row. */
export async function storeVersion(
  store: Store,
  { row, program }: Version,
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
    if (latest?.contentHash === row.contentHash) {
      await store.processDefinitions
        .updateOne({ _id: latest._id }, { $push: { alsoDeployedWith: row.deploymentKey } })
        .exec();
      return described(latest, true);
    }
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
