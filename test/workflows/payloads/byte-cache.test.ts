import { ByteCache } from '../../../workflows/payloads/byte-cache.js';

describe('byte cache', () => {
  it('drops what was not used for longest once it weighs too much', () => {
    // given
    const cache = new ByteCache(30);
    cache.set('a', new Uint8Array(10));
    cache.set('b', new Uint8Array(10));
    cache.set('c', new Uint8Array(10));
    cache.get('a');

    // when
    cache.set('d', new Uint8Array(15));

    // then
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('c')).toBeUndefined();
    expect(cache.get('a')).toBeDefined();
    expect(cache.get('d')).toBeDefined();
  });

  it('keeps nothing that weighs more than the whole cache', () => {
    // given
    const cache = new ByteCache(30);
    cache.set('a', new Uint8Array(10));

    // when
    cache.set('b', new Uint8Array(31));

    // then
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toBeDefined();
  });

  it('replaces an entry without counting it twice', () => {
    // given
    const cache = new ByteCache(30);

    // when
    for (let round = 0; round < 10; round += 1) cache.set('a', new Uint8Array(20));
    cache.set('b', new Uint8Array(10));

    // then
    expect(cache.get('a')).toBeDefined();
    expect(cache.get('b')).toBeDefined();
  });
});
