import { startSharedServers } from '../../server/embedded/servers/shared-servers.mjs';

/** Starts the servers that all test files of the run share. */
// eslint-disable-next-line import-x/no-default-export -- Jest loads the default export of a global set-up
export default async function setUp() {
  globalThis.stopSharedServers = await startSharedServers(process.env);
}
