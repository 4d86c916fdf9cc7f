import { relative } from 'node:path';
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
        const path = await downloader.MongoBinary.getPath({
          version,
          downloadDir: folder,
          checkMD5: true,
        });
        await verify(path);
        return relative(folder, path);
      });
    },
  };
}
