/** One thing that is wrong with a file of the library. */
export interface LibraryProblem {
  readonly file: string;
  readonly message: string;
}

/** Thrown when the library on disk is not what its catalogue says. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';
  readonly code = 'libraryInvalid';

  constructor(readonly problems: readonly LibraryProblem[]) {
    super(
      `Expected a valid process library but found ${problems.length} problem(s): ` +
        problems.map(({ file, message }) => `'${file}': ${message}`).join('; '),
    );
  }
}
