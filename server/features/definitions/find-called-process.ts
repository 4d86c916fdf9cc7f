import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { Scope } from '../../contract/index.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { Store } from '../../store/store.js';
import type { DefinitionLibrary } from './definition-library.js';
import { findDeployedWith } from './find-deployed-with.js';
import { coveringScopeKeys } from './scope-key.js';

interface CallQuestion {
  readonly caller: InstanceIdentity;
  readonly processId: string;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
}

type Found = ProcessDefinitionDocument | null | undefined;

/**
 * The version of a process that an instance calls. Of several variants the most specific one that covers the
 * instance's own scope: what is tailored for a service counts for every instance of the service.
 */
export async function findCalledProcess(
  store: Store,
  library: Pick<DefinitionLibrary, 'resolve'>,
  { caller, processId, binding, versionTag }: CallQuestion,
): Promise<Found> {
  switch (binding) {
    case 'latest':
      return library.resolve(caller.organisationId, processId, scopeOfInstance(caller));
    case 'deployment':
      return findDeployedWith(store, caller.processDefinitionKey, (deployment) =>
        store.processDefinitions
          .findOne({ ...deployment, processDefinitionId: processId })
          .lean()
          .exec(),
      );
    case 'versionTag':
      return findTagged(store, caller, processId, versionTag ?? '');
  }
}

export function scopeOfInstance({ serviceId, customerId, unitId }: InstanceIdentity): Scope {
  return {
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(unitId === undefined ? {} : { unitId }),
  };
}

async function findTagged(
  store: Store,
  caller: InstanceIdentity,
  processDefinitionId: string,
  versionTag: string,
): Promise<Found> {
  const { organisationId } = caller;
  for (const scopeKey of coveringScopeKeys(scopeOfInstance(caller))) {
    const found = await store.processDefinitions
      .findOne({ organisationId, processDefinitionId, versionTag, scopeKey })
      .sort({ version: -1 })
      .lean()
      .exec();
    if (found) return found;
  }
  return undefined;
}
