import type { Logger } from 'pino';
import { InvalidConfiguration } from '../errors.js';
import { withLock } from '../store/lock.js';
import type { Store } from '../store/store.js';
import type { Migration } from './migration.js';

/** Brings stored documents up to this version of the server; one server does, the others wait. */
export async function runMigrations(
  store: Store,
  migrations: readonly Migration[],
  logger: Logger,
): Promise<void> {
  await withLock(store, 'migrations', async () => {
    await store.ensureIndexes();
    const known = await store.migrations.find().lean().exec();
    refuseNewerData(
      known.map((row) => row._id),
      migrations,
    );
    for (const migration of migrations) {
      const row = known.find((one) => one._id === migration.id);
      if (row?.state === 'done') continue;
      logger.info({ migration: migration.id }, 'migrating stored data');
      await carryOut(store, migration, row?.position);
    }
  });
}

function refuseNewerData(ran: readonly string[], migrations: readonly Migration[]): void {
  const unknown = ran.filter((id) => !migrations.some((migration) => migration.id === id));
  if (unknown.length === 0) return;
  throw new InvalidConfiguration(
    `Expected data of this version or older, but it was changed by a newer one (${unknown.join(', ')}). Start that version instead.`,
  );
}

async function carryOut(
  store: Store,
  migration: Migration,
  position: string | undefined,
): Promise<void> {
  const mark = { _id: migration.id };
  const begin = { $set: { state: 'running' as const }, $setOnInsert: { startedAt: new Date() } };
  await store.migrations.updateOne(mark, begin, { upsert: true }).exec();
  await migration.run(store, position, async (reached) => {
    await store.migrations.updateOne(mark, { $set: { position: reached } }).exec();
  });
  await store.migrations
    .updateOne(mark, { $set: { state: 'done', finishedAt: new Date() } })
    .exec();
}
