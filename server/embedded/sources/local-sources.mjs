import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SourceUnavailableError } from '../errors.mjs';
import { readCached } from './cache-folder.mjs';

/** @typedef {import('./obtain-executable.mjs').Source} Source */
/** @typedef {import('./cache-folder.mjs').CacheKey} CacheKey */

/**
 * An executable that an environment variable names.
 * @param {string} variable
 * @param {NodeJS.ProcessEnv} env
 * @param {(path: string) => Promise<void>} verify
 * @returns {Source}
 */
export function createVariableSource(variable, env, verify) {
  return {
    name: `the path in ${variable}`,
    async obtain() {
      const path = env[variable];
      if (!path) throw new SourceUnavailableError('it is not set');
      if (!isExecutable(path))
        throw new SourceUnavailableError(`'${path}' is not an executable file`);
      await verify(path);
      return path;
    },
  };
}

/**
 * An executable on the search path, under the first of the names that is there.
 * @param {string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @param {(path: string) => Promise<void>} verify
 * @returns {Source}
 */
export function createSearchPathSource(names, env, verify) {
  return {
    name: `${names.map((name) => `'${name}'`).join(' or ')} on PATH`,
    async obtain() {
      const path = findOnSearchPath(names, env);
      if (!path) throw new SourceUnavailableError('there is none');
      await verify(path);
      return path;
    },
  };
}

/**
 * What an earlier start, perhaps of another clone, left in the cache.
 * @param {string} cacheFolder
 * @param {CacheKey[]} keys
 * @returns {Source}
 */
export function createCacheSource(cacheFolder, keys) {
  return {
    name: 'the cache',
    async obtain() {
      /** @type {string[]} */
      const reasons = [];
      for (const key of keys) {
        try {
          return await readCached(cacheFolder, key);
        } catch (error) {
          reasons.push(error instanceof Error ? error.message : String(error));
        }
      }
      throw new SourceUnavailableError(reasons.join('; '));
    },
  };
}

/**
 * @param {string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function findOnSearchPath(names, env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    const path = folders.map((folder) => join(folder, name + suffix)).find(isExecutable);
    if (path) return path;
  }
  return undefined;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
