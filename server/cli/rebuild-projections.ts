import { readConfig } from '../config.js';
import { rebuildProjections as rebuild } from '../features/facts/rebuild-projections.js';
import { openStore } from '../store/store.js';

type Environment = Readonly<Record<string, string | undefined>>;

export async function rebuildProjections(environment: Environment): Promise<number> {
  const store = await openStore(readConfig(environment).mongodbUri);
  try {
    const { instances } = await rebuild(store);
    console.log(`rebuilt the projections of ${String(instances)} instance(s)`);
    return 0;
  } finally {
    await store.close();
  }
}
