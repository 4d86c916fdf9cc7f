import { obtainExecutable } from '../sources/obtain-executable.mjs';
import { timeSkippingServerWanted } from '../sources/server-executables.mjs';
import { startEmbeddedMongo, startEmbeddedTemporal } from './start-servers.mjs';
import { sweepAbandonedServers } from './temporary-folder.mjs';

/**
 * Starts the servers that the test files of one run share, and names them in the environment, from where the
 * test files read them. What the environment already names is used as it is.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<() => Promise<void>>} stops what was started
 */
export async function startSharedServers(env) {
  await sweepAbandonedServers();
  /** @type {(() => Promise<void>)[]} */
  const stops = [];
  if (!env['LEMNISCATE_TEST_MONGODB_URI']) {
    const mongo = await startEmbeddedMongo();
    env['LEMNISCATE_TEST_MONGODB_URI'] = mongo.uri;
    stops.push(mongo.stop);
  }
  if (!env['LEMNISCATE_TEST_TEMPORAL_ADDRESS']) {
    const temporal = await startEmbeddedTemporal({ inMemory: true });
    env['LEMNISCATE_TEST_TEMPORAL_ADDRESS'] = temporal.address;
    env['LEMNISCATE_TEST_TEMPORAL_UI_URL'] = temporal.uiUrl;
    stops.push(temporal.stop);
  }
  if (!env['LEMNISCATE_TEST_SERVER_PATH']) {
    const wanted = timeSkippingServerWanted({ env, report });
    env['LEMNISCATE_TEST_SERVER_PATH'] = (await obtainExecutable(wanted)).path;
  }
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
