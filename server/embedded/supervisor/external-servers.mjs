import { connect } from 'node:net';
import { EmbeddedError } from '../errors.mjs';

/** How long a server that was named in the environment may take to answer. */
const patienceMs = 10_000;

/**
 * Sees that the MongoDB somebody named is there and is a replica set, before anything is started on it.
 * @param {string} uri
 */
export async function requireReplicaSet(uri) {
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: patienceMs });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
      throw new EmbeddedError(
        'NOT_A_REPLICA_SET',
        'Expected MONGODB_URI to name a replica set, but a stand-alone MongoDB answers. Start it with --replSet and initiate the set.',
      );
    }
  } catch (error) {
    if (error instanceof EmbeddedError) throw error;
    throw new EmbeddedError(
      'MONGODB_UNREACHABLE',
      `Expected a MongoDB at MONGODB_URI, but it can't be reached (${error instanceof Error ? error.message : String(error)}).`,
      { cause: error },
    );
  } finally {
    await client.close();
  }
}

/**
 * Sees that something listens where Temporal is said to be.
 * @param {string} address
 */
export async function requireTemporal(address) {
  const { hostname, port } = new URL(`grpc://${address}`);
  const reason = await tryToConnect(hostname, Number(port || 7233));
  if (!reason) return;
  throw new EmbeddedError(
    'TEMPORAL_UNREACHABLE',
    `Expected a Temporal server at TEMPORAL_ADDRESS '${address}', but it can't be reached (${reason}).`,
  );
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>} why not
 */
function tryToConnect(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMs });
    /** @param {string} [reason] */
    const finish = (reason) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once('connect', () => finish());
    socket.once('timeout', () => finish('no answer'));
    socket.once('error', (error) => finish(error.message));
  });
}
