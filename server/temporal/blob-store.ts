import { ApplicationFailure } from '@temporalio/common';
import { createHash } from 'node:crypto';
import type { BlobStore } from '../../workflows/activities/ports.js';
import type { Store } from '../store/store.js';

/** Blobs by content hash in the document store; what is stored once is never written again. */
export function createBlobStore(store: Store, now: () => Date): BlobStore {
  return {
    put: async (bytes) => {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const isKnown = await store.blobs.exists({ _id: hash });
      if (isKnown) return hash;
      const update = { $setOnInsert: { bytes: Buffer.from(bytes), createdAt: now() } };
      try {
        await store.blobs.updateOne({ _id: hash }, update, { upsert: true }).exec();
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 11_000)) throw error;
      }
      return hash;
    },
    get: async (hash) => {
      const blob = await store.blobs
        .findById(hash)
        .lean<{ bytes: { buffer: Uint8Array } }>()
        .exec();
      if (!blob) {
        throw ApplicationFailure.nonRetryable(
          `Expected a blob with hash '${hash}', but there is none.`,
          'BlobNotFound',
        );
      }
      return new Uint8Array(blob.bytes.buffer);
    },
  };
}
