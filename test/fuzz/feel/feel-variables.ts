import type { JsonValue } from '../../../engine/index.js';
import { randomJson } from '../random-json.js';
import type { Random } from '../random.js';

type Tagged = Readonly<Record<string, JsonValue>>;

function tagged(type: string, value: string): Tagged {
  return { '@feel': type, value };
}

/** Values for the names that grown expressions use, several for each. */
const values: Readonly<Record<string, readonly JsonValue[]>> = {
  n: [0, 7, -3.5, 1e21, tagged('number', '1234567890123456789012345678901234')],
  'total price': [100, 0.1, -1],
  'a-b': [5, 'x'],
  s: ['', 'foo', 'aXb 1', '\u{1F40E}\u{1F40E}', '\ud800', '(a+)+$', 'x'.repeat(5000)],
  s2: ['2026-02-30', '10:00:00', 'P1Y', '1,000.5', '[1..3]', 'null'],
  b: [true, false, null],
  d: [tagged('date', '2026-03-29'), tagged('date', '2024-02-29'), tagged('date', '-0001-01-01')],
  t: [tagged('time', '02:30:00'), tagged('time', '23:59:59+14:00'), tagged('time', '00:00:00Z')],
  dt: [
    tagged('date and time', '2026-03-29T02:30:00'),
    tagged('date and time', '2026-10-25T02:30:00@Europe/Amsterdam'),
    tagged('date and time', '2016-12-31T23:59:59.999999999Z'),
  ],
  dt2: [tagged('date and time', '9999-12-31T23:59:59-12:00'), null],
  dd: [tagged('duration', 'PT0S'), tagged('duration', '-P1DT1H'), tagged('duration', 'P99999D')],
  ym: [tagged('duration', 'P1Y2M'), tagged('duration', '-P11M'), tagged('duration', 'P999999Y')],
  xs: [[], [1, 2, 3], [3, 'a', null, [1]], Array.from({ length: 300 }, (_, index) => index)],
  cs: [[{ a: 1, b: 'x' }, { a: 2 }, { b: null }], [{}], [{ a: [1] }, 5]],
  c: [{}, { a: 1, s: 'x', inner: { a: 2 } }, { 'x y': 1, 'a-b': { if: 1 } }, { a: null }],
  r: [
    { '@feel': 'range', start: 1, end: 5, isStartIncluded: true, isEndIncluded: false },
    { '@feel': 'range', end: 'm', isStartIncluded: false, isEndIncluded: true },
  ],
};

const odd: readonly string[] = [
  'if',
  'date and time',
  '+',
  '',
  '?',
  'item',
  'é€',
  'a b  c',
  'list',
];

/** Variables as a process stores them: typed values have tags. */
export function randomVariablesOfTypes(random: Random): Readonly<Record<string, JsonValue>> {
  const entries = Object.entries(values).flatMap(([name, candidates]) => {
    if (random.oneIn(12)) return [];
    const value = random.oneIn(12) ? randomJson(random) : random.pick(candidates);
    return [[name, value ?? null] as const];
  });
  if (random.oneIn(3)) entries.push([random.pick(odd) ?? '', randomJson(random)]);
  if (random.oneIn(30)) entries.push(['__proto__', randomJson(random)]);
  return Object.fromEntries(entries);
}
