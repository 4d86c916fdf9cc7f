import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { loadRecordTypes } from '../definitions/index.js';
import { createProcessWorker, type ProcessWorkerOptions } from '../workflows/create-worker.js';
import type { Config } from './config.js';
import { connectEngine } from './connect-engine.js';
import { createServices } from './create-services.js';
import { createJobWorkers } from './features/steps/create-job-workers.js';
import { migrations } from './migrations/all-migrations.js';
import { runMigrations } from './migrations/run-migrations.js';
import { openStore } from './store/store.js';
import { createBlobStore } from './temporal/blob-store.js';
import { createPorts } from './temporal/create-ports.js';

export interface WorkerOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
  readonly bundle?: ProcessWorkerOptions['bundle'];
  readonly maxCachedInstances?: number;
}

export interface RunningWorker {
  /** Ends when the worker has stopped; fails if it broke. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a worker that carries out process instances and the built-in jobs. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { config, logger } = options;
  const now = options.now ?? (() => new Date());
  const { address, namespace, taskQueue } = config.temporal;
  const store = await openStore(config.mongodbUri);
  await runMigrations(store, migrations, logger);
  const connected = connectEngine(config, store, now);
  const services = createServices({
    config,
    store,
    engine: connected.engine,
    recordTypes: await loadRecordTypes(),
    logger,
    now,
  });
  const connection = await NativeConnection.connect({ address });
  const worker = await createProcessWorker({
    connection,
    namespace,
    taskQueue,
    ports: createPorts(services),
    blobs: createBlobStore(store, now),
    jobWorkers: createJobWorkers({ ...services, isMailOn: config.mail !== undefined }),
    ...(options.bundle === undefined ? {} : { bundle: options.bundle }),
    ...(options.maxCachedInstances === undefined
      ? {}
      : { maxCachedInstances: options.maxCachedInstances }),
  });
  const ended = worker.run().finally(async () => {
    await connection.close();
    await connected.close();
    await store.close();
  });
  return {
    ended,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}
