/** Thrown when a file that shall be imported cannot be read as text. */
export class ImportUnreadableError extends Error {
  override readonly name = 'ImportUnreadableError';

  constructor(
    readonly file: string,
    readonly reason: 'tooLarge' | 'noText',
  ) {
    super(`Expected '${file}' to be a text of at most 20 MiB but it is not: ${reason}`);
  }
}
