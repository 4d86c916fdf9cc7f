import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  isStillRunning,
  readOwnIdentity,
  readProcessIdentity,
} from '../processes/process-identity.mjs';

/** @typedef {import('../processes/process-identity.mjs').ProcessIdentity} ProcessIdentity */
/** @typedef {{ owner: ProcessIdentity, server?: ProcessIdentity }} Tenancy */

const prefix = 'lemniscate-server-';
const tenancyFile = 'tenancy.json';

/**
 * Makes a folder for a server that lives no longer than this process.
 * @returns {Promise<string>}
 */
export async function createTemporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await writeTenancy(folder, { owner: await readOwnIdentity() });
  return folder;
}

/**
 * Notes which server works in the folder.
 * @param {string} folder
 * @param {number} serverPid
 */
export async function noteServer(folder, serverPid) {
  const server = await readProcessIdentity(serverPid);
  if (server) await writeTenancy(folder, { owner: await readOwnIdentity(), server });
}

/**
 * Ends the servers whose owner was killed before it could stop them, and removes their folders. A process is
 * ended only if it is the very one that was noted.
 */
export async function sweepAbandonedServers() {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const tenancy = await readTenancy(folder);
    if (!tenancy || (await isStillRunning(tenancy.owner))) continue;
    if (tenancy.server && (await isStillRunning(tenancy.server)))
      process.kill(tenancy.server.pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * @param {string} folder
 * @param {Tenancy} tenancy
 */
async function writeTenancy(folder, tenancy) {
  await writeFile(join(folder, tenancyFile), JSON.stringify(tenancy));
}

/**
 * @param {string} folder
 * @returns {Promise<Tenancy | undefined>}
 */
async function readTenancy(folder) {
  try {
    return JSON.parse(await readFile(join(folder, tenancyFile), 'utf8'));
  } catch {
    return undefined;
  }
}
