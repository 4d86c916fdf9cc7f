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
