import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BorrowedDependenciesError } from '../errors.mjs';
import { runCommand } from '../processes/run-command.mjs';

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage> }} Lockfile */
/** @typedef {import('./progress.mjs').Progress} Progress */

/**
 * Installs the dependencies if what is installed isn't what the lockfile says.
 * @param {string} projectFolder
 * @param {Progress} progress
 * @throws {BorrowedDependenciesError} if they would have to be installed through a link
 */
export async function ensureDependencies(projectFolder, progress) {
  const installed = join(projectFolder, 'node_modules');
  const difference = findDifference(
    await readLockfile(join(projectFolder, 'package-lock.json')),
    await readLockfile(join(installed, '.package-lock.json')),
  );
  if (!difference) return;
  if (await isLink(installed)) throw new BorrowedDependenciesError(installed, difference);
  await progress.step(`Installing the dependencies (${difference})`, async () => {
    const [executable, ...leading] = npmCommand();
    await runCommand(executable, [...leading, 'ci', '--no-audit', '--no-fund'], {
      cwd: projectFolder,
      onLine: (line) => progress.say(`  ${line}`),
    });
  });
}

/** @param {string} folder */
async function isLink(folder) {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isSymbolicLink() ?? false;
}

/**
 * Compares npm's lockfile with its note of what it installed. Optional packages may be missing: they are for
 * other platforms.
 * @param {Lockfile | undefined} wanted
 * @param {Lockfile | undefined} installed
 * @returns {string | undefined} what differs first
 */
export function findDifference(wanted, installed) {
  if (!wanted || !installed) return 'they are missing';
  for (const [path, { version, optional, link }] of Object.entries(wanted.packages)) {
    const found = installed.packages[path];
    if (path === '' || link || (!found && optional)) continue;
    if (!found) return `${path} is missing`;
    if (found.version !== version) return `${path} is ${found.version}, should be ${version}`;
  }
  return undefined;
}

/**
 * The npm that runs this script, if one does.
 * @returns {[string, ...string[]]}
 */
function npmCommand() {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('.js')) return [process.execPath, running];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * @param {string} path
 * @returns {Promise<Lockfile | undefined>}
 */
async function readLockfile(path) {
  try {
    const lockfile = JSON.parse(await readFile(path, 'utf8'));
    return typeof lockfile.packages === 'object' ? lockfile : undefined;
  } catch {
    return undefined;
  }
}
