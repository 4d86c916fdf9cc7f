import { createConnection, type Connection } from 'mongoose';
import { InvalidConfiguration } from '../errors.js';
import { createDecisionModels } from './decision-models.js';
import { createDefinitionModels } from './definition-models.js';
import { createFactModels } from './fact-models.js';
import { createInfrastructureModels } from './infrastructure-models.js';
import { createJobModels } from './job-models.js';
import { createOrganisationModels } from './organisation-models.js';
import { createNotificationModels } from './notification-models.js';
import { createPeopleModels } from './people-models.js';
import { createProjectionModels } from './projection-models.js';
import { createRecordModels } from './record-models.js';
import { createRoutingModels } from './routing-models.js';
import { createTermsModels } from './terms-models.js';
import { createSecretModels } from './secret-models.js';
import { createWebhookModels } from './webhook-models.js';
import { createTokenModels } from './token-models.js';
import { createWorkModels } from './work-models.js';

function createModels(connection: Connection) {
  return {
    ...createPeopleModels(connection),
    ...createOrganisationModels(connection),
    ...createTokenModels(connection),
    ...createDefinitionModels(connection),
    ...createDecisionModels(connection),
    ...createFactModels(connection),
    ...createProjectionModels(connection),
    ...createWorkModels(connection),
    ...createTermsModels(connection),
    ...createNotificationModels(connection),
    ...createSecretModels(connection),
    ...createWebhookModels(connection),
    ...createRoutingModels(connection),
    ...createJobModels(connection),
    ...createRecordModels(connection),
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

const SELECTION_TIMEOUT_MS = 10_000;

export async function openStore(uri: string): Promise<Store> {
  const connection = await connect(uri);
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

async function connect(uri: string): Promise<Connection> {
  const options = {
    serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
    retryWrites: true,
    writeConcern: { w: 'majority', journal: true },
    ignoreUndefined: true,
  } as const;
  try {
    return await createConnection(uri, options).asPromise();
  } catch (error) {
    const address = uri.replace(/\/\/[^@/]*@/, '//');
    throw new InvalidConfiguration(
      `Expected a MongoDB replica set at '${address}', but it does not answer: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
