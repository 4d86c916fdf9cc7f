import { EmbeddedError } from '../errors.mjs';
import { runCommand } from '../processes/run-command.mjs';

/** @typedef {import('./data-folder.mjs').DataVersion} DataVersion */

/**
 * MongoDB reads the data of its own major version.
 * @param {string} executable
 * @returns {Promise<DataVersion>}
 */
export async function readMongodVersion(executable) {
  const version = await readVersion(executable, /db version v(\d+\.\d+\.\d+)/);
  return { server: 'mongodb', version, significant: 1, executable };
}

/**
 * The tables of Temporal's server change with its minor version.
 * @param {string} executable
 * @returns {Promise<DataVersion>}
 */
export async function readTemporalVersion(executable) {
  const version = await readVersion(executable, /Server (\d+\.\d+\.\d+)/);
  return { server: 'temporal', version, significant: 2, executable };
}

/**
 * @param {string} executable
 * @param {RegExp} pattern
 */
async function readVersion(executable, pattern) {
  const output = await runCommand(executable, ['--version'], { timeoutMs: 30_000 });
  const version = pattern.exec(output)?.[1];
  if (version) return version;
  throw new EmbeddedError(
    'VERSION_UNKNOWN',
    `Expected '${executable} --version' to name a version, but it printed: ${output.trim()}`,
  );
}
