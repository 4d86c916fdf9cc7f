import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo } from 'mongoose';
import { NotFound } from '../../errors.js';
import type { Store } from '../../store/store.js';

/** Bytes of attachments, once per organisation and content. */
export interface AttachmentStore {
  /** Gives the hash of what is stored now. */
  put(organisationId: string, bytes: Uint8Array): Promise<string>;
  /** Throws `NotFound` for an unknown hash. */
  open(organisationId: string, sha256: string): Promise<Readable>;
}

const DUPLICATE_KEY = 11_000;

export function createAttachmentStore(store: Store, now: () => Date): AttachmentStore {
  const { db } = store.connection;
  const bucket = (): mongo.GridFSBucket => {
    if (!db) throw new NotFound('document store', 'connection');
    return new mongo.GridFSBucket(db, { bucketName: 'attachments' });
  };
  return {
    put: async (organisationId, bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const _id = `${organisationId}/${sha256}`;
      if (await store.attachmentContents.exists({ _id })) return sha256;
      const fileId = randomUUID();
      const files = bucket();
      const upload = files.openUploadStreamWithId(fileId as never, sha256, {
        metadata: { organisationId },
      });
      await pipeline([Buffer.from(bytes)], upload);
      const content = { _id, organisationId, sha256, fileId, size: bytes.length, createdAt: now() };
      try {
        await store.attachmentContents.collection.insertOne(content as never);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY))
          throw error;
        // Somebody else has stored the same content in the meantime.
        await files.delete(fileId as never);
      }
      return sha256;
    },
    open: async (organisationId, sha256) => {
      const _id = `${organisationId}/${sha256}`;
      const content = await store.attachmentContents.findById(_id).lean().exec();
      if (!content) throw new NotFound('attachment', sha256);
      return bucket().openDownloadStream(content.fileId as never);
    },
  };
}
