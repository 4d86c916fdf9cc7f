/** Thrown when the engine does what it never may, whatever it is given. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError';
}
