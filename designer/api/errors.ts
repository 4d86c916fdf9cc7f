import type { FieldError, ProblemDetails } from '../../server/contract/index.js';

/** Thrown when the server answers with a problem. */
export class ApiProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
  }

  get fieldErrors(): readonly FieldError[] {
    return this.problem.errors ?? [];
  }
}

/** Thrown when the server can't be reached. */
export class OfflineError extends Error {
  readonly code = 'offline';

  constructor(cause: unknown) {
    super('Expected an answer from the server but it can’t be reached', { cause });
    this.name = 'OfflineError';
  }
}

/** Thrown when the server answers with something that the contract does not describe. */
export class UnexpectedAnswerError extends Error {
  readonly code = 'unexpected-answer';

  constructor(
    readonly endpoint: string,
    cause: unknown,
  ) {
    super(`Expected an answer of '${endpoint}' as the contract says but got another`, { cause });
    this.name = 'UnexpectedAnswerError';
  }
}

export const isStatus = (error: unknown, status: number): error is ApiProblemError =>
  error instanceof ApiProblemError && error.status === status;
