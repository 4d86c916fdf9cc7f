import { createConnection, type Connection } from 'mongoose';
import { createDefinitionModels } from './definition-models.js';
import { createFactModels } from './fact-models.js';
import { createInfrastructureModels } from './infrastructure-models.js';
import { createPeopleModels } from './people-models.js';
import { createProjectionModels } from './projection-models.js';
import { createWorkModels } from './work-models.js';

function createModels(connection: Connection) {
  return {
    ...createPeopleModels(connection),
    ...createDefinitionModels(connection),
    ...createFactModels(connection),
    ...createProjectionModels(connection),
    ...createWorkModels(connection),
    ...createInfrastructureModels(connection),
  };
}

/** Every collection, on one connection of its own: several apps can live in one process. */
export type Store = ReturnType<typeof createModels> & {
  readonly connection: Connection;
  /** Brings the indexes of every collection up to what the schemas say. */
  ensureIndexes(): Promise<void>;
  close(): Promise<void>;
};

export async function openStore(uri: string): Promise<Store> {
  const connection = await createConnection(uri, {
    serverSelectionTimeoutMS: 10_000,
    retryWrites: true,
    writeConcern: { w: 'majority', journal: true },
    ignoreUndefined: true,
  }).asPromise();
  const models = createModels(connection);
  return {
    ...models,
    connection,
    ensureIndexes: async () => {
      for (const model of Object.values(models)) {
        await (model as { createCollection(): Promise<unknown> }).createCollection();
        await (model as { createIndexes(): Promise<unknown> }).createIndexes();
      }
    },
    close: () => connection.close(),
  };
}
