import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isPortTaken } from '../errors.mjs';
import { createPortChooser } from '../processes/free-port.mjs';
import { obtainExecutable } from '../sources/obtain-executable.mjs';
import {
  mongodWanted,
  temporalWanted,
  timeSkippingServerWanted,
} from '../sources/server-executables.mjs';
import { startEmbeddedServer } from './embedded-server.mjs';
import { createMongoPlan, mongoUri } from './mongo-plan.mjs';
import { createTemporalPlan, temporalNamespace } from './temporal-plan.mjs';
import { createTemporaryFolder, noteServer } from './temporary-folder.mjs';

/** @typedef {import('./embedded-server.mjs').EmbeddedServer} EmbeddedServer */
/** @typedef {import('./embedded-server.mjs').ServerHooks & { path: string }} ServerFolder */
/** @typedef {import('../sources/obtain-executable.mjs').Wanted} Wanted */
/** @typedef {import('../sources/server-executables.mjs').SourcePorts} SourcePorts */

/** @typedef {EmbeddedServer & { uri: string, dataDir: string }} EmbeddedMongo */
/** @typedef {EmbeddedServer & { address: string, uiUrl: string, namespace: string }} EmbeddedTemporal */
/** @typedef {EmbeddedServer & { address: string }} TimeSkippingServer */

const maxAttempts = 3;

/**
 * Starts a `mongod` of its own. Without a data folder it works in a temporary one that `stop` removes.
 * @param {{ dataDir?: string }} [options]
 * @returns {Promise<EmbeddedMongo>}
 */
export async function startEmbeddedMongo({ dataDir } = {}) {
  const executable = await findExecutable(mongodWanted);
  const folder = await prepareFolder(dataDir);
  return withFreePorts(async ({ choose }) => {
    const port = await choose();
    const plan = createMongoPlan({
      executable,
      port,
      dataFolder: join(folder.path, 'data'),
      logFile: join(folder.path, 'mongod.log'),
    });
    const server = await startEmbeddedServer(plan, folder);
    return { ...server, uri: mongoUri(port), dataDir: folder.path };
  });
}

/**
 * Starts a Temporal development server of its own, on a file in the data folder (a temporary one if none is
 * given), or in memory, which is faster and forgets everything at a restart.
 * @param {{ dataDir?: string, inMemory?: boolean }} [options]
 * @returns {Promise<EmbeddedTemporal>}
 */
export async function startEmbeddedTemporal({ dataDir, inMemory = false } = {}) {
  const executable = await findExecutable(temporalWanted);
  const folder = await prepareFolder(dataDir);
  return withFreePorts(async ({ choose }) => {
    const ports = {
      grpc: await choose(),
      ui: await choose(),
      http: await choose(),
      metrics: await choose(),
    };
    const plan = createTemporalPlan({
      executable,
      ports,
      ...(inMemory ? {} : { databaseFile: join(folder.path, 'temporal.sqlite') }),
      logFile: join(folder.path, 'temporal.log'),
    });
    const server = await startEmbeddedServer(plan, folder);
    const urls = { address: `127.0.0.1:${ports.grpc}`, uiUrl: `http://127.0.0.1:${ports.ui}` };
    return { ...server, ...urls, namespace: temporalNamespace };
  });
}

/**
 * Starts Temporal's test server, in which time skips ahead while nothing but timers is left.
 * @returns {Promise<TimeSkippingServer>}
 */
export async function startTimeSkippingServer() {
  const executable = await findExecutable(timeSkippingServerWanted);
  const folder = await prepareFolder();
  return withFreePorts(async ({ choose }) => {
    const port = await choose();
    const child = {
      name: 'temporal-test-server',
      executable,
      commandArguments: [String(port), '--enable-time-skipping'],
      logFile: join(folder.path, 'temporal-test-server.log'),
    };
    const server = await startEmbeddedServer({ child, prepare: () => canConnect(port) }, folder);
    return { ...server, address: `127.0.0.1:${port}` };
  });
}

/**
 * Starts again on other ports if another process took one between its choice and its use.
 * @template T
 * @param {(chooser: ReturnType<typeof createPortChooser>) => Promise<T>} start
 * @returns {Promise<T>}
 */
async function withFreePorts(start) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(createPortChooser());
    } catch (error) {
      if (!isPortTaken(error) || attempt === maxAttempts) throw error;
    }
  }
}

/** @param {(ports: SourcePorts) => Wanted} describeWanted */
async function findExecutable(describeWanted) {
  const wanted = describeWanted({ env: process.env, report: () => undefined });
  return (await obtainExecutable(wanted)).path;
}

/**
 * @param {string} [given]
 * @returns {Promise<ServerFolder>}
 */
async function prepareFolder(given) {
  if (given) return { path: given, onStart: async () => undefined, onStop: async () => undefined };
  const path = await createTemporaryFolder();
  return {
    path,
    onStart: (pid) => noteServer(path, pid),
    onStop: () => rm(path, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function canConnect(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
