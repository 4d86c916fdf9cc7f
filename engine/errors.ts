/** Thrown when the machine meets what cannot be: a broken program, or a state of another one. */
export class UnexpectedStateError extends Error {
  override readonly name = 'UnexpectedStateError';
  readonly code = 'unexpectedState';
}
