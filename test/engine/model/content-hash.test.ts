import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { canonicalJson, sha256 } from '../../../engine/model/content-hash.js';
import type { JsonValue } from '../../../engine/protocol/json.js';
import { anyJson } from '../../support/any-json.js';
import '../../support/property-runs.js';

describe('sha256', () => {
  it('agrees with another implementation on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });

  it.each([0, 55, 56, 63, 64, 65, 119, 120, 1000])('pads a text of %i bytes', (length) => {
    const text = 'a'.repeat(length);
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('canonicalJson', () => {
  it('gives equal content the same text, whatever the order of keys', () => {
    const left = canonicalJson({ b: [1, { y: null, x: 'é' }], a: true });
    const right = canonicalJson({ a: true, b: [1, { x: 'é', y: null }] });
    expect(left).toBe(right);
    expect(left).toBe('{"a":true,"b":[1,{"x":"é","y":null}]}');
  });

  it('writes any value as JSON does, but for the order of keys', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        // when
        const text = canonicalJson(value);
        // then
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).toHaveLength(JSON.stringify(value).length);
      }),
    );
  });

  it('leaves out members without a value', () => {
    expect(canonicalJson({ a: undefined, b: 1 } as unknown as JsonValue)).toBe('{"b":1}');
  });
});
