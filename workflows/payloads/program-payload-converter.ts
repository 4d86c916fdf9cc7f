import type { Payload, PayloadConverterWithEncoding } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding.js';

/** Marks a payload that is, or carries, a program: the codec sends it by hash whatever its size. */
export const programEncoding = 'json/lemniscate-program';

/** Set by the codec on a payload that it has read by hash and checked. */
export const blobHashKey = 'lemniscate-blob-hash';

const cacheSize = 200;

/**
 * Programs by the hash of their bytes.
 *
 * In the workflow sandbox this module is preloaded, so all instances on a worker share one parsed copy of a
 * program. That is safe because a hash names its bytes: whoever puts the entry there, its value is the same.
 */
const parsedByHash = new Map<string, unknown>();
const bytesByProgram = new WeakMap<object, Uint8Array>();

export class ProgramPayloadConverter implements PayloadConverterWithEncoding {
  readonly encodingType = programEncoding;

  toPayload(value: unknown): Payload | undefined {
    if (!carriesProgram(value)) return undefined;
    const data = bytesByProgram.get(value) ?? encode(JSON.stringify(value));
    bytesByProgram.set(value, data);
    return { metadata: { encoding: encode(programEncoding) }, data };
  }

  fromPayload<T>(payload: Payload): T {
    const hash = payload.metadata?.[blobHashKey];
    const key = hash ? decode(hash) : undefined;
    const known = key === undefined ? undefined : parsedByHash.get(key);
    if (known !== undefined) return known as T;
    const value = JSON.parse(decode(payload.data ?? new Uint8Array())) as T;
    if (key !== undefined) remember(key, value);
    return value;
  }
}

function remember(hash: string, value: unknown): void {
  if (parsedByHash.size >= cacheSize) {
    const oldest = parsedByHash.keys().next().value;
    if (oldest !== undefined) parsedByHash.delete(oldest);
  }
  parsedByHash.set(hash, value);
}

function carriesProgram(value: unknown): value is object {
  return isProgram(value) || (isRecord(value) && isProgram(value['program']));
}

function isProgram(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['formatVersion'] === 'number' &&
    typeof value['hash'] === 'string' &&
    Array.isArray(value['elements'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
