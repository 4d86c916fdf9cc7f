import { mkdirSync } from 'node:fs';
import { ensureReplicaSet } from './replica-set.mjs';

/** @typedef {import('./embedded-server.mjs').ServerPlan} ServerPlan */

/** @typedef {{ executable: string, port: number, dataFolder: string, logFile: string }} MongoPlanOptions */

const replicaSetName = 'lemniscate';

/**
 * @param {number} port
 * @param {string} [databaseName]
 */
export function mongoUri(port, databaseName = 'lemniscate') {
  return `mongodb://127.0.0.1:${port}/${databaseName}?replicaSet=${replicaSetName}`;
}

/**
 * A real `mongod` for trial and test: one node, on loopback, a replica set so that transactions and change
 * streams exist.
 * @param {MongoPlanOptions} options
 * @returns {ServerPlan}
 */
export function createMongoPlan({ executable, port, dataFolder, logFile }) {
  mkdirSync(dataFolder, { recursive: true });
  return {
    child: {
      name: 'mongod',
      executable,
      commandArguments: mongodArguments(port, dataFolder),
      logFile,
    },
    prepare: ({ pid }) => ensureReplicaSet(port, replicaSetName, pid),
  };
}

/**
 * @param {number} port
 * @param {string} dataFolder
 */
function mongodArguments(port, dataFolder) {
  return [
    ...['--dbpath', dataFolder, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', replicaSetName, '--oplogSize', '512', '--wiredTigerCacheSizeGB', '0.5'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false', '--quiet'],
  ];
}
