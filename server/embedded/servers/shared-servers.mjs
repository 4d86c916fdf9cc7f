import { obtainExecutable } from '../sources/obtain-executable.mjs';
import {
  mongodWanted,
  temporalWanted,
  timeSkippingServerWanted,
} from '../sources/server-executables.mjs';
import { startEmbeddedMongo, startEmbeddedTemporal } from './start-servers.mjs';
import { sweepAbandonedServers } from './temporary-folder.mjs';

/**
 * Starts the servers that the test files of one run share, and names them in the environment, from where the
 * test files read them. What the environment already names is used as it is.
 * @param {NodeJS.ProcessEnv} env
 * @param {(message: string) => void} [report]
 * @returns {Promise<() => Promise<void>>} stops what was started
 */
export async function startSharedServers(env, report = () => undefined) {
  await sweepAbandonedServers();
  await Promise.all([
    nameExecutable(env, 'LEMNISCATE_MONGOD_PATH', mongodWanted({ env, report })),
    nameExecutable(env, 'LEMNISCATE_TEMPORAL_PATH', temporalWanted({ env, report })),
    nameExecutable(env, 'LEMNISCATE_TEST_SERVER_PATH', timeSkippingServerWanted({ env, report })),
  ]);
  const stops = await Promise.all([startSharedMongo(env), startSharedTemporal(env)]);
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} variable
 * @param {import('../sources/obtain-executable.mjs').Wanted} wanted
 */
async function nameExecutable(env, variable, wanted) {
  env[variable] = (await obtainExecutable(wanted)).path;
}

/** @param {NodeJS.ProcessEnv} env */
async function startSharedMongo(env) {
  if (env['LEMNISCATE_TEST_MONGODB_URI']) return async () => undefined;
  const mongo = await startEmbeddedMongo();
  env['LEMNISCATE_TEST_MONGODB_URI'] = mongo.uri;
  return mongo.stop;
}

/** @param {NodeJS.ProcessEnv} env */
async function startSharedTemporal(env) {
  if (env['LEMNISCATE_TEST_TEMPORAL_ADDRESS']) return async () => undefined;
  const temporal = await startEmbeddedTemporal({ inMemory: true });
  env['LEMNISCATE_TEST_TEMPORAL_ADDRESS'] = temporal.address;
  env['LEMNISCATE_TEST_TEMPORAL_UI_URL'] = temporal.uiUrl;
  return temporal.stop;
}
