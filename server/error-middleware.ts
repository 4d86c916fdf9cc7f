import type { ErrorRequestHandler } from 'express';
import multer from 'multer';
import type { Logger } from 'pino';
import type { ProblemDetails } from './contract/index.js';
import { OperationalError, UserError } from './errors.js';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not logged in',
  403: 'No right',
  404: 'Not found',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Refused',
  428: 'Version required',
  429: 'Too many attempts',
  500: 'Internal error',
  503: 'Not available now',
};

/** The only place that writes an error answer (RFC 9457). */
export function createErrorMiddleware(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = describe(error);
    if (problem.status >= 500)
      logger.error({ err: error, url: request.originalUrl }, 'request failed');
    response
      .status(problem.status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  };
}

function describe(error: unknown): ProblemDetails {
  if (error instanceof UserError) {
    return {
      ...basics(error.status, error.code, error.message),
      ...(error.errors === undefined ? {} : { errors: [...error.errors] }),
      ...(error.params === undefined ? {} : { params: { ...error.params } }),
    };
  }
  if (error instanceof OperationalError) return basics(503, error.code, error.message);
  if (error instanceof multer.MulterError) {
    const isSize = error.code === 'LIMIT_FILE_SIZE';
    return basics(isSize ? 413 : 400, isSize ? 'tooLarge' : 'invalidRequest', error.message);
  }
  return describeForeign(error);
}

/** Errors of the libraries below: body parser, driver. */
function describeForeign(error: unknown): ProblemDetails {
  if (isObject(error) && typeof error['status'] === 'number' && error['status'] < 500) {
    const status = error['status'];
    if (status === 413) return basics(413, 'tooLarge', 'Expected a smaller body.');
    if (error['type'] === 'entity.parse.failed')
      return basics(400, 'invalidJson', 'Expected a body that is JSON.');
    return basics(status, 'badRequest', TITLES[status] ?? 'Bad request');
  }
  if (isObject(error) && isStoreOutage(error['name'])) {
    return basics(
      503,
      'storeUnavailable',
      'The document store does not answer. Nothing was lost; try again.',
    );
  }
  return basics(500, 'unexpected', 'Something went wrong that should not. It has been logged.');
}

function isStoreOutage(name: unknown): boolean {
  return (
    typeof name === 'string' &&
    /^Mongo(ose)?(ServerSelection|Network|NetworkTimeout|NotConnected|PoolCleared|TopologyClosed)/.test(
      name,
    )
  );
}

function basics(status: number, code: string, detail: string): ProblemDetails {
  return {
    type: `urn:lemniscate:problem:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    code,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
