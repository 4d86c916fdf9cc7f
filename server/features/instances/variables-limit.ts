import type { Variables } from '../../../engine/index.js';
import { TooLarge } from '../../errors.js';

/** Refuses variables over the limit before they reach the engine; larger things are files. */
export function createSizeGuard(maxBytes: number): (variables: Variables) => void {
  return (variables) => {
    const bytes = Buffer.byteLength(JSON.stringify(variables));
    if (bytes <= maxBytes) return;
    throw new TooLarge(
      'variablesTooLarge',
      `Expected at most ${String(maxBytes)} bytes of variables, but got ${String(bytes)}.`,
      { params: { bytes, maxBytes } },
    );
  };
}
