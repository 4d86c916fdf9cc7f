import type { FieldError } from './contract/index.js';

interface Details {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
  readonly cause?: unknown;
}

/** A mistake of the caller: the answer says what to do instead. */
export abstract class UserError extends Error {
  abstract readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>> | undefined;
  readonly errors: readonly FieldError[] | undefined;

  constructor(code: string, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.params = details.params;
    this.errors = details.errors;
  }
}

/** Something the product depends on does not answer; the same request may succeed later. */
export abstract class OperationalError extends Error {
  readonly status = 503;
  abstract readonly code: string;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
  }
}

/** A bug: something that was held impossible. */
export class UnexpectedError extends Error {
  readonly code = 'unexpected';

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'UnexpectedError';
  }
}

/** Thrown when a request does not have the stated shape. */
export class InvalidRequest extends UserError {
  readonly status = 400;
}

/** Thrown when nobody is logged in, or name and password do not fit. */
export class NotAuthenticated extends UserError {
  readonly status = 401;
}

/** Thrown when the person has no right to do this. */
export class Forbidden extends UserError {
  readonly status = 403;
}

/** Thrown when a thing does not exist, or not for this person. */
export class NotFound extends UserError {
  readonly status = 404;

  constructor(kind: string, key: string) {
    super('notFound', `Expected a ${kind} with key '${key}', but there is none that you may see.`, {
      params: { kind, key },
    });
  }
}

/** Thrown when the thing is not in the state that the request needs. */
export class Conflict extends UserError {
  readonly status = 409;
}

/** Thrown when a write names an older version than the current one. */
export class StaleVersion extends UserError {
  readonly status = 412;

  constructor(kind: string, given: number, current: number) {
    super(
      'staleVersion',
      `Expected version ${String(current)} of the ${kind}, but the change was made on ${String(given)}.`,
      {
        params: { given, current },
      },
    );
  }
}

/** Thrown when a body or the variables of an instance exceed a limit. */
export class TooLarge extends UserError {
  readonly status = 413;
}

/** Thrown when the request is well formed but its content is refused: form, model, difference. */
export class Unprocessable extends UserError {
  readonly status = 422;
}

/** Thrown when a write of a versioned thing does not say which version it was made on. */
export class VersionRequired extends UserError {
  readonly status = 428;

  constructor() {
    super('versionRequired', 'Expected the header If-Match with the version that was read.');
  }
}

/** Thrown when somebody tries too often. */
export class TooManyAttempts extends UserError {
  readonly status = 429;
}

/** Thrown when the engine understood a command and refuses it; `code` is the engine's own. */
export class EngineRefusal extends UserError {
  readonly status: number;

  constructor(code: string, message: string, cause?: unknown) {
    super(code, message, { cause });
    this.status = code === 'variablesTooLarge' ? 413 : 409;
  }
}

/** Thrown when Temporal does not answer. */
export class EngineUnavailable extends OperationalError {
  readonly code = 'engineUnavailable';
}

/** Thrown when a lock is held by another server for too long. */
export class LockUnavailable extends OperationalError {
  readonly code = 'lockUnavailable';
}

/** Thrown when the environment does not describe a server that can start. */
export class InvalidConfiguration extends Error {
  readonly code = 'invalidConfiguration';

  constructor(message: string) {
    super(message);
    this.name = 'InvalidConfiguration';
  }
}
