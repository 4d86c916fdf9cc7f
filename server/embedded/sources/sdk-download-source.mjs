import { readdir } from 'node:fs/promises';
import { SourceUnavailableError } from '../errors.mjs';
import { storeInCache } from './cache-folder.mjs';

/** @typedef {import('./obtain-executable.mjs').Source} Source */
/** @typedef {'temporal' | 'temporal-test-server'} SdkTool */

/**
 * @param {SdkTool} tool
 * @returns {import('./cache-folder.mjs').CacheKey}
 */
export function sdkDownloadKey(tool) {
  return { tool, entry: 'sdk-1.24' };
}

/**
 * The download that Temporal's TypeScript SDK brings along. It fetches the executable on the way to starting
 * it, so it is started once and shut down again. Works only after the dependencies are installed.
 * @param {SdkTool} tool
 * @param {{ cacheFolder: string, report: (message: string) => void }} ports
 * @returns {Source}
 */
export function createSdkDownloadSource(tool, { cacheFolder, report }) {
  return {
    name: "the Temporal SDK's own download",
    async obtain() {
      const testing = await import('@temporalio/testing').catch(() => undefined);
      if (!testing) throw new SourceUnavailableError('the dependencies are not installed yet');
      report(`downloading ${tool} with the Temporal SDK`);
      return storeInCache(cacheFolder, sdkDownloadKey(tool), async (folder) => {
        /** @type {import('@temporalio/testing').EphemeralServerExecutable} */
        const executable = { type: 'cached-download', downloadDir: folder };
        const environment =
          tool === 'temporal'
            ? await testing.TestWorkflowEnvironment.createLocal({ server: { executable } })
            : await testing.TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
        await environment.teardown();
        const downloaded = (await readdir(folder)).find((name) => name.startsWith('temporal'));
        if (!downloaded) throw new SourceUnavailableError('the download left no executable');
        return downloaded;
      });
    },
  };
}
