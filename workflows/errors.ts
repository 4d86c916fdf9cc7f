/** Thrown when the bytes read for a hash are not the bytes that were stored under it. */
export class BlobCorruptError extends Error {
  readonly code = 'blobCorrupt';
  override readonly name = 'BlobCorruptError';

  constructor(
    readonly expectedHash: string,
    readonly actualHash: string,
  ) {
    super(`Expected a blob with hash '${expectedHash}' but read one with hash '${actualHash}'`);
  }
}

/** Thrown when a job type would take the name of a port's activity. */
export class PortPrefixReservedError extends Error {
  readonly code = 'portPrefixReserved';
  override readonly name = 'PortPrefixReservedError';

  constructor(readonly jobType: string) {
    super(`Expected a job type without the reserved prefix but got '${jobType}'`);
  }
}

/** Thrown inside a workflow when the facts of a step could not be stored; fails the workflow task, not the instance. */
export class FactsNotStoredError extends Error {
  readonly code = 'factsNotStored';
  override readonly name = 'FactsNotStoredError';

  constructor(
    readonly seq: number,
    cause: unknown,
  ) {
    super(`Expected the facts up to ${seq} to be stored but the store refused them`, { cause });
  }
}

/** Thrown inside a workflow when the worker has dropped a local activity; fails the workflow task, not the instance. */
export class LocalActivityDroppedError extends Error {
  readonly code = 'localActivityDropped';
  override readonly name = 'LocalActivityDroppedError';

  constructor(cause: unknown) {
    super('Expected an answer of a local activity but the worker has dropped it', { cause });
  }
}
