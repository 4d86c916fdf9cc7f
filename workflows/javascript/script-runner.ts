import { Worker } from 'node:worker_threads';
import type { ScriptOutcome, ScriptRequest } from '../../engine/index.js';

/** Runs scripts in a thread beside the worker's own, one at a time. */
export interface ScriptRunner {
  run(request: ScriptRequest): Promise<ScriptOutcome>;
}

/** A thread that is broken, or still busy, can run nothing any more. */
interface ThreadAnswer {
  readonly outcome: ScriptOutcome;
  readonly isBroken: boolean;
}

/** Beyond any script that keeps to its own limits. */
const defaultLimitMs = 5_000;

const threadPath = new URL('./script-thread.mjs', import.meta.url);

/**
 * The limits of a script hold by themselves for all but single calls that keep QuickJS busy for long; such a script is
 * ended together with its thread, and the next one gets a new thread.
 */
export function createScriptRunner(limitMs = defaultLimitMs): ScriptRunner {
  let thread: Promise<Worker> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function runNow(request: ScriptRequest): Promise<ScriptOutcome> {
    thread ??= startThread();
    const asked = await thread;
    const { outcome, isBroken } = (await ask(asked, request, limitMs)) ?? unanswered(limitMs);
    if (isBroken) {
      thread = undefined;
      void asked.terminate();
    }
    return outcome;
  }

  return {
    run(request) {
      const mine = last.then(() => runNow(request));
      last = mine.catch(() => {
        thread = undefined;
      });
      return mine;
    },
  };
}

function unanswered(limitMs: number): ThreadAnswer {
  const message = `Expected the script to end within ${limitMs} ms but it did not`;
  return { outcome: { type: 'failed', message }, isBroken: true };
}

/** Does not keep the process alive. */
function startThread(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadPath);
    thread.once('error', reject);
    thread.once('message', () => {
      thread.removeAllListeners('error');
      thread.unref();
      resolve(thread);
    });
  });
}

/** Nothing if it took too long. */
function ask(
  thread: Worker,
  request: ScriptRequest,
  limitMs: number,
): Promise<ThreadAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle(() => {
        resolve(undefined);
      });
    }, limitMs);
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      thread.removeAllListeners('message');
      thread.removeAllListeners('error');
      finish();
    };
    thread.once('message', (answer: ThreadAnswer) => {
      settle(() => {
        resolve(answer);
      });
    });
    thread.once('error', (error) => {
      settle(() => {
        reject(error);
      });
    });
    thread.postMessage(request);
  });
}
