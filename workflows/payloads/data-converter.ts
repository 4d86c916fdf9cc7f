import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { BlobStore } from '../activities/ports.js';
import { createPayloadCodec, type PayloadCodecOptions } from './payload-codec.js';

/** Without file ending, so that it names the source under Jest and the compiled file elsewhere. */
export const payloadConverterPath = fileURLToPath(new URL('./payload-converter', import.meta.url));

/** The data converter that every client and worker of process workflows uses. */
export function createDataConverter(
  blobs: BlobStore,
  options?: PayloadCodecOptions,
): DataConverter {
  return { payloadConverterPath, payloadCodecs: [createPayloadCodec(blobs, options)] };
}
