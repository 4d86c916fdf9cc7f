import { createHash } from 'node:crypto';
import type { Payload } from '@temporalio/common';
import type { ProgramElement } from '../../../engine/index.js';
import { BlobCorruptError } from '../../../workflows/errors.js';
import { createPayloadCodec } from '../../../workflows/payloads/payload-codec.js';
import { payloadConverter } from '../../../workflows/payloads/payload-converter.js';
import { createMemoryBlobs } from '../../support/temporal-memory-blobs.js';

const program = { formatVersion: 1, hash: 'p1', elements: [] as ProgramElement[], flows: [] };

describe('payload codec', () => {
  it('leaves payloads up to the threshold where they are', async () => {
    // given
    const blobs = createMemoryBlobs();
    const codec = createPayloadCodec(blobs, { threshold: 100 });
    const payload = payloadOf({ text: 'short' });

    // when
    const [encoded] = await codec.encode([payload]);

    // then
    expect(encoded).toBe(payload);
    expect(blobs.bytes.size).toBe(0);
  });

  it('swaps a larger payload for the hash of its bytes and back', async () => {
    // given
    const blobs = createMemoryBlobs();
    const value = { text: 'x'.repeat(200) };
    const payload = payloadOf(value);

    // when
    const encoded = await createPayloadCodec(blobs, { threshold: 100 }).encode([payload]);
    const decoded = await createPayloadCodec(blobs, { threshold: 100 }).decode(encoded);

    // then
    const hash = createHash('sha256').update(payload.data!).digest('hex');
    expect([...blobs.bytes.keys()]).toEqual([hash]);
    expect(Buffer.from(encoded[0]!.data!).toString()).toBe(hash);
    expect(payloadConverter.fromPayload(decoded[0]!)).toEqual(value);
  });

  it('sends a program by hash whatever its size, and what carries one as well', async () => {
    // given
    const blobs = createMemoryBlobs();
    const codec = createPayloadCodec(blobs);

    // when
    const encoded = await codec.encode([payloadOf(program), payloadOf({ key: 'p:1', program })]);

    // then
    expect(blobs.bytes.size).toBe(2);
    expect(encoded.every((each) => each.data!.byteLength === 64)).toBe(true);
  });

  it('gives the same parsed program to everyone who reads the same blob', async () => {
    // given
    const codec = createPayloadCodec(createMemoryBlobs());
    const encoded = await codec.encode([payloadOf(program)]);

    // when
    const [first] = await codec.decode(encoded);
    const [second] = await codec.decode(encoded);

    // then
    expect(payloadConverter.fromPayload(first!)).toEqual(program);
    expect(payloadConverter.fromPayload(second!)).toBe(payloadConverter.fromPayload(first!));
  });

  it('reads a blob from the store once', async () => {
    // given
    const blobs = createMemoryBlobs();
    const encoded = await createPayloadCodec(blobs).encode([payloadOf(program)]);
    const reader = createPayloadCodec(blobs);

    // when
    await reader.decode(encoded);
    await reader.decode(encoded);

    // then
    expect(blobs.reads()).toBe(1);
  });

  it('refuses bytes that do not have the hash they were asked by', async () => {
    // given
    const blobs = createMemoryBlobs();
    const encoded = await createPayloadCodec(blobs).encode([payloadOf(program)]);
    for (const hash of blobs.bytes.keys()) blobs.bytes.set(hash, Buffer.from('{}'));

    // when
    const reading = createPayloadCodec(blobs).decode(encoded);

    // then
    await expect(reading).rejects.toThrow(BlobCorruptError);
  });

  it('stores other data anew each time, since it may have been erased', async () => {
    // given
    const blobs = createMemoryBlobs();
    const codec = createPayloadCodec(blobs, { threshold: 10 });
    await codec.encode([payloadOf({ name: 'a person' })]);
    blobs.bytes.clear();

    // when
    await codec.encode([payloadOf({ name: 'a person' })]);

    // then
    expect(blobs.bytes.size).toBe(1);
  });

  it('leaves arguments of local activities alone, which no history holds', async () => {
    // given
    const blobs = createMemoryBlobs();
    const codec = createPayloadCodec(blobs, { threshold: 10 });
    const context = { type: 'activity', namespace: 'default', isLocal: true } as const;

    // when
    await codec.encode([payloadOf({ text: 'longer than the threshold' })], context);

    // then
    expect(blobs.bytes.size).toBe(0);
  });
});

function payloadOf(value: unknown): Payload {
  return payloadConverter.toPayload(value);
}
