import { parentPort, workerData } from 'node:worker_threads';
import { prepareFamilies } from './families.js';
import type { FamilyName } from './family.js';
import { runAttempts, type AttemptRange } from './run-attempts.js';

interface WorkerTask extends AttemptRange {
  readonly projectFolder: string;
  readonly kinds: readonly FamilyName[];
  /** Holds the number of the attempt under way, for whoever watches. */
  readonly current: Int32Array;
}

// What the thread that starts this one sends is a task.
const { current, kinds, projectFolder, ...range } = workerData as WorkerTask;
const families = await prepareFamilies(kinds, projectFolder);
const result = await runAttempts(families, range, (index) => Atomics.store(current, 0, index));
for (const { close } of families) close();
parentPort?.postMessage(result);
