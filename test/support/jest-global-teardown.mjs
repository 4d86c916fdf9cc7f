/** Stops what the set-up of the same run started. */
export default async function tearDown() {
  await globalThis.stopSharedServers?.();
}
