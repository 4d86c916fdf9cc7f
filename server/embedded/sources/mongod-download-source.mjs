import { copyFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { SourceUnavailableError } from '../errors.mjs';
import { storeInCache } from './cache-folder.mjs';

/** @typedef {import('./obtain-executable.mjs').Source} Source */

/** The same major version as the wheel's, so that a data folder stays readable whichever way was taken. */
const version = '6.0.20';

/** @type {import('./cache-folder.mjs').CacheKey} */
export const mongodDownloadKey = { tool: 'mongod', entry: `download-${version}` };

/**
 * MongoDB's own build from its download site. Works only after the dependencies are installed.
 * @param {{ cacheFolder: string, verify: (path: string) => Promise<void>, report: (message: string) => void }} ports
 * @returns {Source}
 */
export function createMongodDownloadSource({ cacheFolder, verify, report }) {
  return {
    name: `MongoDB's own download of ${version}`,
    async obtain() {
      const downloader = await import('mongodb-memory-server-core').catch(() => undefined);
      if (!downloader) throw new SourceUnavailableError('the dependencies are not installed yet');
      report(`downloading MongoDB ${version}`);
      return storeInCache(cacheFolder, mongodDownloadKey, async (folder) => {
        const options = { version, downloadDir: folder, checkMD5: true };
        const path = await downloader.MongoBinary.getPath(options)
          .catch((error) => (runsUbuntuBuild() ? undefined : Promise.reject(error)))
          .then((found) => found ?? downloader.MongoBinary.getPath({ ...options, os: ubuntu }));
        await verify(path);
        return keepInside(folder, path);
      });
    },
  };
}

/** MongoDB 6.0 was never built for Debian 12 and the like, but the build for this Ubuntu runs there. */
const ubuntu = { os: /** @type {const} */ ('linux'), dist: 'Ubuntu Linux', release: '22.04' };

function runsUbuntuBuild() {
  return process.platform === 'linux';
}

/**
 * The downloader may find what another project downloaded before: it is copied, for the cache is to be complete.
 * @param {string} folder
 * @param {string} path
 */
async function keepInside(folder, path) {
  const inside = relative(folder, path);
  if (!inside.startsWith('..') && !isAbsolute(inside)) return inside;
  await copyFile(path, join(folder, 'mongod'));
  return 'mongod';
}
