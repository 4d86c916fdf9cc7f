import { workflowBundlePath } from './bundle-workflows.js';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from './activities/create-activities.js';
import type { ActivityPorts, BlobStore, JobWorkers } from './activities/ports.js';
import { createDataConverter } from './payloads/data-converter.js';
import { workerCapacity } from './worker-capacity.js';

export { createDataConverter } from './payloads/data-converter.js';
export { workflowBundlePath };

export interface ProcessWorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly ports: ActivityPorts;
  readonly blobs: BlobStore;
  readonly jobWorkers: JobWorkers;
  /** The bundle's code, or the file that holds it; left out, the one that the build made. */
  readonly bundle?: { readonly code: string } | { readonly codePath: string };
  /** Instances kept in memory between their workflow tasks; others are replayed when something happens. Left out, as many as fit. */
  readonly maxCachedInstances?: number;
  readonly identity?: string;
  /** Anything else of Temporal's own; what is named above wins. */
  readonly tuning?: Omit<Partial<WorkerOptions>, 'taskQueue'>;
}

/** Creates a worker that carries out process instances and the jobs it has workers for. */
export function createProcessWorker(options: ProcessWorkerOptions): Promise<Worker> {
  const { connection, namespace, taskQueue, ports, blobs, jobWorkers } = options;
  return Worker.create({
    ...workerCapacity(options.maxCachedInstances),
    ...options.tuning,
    connection,
    namespace,
    taskQueue,
    workflowBundle: options.bundle ?? { codePath: workflowBundlePath },
    activities: createActivities(ports, jobWorkers),
    dataConverter: createDataConverter(blobs),
    ...(options.identity !== undefined && { identity: options.identity }),
  });
}
