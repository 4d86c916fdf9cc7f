import fc from 'fast-check';

import type { JsonValue } from '../../engine/protocol/json.js';

/** Any unit of UTF-16, with those that JSON and people write more often; not fast-check's own, which takes seconds to set up. */
const unit = fc.oneof(
  fc.constantFrom('a', '0', ' ', '"', '\\', '\n', 'é', '€', '\u2028', '😀'),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);

/** Any JSON value, keys and texts of any characters. */
export const anyJson: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ stringUnit: unit })
  // The library's type of JSON values is ours but for the readonly marks.
  .map((json) => json as JsonValue);
