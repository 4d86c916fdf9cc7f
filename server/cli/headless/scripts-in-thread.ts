import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import type { RunScriptNow, ScriptOutcome } from '../../../engine/index.js';
import type { ScriptLimits } from '../../../engine/javascript/index.mjs';

export interface ScriptsInThread {
  readonly run: RunScriptNow;
  /** Ends the thread. */
  close(): void;
}

/** Nothing can be run any more by a thread that is broken. */
interface ThreadAnswer {
  readonly outcome?: ScriptOutcome;
  readonly isBroken: boolean;
}

interface ScriptThread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly answered: Int32Array;
}

/** Beyond any script that keeps to its own limits. */
const defaultLimitMs = 5_000;

/** Loading takes a fraction of a second where nothing else is going on. */
const patienceMs = 60_000;

const threadPath = new URL('./script-thread.mjs', import.meta.url);

/**
 * Runs scripts in a thread and stands still until each has answered. A script keeps to its limits by itself but for
 * single calls that keep QuickJS busy for long: such a one is ended with its thread, and the next gets a new thread.
 */
export function createScriptsInThread(
  limitMs = defaultLimitMs,
  limits: Partial<ScriptLimits> = {},
): ScriptsInThread {
  let thread: ScriptThread | undefined;
  const close = (): void => {
    thread?.port.close();
    void thread?.worker.terminate();
    thread = undefined;
  };
  return {
    run(request) {
      thread ??= startThread(limits);
      thread.port.postMessage(request);
      const answer = waitForAnswer(thread, limitMs);
      if (answer?.isBroken !== false) close();
      if (answer?.outcome !== undefined) return answer.outcome;
      const message = `Expected the script to end within ${limitMs} ms but it did not`;
      return { type: 'failed', message };
    },
    close,
  };
}

/** Does not keep the process alive. */
function startThread(limits: Partial<ScriptLimits>): ScriptThread {
  const { port1: port, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(threadPath, {
    workerData: { port: port2, answered, limits },
    transferList: [port2],
    // What this process was started with need not suit a file.
    execArgv: [],
  });
  // A thread that dies does not answer, which is told of the script.
  worker.on('error', () => undefined);
  worker.unref();
  port.unref();
  const thread = { worker, port, answered };
  waitForAnswer(thread, patienceMs);
  return thread;
}

/** Nothing if there was none in time. */
function waitForAnswer(
  { port, answered }: ScriptThread,
  limitMs: number,
): ThreadAnswer | undefined {
  for (let isOver = false; !isOver;) {
    const before = Atomics.load(answered, 0);
    // What comes through the port is an answer of the thread.
    const received = receiveMessageOnPort(port) as { readonly message: ThreadAnswer } | undefined;
    if (received !== undefined) return received.message;
    isOver = Atomics.wait(answered, 0, before, limitMs) === 'timed-out';
  }
  return undefined;
}
