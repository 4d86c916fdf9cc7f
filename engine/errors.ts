/** Thrown when the machine meets what cannot be: a broken program, or a state of another one. */
export class UnexpectedStateError extends Error {
  override readonly name = 'UnexpectedStateError';
  readonly code = 'unexpectedState';
}

/** Thrown where a union is closed and yet a further member turns up. */
export class UnexpectedMemberError extends Error {
  override readonly name = 'UnexpectedMemberError';
  readonly code = 'unexpectedMember';
}

/** Closes a union: does not compile while a member is left. */
export function assertNever(member: never): never {
  throw new UnexpectedMemberError(`Expected nothing more but got ${JSON.stringify(member)}`);
}
