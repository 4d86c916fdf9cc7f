import { parentPort, workerData } from 'node:worker_threads';
import { prepareCorpus } from './corpus.js';
import { readModels, readScriptedModels } from './read-models.js';
import { runAttempts, type AttemptRange } from './run-attempts.js';

interface WorkerTask extends AttemptRange {
  readonly projectFolder: string;
  /** Holds the number of the attempt under way, for whoever watches. */
  readonly current: Int32Array;
}

// What the thread that starts this one sends is a task.
const { current, projectFolder, ...range } = workerData as WorkerTask;
const corpus = await prepareCorpus(readModels(projectFolder), readScriptedModels(projectFolder));
const result = await runAttempts(corpus, range, (index) => Atomics.store(current, 0, index));
corpus.close();
parentPort?.postMessage(result);
