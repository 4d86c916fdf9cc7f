import { mkdir, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderInUseError, DataVersionError, EmbeddedError } from '../errors.mjs';
import { takeLock } from '../sources/file-lock.mjs';

/**
 * A version as a server prints it, and how many of its numbers name the format of its data.
 * @typedef {{ server: string, version: string, significant: 1 | 2, executable: string }} DataVersion
 */

/** Under this much room a database can't even start; it is better said before than during the work. */
const minimumFreeBytes = 300 * 1024 * 1024;

/**
 * Makes the data folder this process's own until `release` is called.
 * @param {string} folder
 */
export async function claimDataFolder(folder) {
  await mkdir(folder, { recursive: true });
  await requireRoom(folder);
  const lockFile = join(folder, 'lock.json');
  const holder = await takeLock(lockFile);
  if (holder) throw new DataFolderInUseError(folder, holder.pid);
  return { release: () => rm(lockFile, { force: true }) };
}

/**
 * Returns the folder of a server's data for the version found, one per version whose data differ. Data of
 * another version are never opened, and never silently replaced by an empty folder beside them.
 * @param {string} dataFolder
 * @param {DataVersion} found
 * @returns {Promise<string>}
 */
export async function resolveVersionFolder(dataFolder, found) {
  const serverFolder = join(dataFolder, found.server);
  const key = shorten(found.version, found.significant);
  await mkdir(serverFolder, { recursive: true });
  const others = (await listVersions(serverFolder)).filter((version) => version !== key);
  const newest = [...others, key].sort(compareVersions).at(-1);
  if (newest !== key)
    throw new DataVersionError(describeNewer(serverFolder, found, String(newest)));
  const folder = join(serverFolder, key);
  const writtenBy = await readWriter(folder);
  if (writtenBy && compareVersions(shorten(writtenBy, 2), shorten(found.version, 2)) > 0) {
    throw new DataVersionError(describeNewer(folder, found, writtenBy));
  }
  if (!writtenBy && others.length > 0) {
    throw new DataVersionError(
      describeOlder(serverFolder, found, String(others.sort(compareVersions).at(-1))),
    );
  }
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * Notes which version wrote the data, once it has.
 * @param {string} folder
 * @param {string} version
 */
export async function noteWriter(folder, version) {
  await writeFile(join(folder, 'VERSION'), `${version}\n`);
}

/**
 * @param {string} left
 * @param {string} right
 */
export function compareVersions(left, right) {
  return left.localeCompare(right, 'en', { numeric: true });
}

/** @param {string} folder */
async function requireRoom(folder) {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= minimumFreeBytes) return;
  throw new EmbeddedError(
    'DISK_FULL',
    `Expected at least ${toMegabytes(minimumFreeBytes)} MB of free disk space for '${folder}', but there are ` +
      `${toMegabytes(free)} MB. Make room, or set LEMNISCATE_DATA_DIR to a folder on another disk.`,
  );
}

/** @param {number} bytes */
function toMegabytes(bytes) {
  return Math.floor(bytes / 1024 / 1024);
}

/**
 * @param {string} version
 * @param {number} significant
 */
function shorten(version, significant) {
  return version.split('.').slice(0, significant).join('.');
}

/** @param {string} serverFolder */
async function listVersions(serverFolder) {
  const entries = await readdir(serverFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && /^\d+(\.\d+)*$/.test(entry.name))
    .map(({ name }) => name);
}

/** @param {string} folder */
async function readWriter(folder) {
  const text = await readFile(join(folder, 'VERSION'), 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : text.trim();
}

/**
 * @param {string} folder
 * @param {DataVersion} found
 * @param {string} writtenBy
 */
function describeNewer(folder, found, writtenBy) {
  return (
    `Expected data of ${found.server} ${found.version} or older, but '${folder}' was written by ${writtenBy}, which is newer ` +
    `than '${found.executable}'. Use ${found.server} ${writtenBy} again, or set LEMNISCATE_DATA_DIR to another folder to start anew.`
  );
}

/**
 * @param {string} folder
 * @param {DataVersion} found
 * @param {string} writtenBy
 */
function describeOlder(folder, found, writtenBy) {
  return (
    `Expected data of ${found.server} ${found.version}, but '${folder}' holds only data of version ${writtenBy}. ` +
    `They stay untouched. Use ${found.server} ${writtenBy} again (not '${found.executable}'), or set LEMNISCATE_DATA_DIR to another folder to start anew.`
  );
}
