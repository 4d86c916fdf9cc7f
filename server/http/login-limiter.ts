import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { TooManyAttempts } from '../errors.js';

const WINDOW_MS = 15 * 60_000;
/** Failed logins of one address, whatever the name: against trying one password on many names. */
const PER_ADDRESS_FACTOR = 10;

function limiter(limit: number, keyOf: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    keyGenerator: keyOf,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(
        new TooManyAttempts(
          'tooManyAttempts',
          'Too many failed logins. Wait a quarter of an hour, then try again.',
          {
            params: { waitSeconds: WINDOW_MS / 1_000 },
          },
        ),
      );
    },
  });
}

/** Counts failed logins per address and name, and per address. */
export function createLoginLimiters(attempts: number): RequestHandler[] {
  const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');
  return [
    limiter(attempts * PER_ADDRESS_FACTOR, addressOf),
    limiter(attempts, (request) => {
      const body: unknown = request.body;
      const name =
        typeof body === 'object' && body !== null && 'username' in body ? body.username : '';
      return `${addressOf(request)}|${String(name).toLowerCase().slice(0, 100)}`;
    }),
  ];
}
