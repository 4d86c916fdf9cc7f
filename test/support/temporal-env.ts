import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import type { JobWorkers } from '../../workflows/activities/ports.js';
import { createDataConverter, createProcessWorker } from '../../workflows/create-worker.js';
import {
  createTaskQueueName,
  testTemporalAddress,
  timeSkippingServerPath,
} from './embedded-temporal.js';
import { testWorkflowBundle } from './temporal-bundle.js';
import { createMemoryBlobs, type MemoryBlobs } from './temporal-memory-blobs.js';
import { createMemoryPorts, type MemoryPorts } from './temporal-memory-ports.js';

export interface RunningWorker {
  readonly worker: Worker;
  stop(): Promise<void>;
}

export interface WorkerChoices {
  readonly jobWorkers?: JobWorkers;
  /** 0 replays every instance from its history at each workflow task. */
  readonly maxCachedInstances?: number;
  readonly ports?: MemoryPorts;
}

/** A Temporal server with everything a process worker needs around it, in memory. */
export interface TemporalEnv {
  readonly testEnv: TestWorkflowEnvironment;
  readonly client: Client;
  readonly ports: MemoryPorts;
  readonly blobs: MemoryBlobs;
  readonly taskQueue: string;
  startWorker(choices?: WorkerChoices): Promise<RunningWorker>;
  stop(): Promise<void>;
}

/** On the development server that the test run shares; time is real. */
export async function createDevTemporalEnv(): Promise<TemporalEnv> {
  quietRuntime();
  const blobs = createMemoryBlobs();
  const dataConverter = createDataConverter(blobs);
  const address = testTemporalAddress();
  return around(
    await TestWorkflowEnvironment.createFromExistingServer({ address, client: { dataConverter } }),
    blobs,
  );
}

/** On a server of its own whose time is skipped with `testEnv.sleep`. */
export async function createTimeSkippingEnv(): Promise<TemporalEnv> {
  quietRuntime();
  const blobs = createMemoryBlobs();
  const dataConverter = createDataConverter(blobs);
  const executable = { type: 'existing-path', path: timeSkippingServerPath() } as const;
  return around(
    await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable },
      client: { dataConverter },
    }),
    blobs,
  );
}

let isQuiet = false;

/** Temporal's runtime is one per process and takes its logger only before it is first used. */
export function quietRuntime(): void {
  if (isQuiet) return;
  isQuiet = true;
  Runtime.install({ logger: new DefaultLogger(logLevel()) });
}

function logLevel(): 'ERROR' | 'DEBUG' {
  return process.env['LEMNISCATE_TEST_LOG'] ? 'DEBUG' : 'ERROR';
}

function around(testEnv: TestWorkflowEnvironment, blobs: MemoryBlobs): TemporalEnv {
  const taskQueue = createTaskQueueName();
  const ports = createMemoryPorts(() => testEnv.client.workflow);
  const workers = new Set<RunningWorker>();
  return {
    testEnv,
    client: testEnv.client,
    ports,
    blobs,
    taskQueue,
    async startWorker(choices = {}) {
      const worker = await createProcessWorker({
        connection: testEnv.nativeConnection,
        namespace: testEnv.namespace ?? 'default',
        taskQueue,
        ports: choices.ports ?? ports,
        blobs,
        jobWorkers: choices.jobWorkers ?? {},
        bundle: await testWorkflowBundle(),
        tuning: { shutdownGraceTime: '100ms', stickyQueueScheduleToStartTimeout: '1s' },
        ...(choices.maxCachedInstances !== undefined && {
          maxCachedInstances: choices.maxCachedInstances,
        }),
      });
      const running = run(worker, () => workers.delete(running));
      workers.add(running);
      return running;
    },
    async stop() {
      await Promise.all([...workers].map((each) => each.stop()));
      await testEnv.teardown();
    },
  };
}

function run(worker: Worker, onStop: () => void): RunningWorker {
  const done = worker.run();
  let isStopping = false;
  return {
    worker,
    async stop() {
      if (!isStopping) worker.shutdown();
      isStopping = true;
      await done;
      onStop();
    },
  };
}
