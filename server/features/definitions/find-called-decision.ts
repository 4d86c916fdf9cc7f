import type { DecisionChoice } from '../../../engine/index.js';
import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { DecisionDefinitionDocument } from '../../store/decision-models.js';
import type { Store } from '../../store/store.js';
import { scopeOfInstance } from './find-called-process.js';
import { coveringScopeKeys } from './scope-key.js';

type Found = DecisionDefinitionDocument | undefined;

/**
 * The version of a decision that an instance calls. Of several variants the most specific one that covers the
 * instance's own scope, as for called processes.
 */
export async function findCalledDecision(
  store: Store,
  caller: InstanceIdentity,
  { decisionId, binding, versionTag }: DecisionChoice,
): Promise<Found> {
  switch (binding) {
    case 'latest':
      return findCovering(store, caller, { decisionId, isLatest: true });
    case 'deployment':
      return findDeployedWith(store, caller.processDefinitionKey, decisionId);
    case 'versionTag':
      return findCovering(store, caller, { decisionId, versionTag: versionTag ?? '' });
  }
}

async function findCovering(
  store: Store,
  caller: InstanceIdentity,
  which: Readonly<Record<string, unknown>>,
): Promise<Found> {
  const { organisationId } = caller;
  for (const scopeKey of coveringScopeKeys(scopeOfInstance(caller))) {
    const found = await store.decisionDefinitions
      .findOne({ organisationId, ...which, scopeKey })
      .sort({ version: -1 })
      .lean()
      .exec();
    if (found) return found;
  }
  return undefined;
}

/**
 * The one that was deployed together with the caller, the last time that was; for a tailored caller else the one
 * deployed with its standard.
 */
async function findDeployedWith(
  store: Store,
  callerKey: string,
  decisionId: string,
): Promise<Found> {
  const caller = await store.processDefinitions.findById(callerKey).lean().exec();
  if (!caller) return undefined;
  const { organisationId } = caller;
  const deployments = [caller.deploymentKey, ...(caller.alsoDeployedWith ?? [])].reverse();
  for (const deploymentKey of deployments) {
    const found = await store.decisionDefinitions
      .findOne({
        organisationId,
        decisionId,
        $or: [{ deploymentKey }, { alsoDeployedWith: deploymentKey }],
      })
      .lean()
      .exec();
    if (found) return found;
  }
  if (caller.basedOn === undefined) return undefined;
  return findDeployedWith(store, caller.basedOn.processDefinitionKey, decisionId);
}
