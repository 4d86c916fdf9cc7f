import { setTimeout as sleep } from 'node:timers/promises';
import { isStillRunning, readProcessIdentity } from '../processes/process-identity.mjs';
import { readRunRecord } from './run-record.mjs';

/** @typedef {import('./run-record.mjs').RecordedChild} RecordedChild */

/**
 * Stops what an earlier run left behind when it was killed, in the given order. A process is touched only
 * if it is the very one that was recorded: same number, same start time, same executable.
 * @param {string} recordFile
 * @param {string[]} stopOrder
 * @param {(line: string) => void} say
 * @param {{ graceMs?: number }} [options]
 */
export async function stopLeftovers(recordFile, stopOrder, say, { graceMs = 20_000 } = {}) {
  const recorded = await readRunRecord(recordFile);
  for (const child of stopOrder.flatMap((name) => recorded.filter((one) => one.name === name))) {
    if (await isStillRunning(child)) {
      say(`Stopping ${child.name} (process ${child.pid}), which an earlier run left behind.`);
      await endProcess(child, graceMs);
    } else if (await readProcessIdentity(child.pid)) {
      say(
        `Leaving process ${child.pid} alone: it was ${child.name} once, and is another program now.`,
      );
    }
  }
}

/**
 * @param {RecordedChild} child
 * @param {number} graceMs
 */
async function endProcess(child, graceMs) {
  sendSignal(child.pid, 'SIGTERM');
  const killAt = Date.now() + graceMs;
  let isKilled = false;
  while (await isStillRunning(child)) {
    if (!isKilled && Date.now() > killAt) {
      sendSignal(child.pid, 'SIGKILL');
      isKilled = true;
    }
    await sleep(50);
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the check and the signal.
  }
}
