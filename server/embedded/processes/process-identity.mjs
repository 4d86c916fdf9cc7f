import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/**
 * What makes a process this one and no other: numbers are reused, so a number alone proves nothing.
 * @typedef {{ pid: number, startTime: string, executable: string }} ProcessIdentity
 */

/**
 * Reads the identity of a living process; undefined if there is none (a zombie counts as none), or if this
 * platform doesn't tell.
 * @param {number} pid
 * @returns {Promise<ProcessIdentity | undefined>}
 */
export async function readProcessIdentity(pid) {
  if (process.platform === 'linux') return readFromProc(pid);
  return process.platform === 'win32' ? undefined : readFromPs(pid);
}

/**
 * The identity of this process, to be noted in a lock file or a run record.
 * @returns {Promise<ProcessIdentity>}
 */
export async function readOwnIdentity() {
  const identity = await readProcessIdentity(process.pid);
  return identity ?? { pid: process.pid, startTime: 'unknown', executable: process.execPath };
}

/**
 * @param {ProcessIdentity} recorded
 * @returns {Promise<boolean>}
 */
export async function isStillRunning(recorded) {
  const found = await readProcessIdentity(recorded.pid);
  return found?.startTime === recorded.startTime && found.executable === recorded.executable;
}

/**
 * @param {number} pid
 * @returns {Promise<ProcessIdentity | undefined>}
 */
async function readFromProc(pid) {
  try {
    const [stat, executable, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readlink(`/proc/${pid}/exe`),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    const { state, startTicks } = parseStat(stat);
    if (state === 'Z' || state === 'X') return undefined;
    const startTime = `${bootId.trim()}:${startTicks}`;
    return { pid, startTime, executable: executable.replace(/ \(deleted\)$/, '') };
  } catch {
    return undefined;
  }
}

/**
 * Takes the third and the twenty-second field; the second, the name, may itself hold spaces and brackets.
 * @param {string} stat
 */
export function parseStat(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

/**
 * @param {number} pid
 * @returns {Promise<ProcessIdentity | undefined>}
 */
async function readFromPs(pid) {
  try {
    const { stdout } = await execFileAsync('ps', ['-o', 'lstart=,comm=', '-p', String(pid)], {
      env: { ...process.env, LC_ALL: 'C' },
    });
    const line = stdout.trim();
    const lengthOfDate = 24;
    if (line.length <= lengthOfDate) return undefined;
    return {
      pid,
      startTime: line.slice(0, lengthOfDate),
      executable: line.slice(lengthOfDate).trim(),
    };
  } catch {
    return undefined;
  }
}
