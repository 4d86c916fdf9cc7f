import type { Logger } from 'pino';
import { loadDemo, loadLibrary } from '../../definitions/index.js';
import type { Config } from '../config.js';
import type { Deployer } from '../features/definitions/deployer.js';
import type { RecordRepository } from '../features/records/record-commands.js';
import type { RecordTypes } from '../features/records/record-types.js';
import type { RecordWriter } from '../features/records/record-writer.js';
import { refreshRecords } from '../features/records/refresh-records.js';
import { withLock } from '../store/lock.js';
import type { Store } from '../store/store.js';
import { seedRoles } from './seed-organisation.js';
import { seedLibrary } from './seed-library.js';
import { seedRecords } from './seed-records.js';
import { seedDemo, seedFirstAdmin } from './seed-people.js';

export interface SeedDependencies {
  readonly store: Store;
  readonly deployer: Deployer;
  readonly recordTypes: RecordTypes;
  readonly recordWriter: RecordWriter;
  readonly records: RecordRepository;
  readonly config: Pick<Config, 'isDemo' | 'organisationId'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Fills an empty store so that somebody can begin; safe at every start, and on several servers at once. */
export async function seed(
  deps: SeedDependencies,
): Promise<{ readonly firstAdminPassword?: string }> {
  const { store, config, now } = deps;
  return withLock(store, 'seed', async () => {
    const firstAdminPassword = config.isDemo
      ? await seedTrial(deps)
      : await seedFirstAdmin(store, config.organisationId, now());
    const library = await loadLibrary();
    await seedRoles(store, library, config.organisationId);
    await seedLibrary(deps, library, config.organisationId, config.isDemo);
    await refreshRecords(store, deps.recordTypes, config.organisationId);
    return firstAdminPassword === undefined ? {} : { firstAdminPassword };
  });
}

async function seedTrial(deps: SeedDependencies): Promise<undefined> {
  const { store, recordTypes: types, recordWriter: writer, records, now } = deps;
  const demo = await loadDemo();
  await seedDemo(store, demo, now());
  await seedRecords({ store, types, writer, records }, demo);
}
