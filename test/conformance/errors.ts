/** Thrown when a case can't be carried out as its script says. */
export class ScriptFailedError extends Error {
  override readonly name = 'ScriptFailedError';
  readonly code = 'scriptFailed';
}
