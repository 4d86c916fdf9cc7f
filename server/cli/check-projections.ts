import { readConfig } from '../config.js';
import { checkProjections as check } from '../features/facts/rebuild-projections.js';
import { openStore } from '../store/store.js';

type Environment = Readonly<Record<string, string | undefined>>;

export async function checkProjections(environment: Environment): Promise<number> {
  const store = await openStore(readConfig(environment).mongodbUri);
  try {
    const { instances, differing } = await check(store);
    console.log(
      `checked ${String(instances)} instance(s), ${String(differing.length)} differ from their facts`,
    );
    for (const instanceId of differing) console.log(`  ${instanceId}`);
    return differing.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}
