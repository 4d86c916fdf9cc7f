/** Stops what the set-up of the same run started. */
// eslint-disable-next-line import-x/no-default-export -- Jest loads the default export of a global tear-down
export default async function tearDown() {
  await globalThis.stopSharedServers?.();
}
