import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError, hasErrorCode } from '../errors.mjs';
import { isStillRunning, readOwnIdentity } from '../processes/process-identity.mjs';

/** @typedef {import('../processes/process-identity.mjs').ProcessIdentity} ProcessIdentity */

/**
 * Runs `work` while this process, alone on this machine, holds the lock file. A lock whose holder no longer
 * lives is taken over.
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @param {{ timeoutMs?: number, pollMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withFileLock(lockFile, work, { timeoutMs = 900_000, pollMs = 200 } = {}) {
  const giveUpAt = Date.now() + timeoutMs;
  let holder = await takeLock(lockFile);
  while (holder) {
    if (Date.now() > giveUpAt) {
      throw new EmbeddedError(
        'LOCK_TIMEOUT',
        `Expected the lock '${lockFile}' to be released, but process ${holder.pid} still holds it.`,
      );
    }
    await sleep(pollMs);
    holder = await takeLock(lockFile);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/**
 * Takes the lock and returns undefined, or returns the living process that has it.
 * @param {string} lockFile
 * @returns {Promise<ProcessIdentity | undefined>}
 */
export async function takeLock(lockFile) {
  if (await createLockFile(lockFile)) return undefined;
  const content = await readFile(lockFile, 'utf8').catch(() => undefined);
  if (content !== undefined) {
    const holder = parseHolder(content);
    if (holder && (await isStillRunning(holder))) return holder;
    await removeStaleLock(lockFile, content);
  }
  return takeLock(lockFile);
}

/**
 * The file appears with its content in one step, so no reader ever sees half of it.
 * @param {string} lockFile
 */
async function createLockFile(lockFile) {
  const draft = `${lockFile}.${randomUUID()}`;
  const content = JSON.stringify(await readOwnIdentity());
  await writeFile(draft, content);
  try {
    await link(draft, lockFile).catch((error) => {
      if (!hasErrorCode(error, 'EPERM') && !hasErrorCode(error, 'ENOTSUP')) throw error;
      // This file system has no links; the file is then at least created by one process only.
      return writeFile(lockFile, content, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Two processes may find the same stale lock: whoever moves away something else puts it back.
 * @param {string} lockFile
 * @param {string} staleContent
 */
async function removeStaleLock(lockFile, staleContent) {
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    await rename(lockFile, aside);
    if ((await readFile(aside, 'utf8')) !== staleContent) await link(aside, lockFile);
  } catch {
    // Another process was faster; the next round sees what it left.
  } finally {
    await rm(aside, { force: true });
  }
}

/**
 * @param {string} content
 * @returns {ProcessIdentity | undefined}
 */
function parseHolder(content) {
  try {
    const holder = JSON.parse(content);
    return typeof holder.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}
