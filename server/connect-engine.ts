import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from '../workflows/create-worker.js';
import type { Config } from './config.js';
import type { Store } from './store/store.js';
import { createBlobStore } from './temporal/blob-store.js';
import { createProcessEngine } from './temporal/create-process-engine.js';
import type { ProcessEngine } from './temporal/process-engine.js';

export interface ConnectedEngine {
  readonly engine: ProcessEngine;
  close(): Promise<void>;
}

/** Connects when first used, so that a server starts and says what is missing while Temporal is down. */
export function connectEngine(config: Config, store: Store, now: () => Date): ConnectedEngine {
  const { address, namespace, taskQueue } = config.temporal;
  const connection = Connection.lazy({ address });
  const dataConverter = createDataConverter(createBlobStore(store, now));
  const client = new Client({ connection, namespace, dataConverter });
  return {
    engine: createProcessEngine({ client, taskQueue }),
    close: () => connection.close(),
  };
}
