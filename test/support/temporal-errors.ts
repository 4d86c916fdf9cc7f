/** Thrown when a test reads a blob that was never stored. */
export class UnknownBlobError extends Error {
  readonly code = 'blobNotFound';

  constructor(readonly hash: string) {
    super(`Expected a blob with hash '${hash}' but there is none`);
  }
}

/** Thrown when something a test waits for does not come true in time. */
export class WaitedTooLongError extends Error {
  readonly code = 'waitedTooLong';

  constructor(readonly what: string) {
    super(`Expected ${what} in time but it did not come true`);
  }
}

/**
 * Thrown when the time-skipping test server has written the end of a called instance into its own history but never
 * into that of its caller. No worker can cause this or mend it: both histories are the server's.
 */
export class ChildEndLostError extends Error {
  readonly code = 'childEndLost';

  constructor(readonly childWorkflowId: string) {
    super(`The test server never told the caller of '${childWorkflowId}' that it has ended`);
  }
}
