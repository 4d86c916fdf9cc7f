import { startSharedServers } from '../../server/embedded/servers/shared-servers.mjs';

/** Starts the servers that all test files of the run share. */
export default async function setUp() {
  globalThis.stopSharedServers = await startSharedServers(process.env);
}
