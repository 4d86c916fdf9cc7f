import type { JsonValue, Variables } from '../../engine/index.js';
import type { Random } from './random.js';
import { hostileNames, hostileValues } from './words.js';

const numbers: readonly number[] = [
  0, -0, 1, -1, 2, 0.1, 1e21, 1e-7, 1e308, -1e308, 5e-324, 9007199254740993, 2147483648, 10_000,
];

/** A text can stand for a value of FEEL that JSON has no word for. */
const tagged: readonly JsonValue[] = [
  { '@feel': 'date', value: '2026-02-30' },
  { '@feel': 'date and time', value: '2026-01-01T00:00:00@Nowhere/Else' },
  { '@feel': 'duration', value: 'PT1H' },
  { '@feel': 'days and time duration', value: 'x' },
  { '@feel': 'number', value: '1e999999' },
  { '@feel': 'time', value: 7 },
  { '@feel': null, value: null },
  { '@feel': 'function' },
];

export function randomJson(random: Random, depth = 3): JsonValue {
  switch (random.below(depth > 0 ? 10 : 6)) {
    case 0:
      return null;
    case 1:
      return random.oneIn(2);
    case 2:
      return random.pick(numbers) ?? 0;
    case 3:
      return random.pick(hostileValues) ?? '';
    case 4:
      return random.pick(tagged) ?? null;
    case 5:
      return random.below(5);
    case 6:
    case 7:
      return Array.from({ length: random.below(4) }, () => randomJson(random, depth - 1));
    default:
      return randomVariables(random, [], depth - 1);
  }
}

/** Variables as JSON gives them: `__proto__` is a name like others. */
export function randomVariables(random: Random, names: readonly string[], depth = 3): Variables {
  const entries = Array.from({ length: random.below(4) }, () => {
    const name = random.pick(random.oneIn(3) ? hostileNames : names) ?? 'a';
    return [name, randomJson(random, depth)] as const;
  });
  return Object.fromEntries(entries);
}
