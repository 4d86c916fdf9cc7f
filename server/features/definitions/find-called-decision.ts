import type { DecisionChoice } from '../../../engine/index.js';
import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { DecisionDefinitionDocument } from '../../store/decision-models.js';
import type { Store } from '../../store/store.js';
import { scopeOfInstance } from './find-called-process.js';
import { findDeployedWith } from './find-deployed-with.js';
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
      return findDeployedWith(store, caller.processDefinitionKey, (deployment) =>
        store.decisionDefinitions
          .findOne({ ...deployment, decisionId })
          .lean()
          .exec(),
      );
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
