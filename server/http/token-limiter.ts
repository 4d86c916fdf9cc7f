import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { TooManyAttempts } from '../errors.js';
import { readBearer } from './token-context.js';

const MINUTE_MS = 60_000;
/** Requests with tokens that are worth nothing, of one address. */
const WRONG_PER_MINUTE = 60;

const hasNoToken = (request: Request): boolean =>
  readBearer(request.get('authorization')) === undefined;

function limiter(options: Parameters<typeof rateLimit>[0]): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    skip: hasNoToken,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(
        new TooManyAttempts('tooManyRequests', 'Too many requests. Wait a minute, then go on.', {
          params: { waitSeconds: MINUTE_MS / 1_000 },
        }),
      );
    },
    ...options,
  });
}

/** Holds programs to a number of requests a minute per token; a session is a person's, and has its own limits. */
export function createTokenLimiters(requests: number): RequestHandler[] {
  return [
    limiter({
      limit: WRONG_PER_MINUTE,
      keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
      requestWasSuccessful: (_request, response) => response.statusCode !== 401,
      skipSuccessfulRequests: true,
    }),
    limiter({
      limit: requests,
      keyGenerator: (request) => readBearer(request.get('authorization')) ?? '',
    }),
  ];
}
