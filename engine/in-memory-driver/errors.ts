/** Thrown when a driver is asked about a process or an instance that it does not have. */
export class UnknownSubjectError extends Error {
  override readonly name = 'UnknownSubjectError';
  readonly code = 'unknownSubject';

  constructor(
    readonly kind: 'process' | 'instance' | 'job',
    readonly subjectId: string,
  ) {
    super(`Expected a known ${kind} but got '${subjectId}'`);
  }
}

/** Thrown when processes keep each other busy without end. */
export class DriverNotSettlingError extends Error {
  override readonly name = 'DriverNotSettlingError';
  readonly code = 'driverNotSettling';

  constructor(readonly inputs: number) {
    super(`Expected the instances to come to rest but they did not within ${inputs} inputs`);
  }
}
