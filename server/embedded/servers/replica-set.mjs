import { hasErrorCode } from '../errors.mjs';

/** @typedef {import('mongoose').mongo.Db} Db */
/** @typedef {{ _id: string, version: number, members: { _id: number, host: string }[] }} ReplicaSetConfig */

/** The code of MongoDB's answer "no replset config has been received". */
const notYetInitialized = 94;

/**
 * Makes sure that the `mongod` on this port is the writable only member of its replica set: initiates a new
 * set, and tells a set from an earlier run its new address if the port has changed. Returns whether it is ready.
 * @param {number} port
 * @param {string} replicaSetName
 * @param {number} pid the process that should answer: another one on this port is left alone
 * @returns {Promise<boolean>}
 */
export async function ensureReplicaSet(port, replicaSetName, pid) {
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: 500,
    connectTimeoutMS: 500,
  });
  try {
    const admin = client.db('admin');
    const status = await admin.command({ serverStatus: 1 });
    if (Number(status['pid']) !== pid) return false;
    await configure(admin, replicaSetName, `127.0.0.1:${port}`);
    const hello = await admin.command({ hello: 1 });
    return hello['isWritablePrimary'] === true && hello['me'] === `127.0.0.1:${port}`;
  } finally {
    await client.close();
  }
}

/**
 * @param {Db} admin
 * @param {string} replicaSetName
 * @param {string} host
 */
async function configure(admin, replicaSetName, host) {
  const config = await readConfig(admin);
  if (!config) {
    await admin.command({ replSetInitiate: { _id: replicaSetName, members: [{ _id: 0, host }] } });
  } else if (config.members.length !== 1 || config.members[0]?.host !== host) {
    const moved = {
      ...config,
      version: config.version + 1,
      members: [{ ...config.members[0], _id: 0, host }],
    };
    await admin.command({ replSetReconfig: moved, force: true });
  }
}

/**
 * @param {Db} admin
 * @returns {Promise<ReplicaSetConfig | undefined>}
 */
async function readConfig(admin) {
  try {
    const answer = await admin.command({ replSetGetConfig: 1 });
    return answer['config'];
  } catch (error) {
    if (hasErrorCode(error, notYetInitialized)) return undefined;
    throw error;
  }
}
