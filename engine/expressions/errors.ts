import type { Span } from './feel-ast.js';

export type FeelFailureCode =
  | 'unknownName'
  | 'typeMismatch'
  | 'divisionByZero'
  | 'badArgument'
  | 'outOfRange'
  | 'fuelExhausted'
  | 'tooDeep';

/** Thrown inside an evaluation to end it; `evaluate` turns it into a failure, it never leaves. */
export class FeelAbort extends Error {
  override readonly name = 'FeelAbort';

  constructor(
    readonly code: FeelFailureCode,
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/** Thrown when a value that only exists during an evaluation, such as a function, is to become JSON. */
export class FeelValueNotStorableError extends Error {
  override readonly name = 'FeelValueNotStorableError';
  readonly code = 'feelValueNotStorable';

  constructor(readonly kind: string) {
    super(`Expected a value that JSON can hold but got a ${kind}`);
  }
}

/** Thrown when a value that holds the same parts again and again would be far too much as JSON. */
export class FeelValueTooLargeError extends FeelValueNotStorableError {
  constructor() {
    super('value that is too large');
  }
}

/** Thrown when an instant is computed in an unknown zone or lies beyond the calendar. */
export class FeelTimeError extends Error {
  override readonly name = 'FeelTimeError';
  readonly code = 'feelTime';
}

/** Thrown inside the parser where a text is no expression; `parse` turns it into a problem. */
export class FeelSyntaxAbort extends Error {
  override readonly name = 'FeelSyntaxAbort';
  readonly code = 'feelSyntax';
  readonly span: Span;

  constructor(message: string, from: number, to: number) {
    super(message);
    this.span = { from, to };
  }
}
