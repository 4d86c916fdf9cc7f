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

/** Thrown by the store of a test that is out of order. */
export class StoreUnavailableError extends Error {
  readonly code = 'storeUnavailable';

  constructor() {
    super('Expected the store to answer but it is out of order');
  }
}
