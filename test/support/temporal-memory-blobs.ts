import { createHash } from 'node:crypto';
import type { BlobStore } from '../../workflows/activities/ports.js';
import { UnknownBlobError } from './temporal-errors.js';

/** A blob store in memory, open for tests to look into and to damage. */
export interface MemoryBlobs extends BlobStore {
  readonly bytes: Map<string, Uint8Array>;
  /** How often bytes were read from it. */
  reads(): number;
}

export function createMemoryBlobs(): MemoryBlobs {
  const bytes = new Map<string, Uint8Array>();
  let reads = 0;
  return {
    bytes,
    reads: () => reads,
    put(data) {
      const hash = createHash('sha256').update(data).digest('hex');
      bytes.set(hash, Uint8Array.from(data));
      return Promise.resolve(hash);
    },
    get(hash) {
      reads += 1;
      const found = bytes.get(hash);
      return found ? Promise.resolve(found) : Promise.reject(new UnknownBlobError(hash));
    },
  };
}
