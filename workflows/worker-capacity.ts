import { getHeapStatistics } from 'node:v8';
import type { WorkerOptions } from '@temporalio/worker';

const MiB = 1024 * 1024;
/** Kept for everything but cached instances. */
const reservedBytes = 200 * MiB;
/** As the SDK reckons. */
const bytesPerInstance = 1.7 * MiB;
const fewestCached = 40;
const mostTasks = 40;
const fewestTasks = 2;
const cachedPerTask = 4;

type Capacity = Pick<WorkerOptions, 'maxCachedWorkflows' | 'maxConcurrentWorkflowTaskExecutions'>;

/**
 * How many instances a worker remembers, and how many workflow tasks it has at a time.
 *
 * When the cache is full, Temporal's SDK drops the instance that was unused for longest, be it in the middle of a
 * workflow task that waits for a local activity. Nothing is lost, but the task is answered by nobody: it times out, ten
 * seconds later, and is run again. With a few cached instances for each task at a time, one that is at work is hardly
 * ever the one that is dropped. Without a cache every finished task drops an instance, so there is one task at a time.
 */
export function workerCapacity(
  maxCachedInstances?: number,
  heapBytes = getHeapStatistics().heap_size_limit,
): Capacity {
  const cached = maxCachedInstances ?? instancesThatFit(heapBytes);
  const tasks = Math.floor(cached / cachedPerTask);
  return {
    maxCachedWorkflows: cached,
    maxConcurrentWorkflowTaskExecutions:
      cached === 0 ? 1 : Math.min(mostTasks, Math.max(fewestTasks, tasks)),
  };
}

function instancesThatFit(heapBytes: number): number {
  return Math.max(fewestCached, Math.floor((heapBytes - reservedBytes) / bytesPerInstance));
}
