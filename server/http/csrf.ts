import type { Request } from 'express';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Forbidden } from '../errors.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function createCsrfToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Refuses what a foreign page sent: browsers say where a request comes from. */
export function requireSameOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign();
  const origin = request.get('origin');
  if (origin !== undefined && hostOf(origin) !== request.get('host')) throw foreign();
}

/** The session's own token must come back in a header, which a foreign page can neither read nor set. */
export function requireCsrfToken(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const expected = Buffer.from(request.session.csrfToken ?? '');
  const given = Buffer.from(request.get('x-csrf-token') ?? '');
  if (
    expected.length === 0 ||
    expected.length !== given.length ||
    !timingSafeEqual(expected, given)
  ) {
    throw new Forbidden(
      'csrfTokenMismatch',
      "Expected the session's token in the header 'x-csrf-token'.",
    );
  }
}

function foreign(): Forbidden {
  return new Forbidden(
    'foreignOrigin',
    'Expected a request from this site, but it comes from another.',
  );
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
