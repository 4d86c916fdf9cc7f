import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
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

/** @typedef {EmbeddedServer & { uri: string, uriOf: (databaseName: string) => string, dataDir: string }} EmbeddedMongo */
/** @typedef {EmbeddedServer & { address: string, uiUrl: string, namespace: string }} EmbeddedTemporal */
/** @typedef {EmbeddedServer & { address: string }} TimeSkippingServer */

/**
 * Starts a `mongod` of its own. Without a data folder it works in a temporary one that `stop` removes.
 * @param {{ dataDir?: string, port?: number }} [options]
 * @returns {Promise<EmbeddedMongo>}
 */
export async function startEmbeddedMongo({ dataDir, port } = {}) {
  const executable = await findExecutable(mongodWanted);
  const folder = await prepareFolder(dataDir);
  const chosenPort = port ?? (await createPortChooser().choose());
  const plan = createMongoPlan({
    executable,
    port: chosenPort,
    dataFolder: join(folder.path, 'data'),
    logFile: join(folder.path, 'mongod.log'),
  });
  const server = await startEmbeddedServer(plan, folder);
  /** @param {string} [databaseName] */
  const uriOf = (databaseName) => mongoUri(chosenPort, databaseName);
  return { ...server, uri: uriOf(), uriOf, dataDir: folder.path };
}

/**
 * Starts a Temporal development server of its own, on a file in the data folder (a temporary one if none is
 * given), or in memory, which is faster and forgets everything at a restart.
 * @param {{ dataDir?: string, inMemory?: boolean, port?: number }} [options]
 * @returns {Promise<EmbeddedTemporal>}
 */
export async function startEmbeddedTemporal({ dataDir, inMemory = false, port } = {}) {
  const executable = await findExecutable(temporalWanted);
  const folder = await prepareFolder(dataDir);
  const chooser = createPortChooser();
  const ports = {
    grpc: port ?? (await chooser.choose()),
    ui: await chooser.choose(),
    http: await chooser.choose(),
    metrics: await chooser.choose(),
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
}

/**
 * Starts Temporal's test server, in which time skips ahead while nothing but timers is left.
 * @param {{ port?: number }} [options]
 * @returns {Promise<TimeSkippingServer>}
 */
export async function startTimeSkippingServer({ port } = {}) {
  const executable = await findExecutable(timeSkippingServerWanted);
  const folder = await prepareFolder();
  const chosenPort = port ?? (await createPortChooser().choose());
  const server = await startEmbeddedServer(
    {
      child: {
        name: 'temporal-test-server',
        executable,
        commandArguments: [String(chosenPort), '--enable-time-skipping'],
        logFile: join(folder.path, 'temporal-test-server.log'),
      },
      prepare: () => canConnect(chosenPort),
    },
    folder,
  );
  return { ...server, address: `127.0.0.1:${chosenPort}` };
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
