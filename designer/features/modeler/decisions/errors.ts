/** A construct that the table editor would lose. */
export class NotEditableInTablesError extends Error {
  override readonly name = 'NotEditableInTablesError';

  constructor(readonly construct: string) {
    super(`Expected a file that the table editor can hold but it has '${construct}'`);
  }
}
