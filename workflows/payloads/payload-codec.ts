import { createHash } from 'node:crypto';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding.js';
import type { BlobStore } from '../activities/ports.js';
import { BlobCorruptError } from '../errors.js';
import { ByteCache } from './byte-cache.js';
import { blobHashKey, programEncoding } from './program-payload-converter.js';

const blobEncoding = 'binary/lemniscate-blob';
const innerPrefix = 'inner.';

type Metadata = Record<string, Uint8Array>;

export interface PayloadCodecOptions {
  /**
   * Payloads larger than this many bytes travel by hash. 64 KB: below it a blob's round trip costs more than
   * the bytes in the history do; above it a few payloads would fill a run's 8 MB.
   */
  readonly threshold?: number;
  /** Weight of the blobs kept in memory. */
  readonly cacheBytes?: number;
}

/**
 * Swaps large payloads, and programs of any size, for the SHA-256 of their bytes.
 *
 * It runs outside the workflow sandbox, on clients and workers alike. The hash is checked on every read from
 * the store, so a blob can be neither confused nor altered. Arguments of local activities stay
 * as they are: no history holds them.
 */
export function createPayloadCodec(
  blobs: BlobStore,
  options: PayloadCodecOptions = {},
): PayloadCodec {
  const threshold = options.threshold ?? 64 * 1024;
  const cache = new ByteCache(options.cacheBytes ?? 64 * 1024 * 1024);

  async function encodeOne(payload: Payload, context?: SerializationContext): Promise<Payload> {
    const data = payload.data;
    // Nothing at all, such as the result of a workflow that has none, is not even bytes.
    if (!data?.byteLength || !payload.metadata) return payload;
    const isProgram = encodingOf(payload) === programEncoding;
    const isLocal = context?.type === 'activity' && context.isLocal;
    if (!isProgram && (isLocal || data.byteLength <= threshold)) return payload;
    const hash = await store(data, isProgram);
    const metadata: Metadata = { encoding: encode(blobEncoding) };
    for (const [key, value] of Object.entries(payload.metadata))
      metadata[innerPrefix + key] = value;
    return { metadata, data: encode(hash) };
  }

  /** Programs are never erased, so one that was seen is there; anything else might have been. */
  async function store(data: Uint8Array, isProgram: boolean): Promise<string> {
    const hash = sha256(data);
    if (isProgram && cache.get(hash)) return hash;
    await blobs.put(data);
    cache.set(hash, data);
    return hash;
  }

  async function decodeOne(payload: Payload): Promise<Payload> {
    if (encodingOf(payload) !== blobEncoding) return payload;
    const hash = decode(payload.data ?? new Uint8Array());
    const data = await load(hash);
    const metadata: Metadata = { [blobHashKey]: encode(hash) };
    for (const [key, value] of Object.entries(payload.metadata ?? {})) {
      if (key.startsWith(innerPrefix)) metadata[key.slice(innerPrefix.length)] = value;
    }
    return { metadata, data };
  }

  async function load(hash: string): Promise<Uint8Array> {
    const known = cache.get(hash);
    if (known) return known;
    const data = await blobs.get(hash);
    const actual = sha256(data);
    if (actual !== hash) throw new BlobCorruptError(hash, actual);
    cache.set(hash, data);
    return data;
  }

  return {
    encode: (payloads, context) => Promise.all(payloads.map((each) => encodeOne(each, context))),
    decode: (payloads) => Promise.all(payloads.map(decodeOne)),
  };
}

function encodingOf(payload: Payload): string | undefined {
  const encoding = payload.metadata?.['encoding'];
  return encoding ? decode(encoding) : undefined;
}

function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
