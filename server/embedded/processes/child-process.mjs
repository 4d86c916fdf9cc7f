import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChildNotReadyError } from '../errors.mjs';
import { readProcessIdentity } from './process-identity.mjs';
import { describeEnd } from './run-command.mjs';

/** @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity */

/** How MongoDB and this product's own processes mark an error in a line of JSON. */
const structuredError = /"s":"[EF]"|"level":[56]0/;

const longLogBytes = 10 * 1024 * 1024;

/**
 * @typedef {object} ChildSpec
 * @property {string} name
 * @property {string} executable
 * @property {string[]} commandArguments
 * @property {string} logFile everything the child prints is appended here
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 */

/** @typedef {{ exitCode: number | null, signal: NodeJS.Signals | null }} ChildEnd */

/**
 * A running child. It has its own process group, so that Ctrl-C at the terminal reaches only its parent, which
 * then stops its children in order; and it writes to a file, so that it outlives the parent undisturbed.
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {string} logFile
 * @property {number} logStart where in the file the output of this child begins
 * @property {Promise<ChildEnd>} ended
 * @property {() => boolean} isRunning
 * @property {(signal: NodeJS.Signals) => void} signal
 */

/**
 * @param {ChildSpec} spec
 * @returns {Promise<Child>}
 */
export async function startChild(spec) {
  const { log, logStart } = openLog(spec.logFile);
  const child = spawn(spec.executable, spec.commandArguments, {
    stdio: ['ignore', log, log],
    detached: true,
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    env: spec.env ?? process.env,
  });
  closeSync(log);
  let isRunning = true;
  /** @type {Promise<ChildEnd>} */
  const ended = new Promise((resolve) => {
    child.once('exit', (exitCode, signal) => {
      isRunning = false;
      resolve({ exitCode, signal });
    });
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new ChildNotReadyError(spec.name, `could not be started (${error.message})`, '')),
    );
  });
  return {
    name: spec.name,
    pid: child.pid ?? 0,
    logFile: spec.logFile,
    logStart,
    ended,
    isRunning: () => isRunning,
    signal: (signal) => void child.kill(signal),
  };
}

/**
 * Opens a log to append to; a long one from earlier runs is put aside first.
 * @param {string} logFile
 */
function openLog(logFile) {
  mkdirSync(dirname(logFile), { recursive: true });
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const isLong = size > longLogBytes;
  if (isLong) renameSync(logFile, `${logFile}.old`);
  return { log: openSync(logFile, 'a'), logStart: isLong ? 0 : size };
}

/**
 * Asks again and again until the child is ready, or until nobody wants to know any more.
 * @param {Child} child
 * @param {(child: Child) => Promise<boolean>} isReady
 * @param {{ timeoutMs?: number, pollMs?: number, signal?: AbortSignal }} [options]
 */
export async function waitUntilReady(
  child,
  isReady,
  { timeoutMs = 60_000, pollMs = 50, signal: giveUp } = {},
) {
  const giveUpAt = Date.now() + timeoutMs;
  while (!giveUp?.aborted) {
    if (!child.isRunning()) {
      const { exitCode, signal } = await child.ended;
      throw new ChildNotReadyError(child.name, describeEnd(exitCode, signal), readLogTail(child));
    }
    if ((await isReady(child).catch(() => false)) && child.isRunning()) return;
    if (Date.now() > giveUpAt) {
      const reason = `did not within ${Math.round(timeoutMs / 1000)} s`;
      throw new ChildNotReadyError(child.name, reason, readLogTail(child));
    }
    await sleep(pollMs);
  }
}

/**
 * Asks the child to end and, if it doesn't in time, ends it.
 * @param {Child} child
 * @param {{ graceMs?: number }} [options]
 */
export async function stopChild(child, { graceMs = 15_000 } = {}) {
  if (!child.isRunning()) return;
  child.signal('SIGTERM');
  const hasEnded = child.ended.then(() => true);
  const timer = new AbortController();
  const isGraceOver = sleep(graceMs, false, { signal: timer.signal, ref: false }).catch(() => true);
  if (!(await Promise.race([hasEnded, isGraceOver]))) child.signal('SIGKILL');
  timer.abort();
  await child.ended;
}

/**
 * @param {Child} child
 * @returns {Promise<ProcessIdentity>}
 */
export async function identifyChild(child) {
  const identity = await readProcessIdentity(child.pid);
  return identity ?? { pid: child.pid, startTime: 'unknown', executable: 'unknown' };
}

/**
 * The end of what this child printed; of a structured log only the errors, if there are any.
 * @param {Child} child
 */
export function readLogTail({ logFile, logStart }) {
  try {
    const lines = readFileSync(logFile).subarray(logStart).toString().trim().split('\n');
    const errors = lines.filter((line) => structuredError.test(line));
    return (errors.length > 0 ? errors : lines).slice(-15).join('\n');
  } catch {
    return '';
  }
}
