import type { Store } from '../../store/store.js';

/** What was deployed in one go: there, or deployed before and found unchanged. */
interface InDeployment {
  readonly organisationId: string;
  readonly $or: ({ deploymentKey: string } | { alsoDeployedWith: string })[];
}

/**
 * What was deployed together with the calling process, the last time that was. The file of a tailored caller may leave
 * out what is as in the standard: then it is what was deployed with the standard.
 */
export async function findDeployedWith<T>(
  store: Store,
  callerKey: string,
  findIn: (deployment: InDeployment) => Promise<T | null>,
): Promise<T | undefined> {
  const caller = await store.processDefinitions.findById(callerKey).lean().exec();
  if (!caller) return undefined;
  const { organisationId } = caller;
  const deployments = [caller.deploymentKey, ...(caller.alsoDeployedWith ?? [])].reverse();
  for (const deploymentKey of deployments) {
    const $or = [{ deploymentKey }, { alsoDeployedWith: deploymentKey }];
    const found = await findIn({ organisationId, $or });
    if (found !== null) return found;
  }
  if (caller.basedOn === undefined) return undefined;
  return findDeployedWith(store, caller.basedOn.processDefinitionKey, findIn);
}
