import type { Request } from 'express';
import { InvalidRequest, VersionRequired } from '../errors.js';

/** Reads `If-Match: "3"`; `undefined` without the header. */
export function readIfMatch(request: Request): number | undefined {
  const header = request.get('if-match');
  if (header === undefined) return undefined;
  const match = /^(?:W\/)?"?(\d+)"?$/.exec(header.trim());
  if (!match) {
    throw new InvalidRequest(
      'invalidIfMatch',
      `Expected If-Match to hold one version like '"3"', but got '${header.slice(0, 40)}'.`,
    );
  }
  return Number(match[1]);
}

export function requireIfMatch(version: number | undefined): number {
  if (version === undefined) throw new VersionRequired();
  return version;
}
