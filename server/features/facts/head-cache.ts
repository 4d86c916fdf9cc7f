import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { Store } from '../../store/store.js';
import { emptyHead } from './projections/instance-projection.js';
import type { InstanceHead } from './projections/projection.js';

/** The projections of instances that are being written, so that they need not be read before every write. */
export interface HeadCache {
  /** As it was last seen; whoever writes checks that nobody else was faster. */
  load(identity: InstanceIdentity, at: number): Promise<InstanceHead>;
  remember(head: InstanceHead): void;
  forget(instanceId: string): void;
}

export interface HeadCacheDependencies {
  readonly store: Store;
  /** Name of a deployed process, by its key. */
  readonly definitionName: (processDefinitionKey: string) => Promise<string>;
}

const CACHED_HEADS = 2_000;

export function createHeadCache({ store, definitionName }: HeadCacheDependencies): HeadCache {
  const heads = new Map<string, InstanceHead>();
  return {
    load: async (identity, at) => {
      const cached = heads.get(identity.instanceId);
      if (cached) return cached;
      const stored = await store.instances
        .findById(identity.instanceId)
        .lean<InstanceHead>()
        .exec();
      if (stored) return stored;
      const name = await definitionName(identity.processDefinitionKey);
      return emptyHead(identity, name, new Date(at));
    },
    remember: (head) => {
      heads.delete(head._id);
      if (head.state === 'active') heads.set(head._id, head);
      if (heads.size > CACHED_HEADS) heads.delete(heads.keys().next().value ?? '');
    },
    forget: (instanceId) => heads.delete(instanceId),
  };
}
