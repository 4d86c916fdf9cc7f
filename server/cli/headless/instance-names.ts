import type { TraceRecord } from '../../../engine/index.js';
import type { InMemoryInstance } from '../../../engine/in-memory-driver/index.js';

/** Names that do not depend on how ids are made: `main`, and `main/<call activity>` for called instances. */
export interface InstanceNames {
  nameOf(instanceId: string): string;
  observe(instanceId: string, record: TraceRecord): void;
}

export function createInstanceNames(find: (instanceId: string) => InMemoryInstance): InstanceNames {
  const names = new Map<string, string>();
  const called = new Map<string, string>();
  const calls = new Map<string, number>();
  let main: string | undefined;
  const nameOf = (instanceId: string): string => {
    const known = names.get(instanceId);
    if (known !== undefined) return known;
    const { parent } = find(instanceId);
    main ??= instanceId;
    const root = main === instanceId ? 'main' : instanceId;
    const name = parent === undefined ? root : (called.get(parent.childId) ?? instanceId);
    names.set(instanceId, name);
    return name;
  };
  return {
    nameOf,
    observe(instanceId, record) {
      const name = nameOf(instanceId);
      if (record.type !== 'childStarted') return;
      const path = `${name}/${record.elementId}`;
      const count = (calls.get(path) ?? 0) + 1;
      calls.set(path, count);
      called.set(record.childId, count === 1 ? path : `${path}#${count}`);
    },
  };
}
