import { show } from '../feel-runner.js';

/** A range by its notation, and by those of the sampled numbers that lie in it. */
interface Sampled {
  readonly text: string;
  readonly points: readonly number[];
}

const samples = Array.from({ length: 9 }, (_item, index) => 1 + index / 4);

/** All ranges from 1 to 2, from 1 to 3 and from 2 to 3. */
const ranges: readonly Sampled[] = [
  [1, 2],
  [1, 3],
  [2, 3],
].flatMap(([start = 0, end = 0]) =>
  ['[', '('].flatMap((opening) =>
    [']', ')'].map((closing) => ({
      text: `${opening}${start}..${end}${closing}`,
      points: samples.filter(
        (point) =>
          (opening === '[' ? point >= start : point > start) &&
          (closing === ']' ? point <= end : point < end),
      ),
    })),
  ),
);

const first = ({ points }: Sampled) => points[0] ?? 0;
const last = ({ points }: Sampled) => points.at(-1) ?? 0;
const shared = (a: Sampled, b: Sampled) => a.points.filter((point) => b.points.includes(point));
const holds = (a: Sampled, b: Sampled) => shared(a, b).length === b.points.length;

/** What each relation means for the points that lie in the ranges. */
const meanings: Readonly<Record<string, (a: Sampled, b: Sampled) => boolean>> = {
  before: (a, b) => last(a) < first(b),
  after: (a, b) => first(a) > last(b),
  meets: (a, b) => last(a) === first(b),
  'met by': (a, b) => first(a) === last(b),
  overlaps: (a, b) => shared(a, b).length > 0,
  'overlaps before': (a, b) => shared(a, b).length > 0 && first(a) < first(b) && last(a) <= last(b),
  'overlaps after': (a, b) => shared(a, b).length > 0 && first(b) < first(a) && last(b) <= last(a),
  includes: holds,
  during: (a, b) => holds(b, a),
  starts: (a, b) => first(a) === first(b) && holds(b, a),
  'started by': (a, b) => first(a) === first(b) && holds(a, b),
  finishes: (a, b) => last(a) === last(b) && holds(b, a),
  'finished by': (a, b) => last(a) === last(b) && holds(a, b),
  coincides: (a, b) => holds(a, b) && holds(b, a),
};

const pairs = ranges.flatMap((a) => ranges.map((b) => [a, b] as const));

describe('the relation of two ranges', () => {
  it.each(Object.entries(meanings))('%s is that of the points in them', (name, means) => {
    // given
    const calls = pairs.map(([a, b]) => `${name}(${a.text}, ${b.text})`);

    // when
    const answers = show(`[${calls.join(', ')}]`);

    // then
    expect(answers).toBe(`[${pairs.map(([a, b]) => String(means(a, b))).join(', ')}]`);
  });
});

describe('the relation of a point and a range', () => {
  it.each([
    ['before(1, [2..3])', 'true'],
    ['before(2, [2..3])', 'false'],
    ['before(2, (2..3])', 'true'],
    ['before([1..2], 3)', 'true'],
    ['before([1..2], 2)', 'false'],
    ['before([1..2), 2)', 'true'],
    ['after(3, [1..2])', 'true'],
    ['after(2, [1..2))', 'true'],
    ['after([2..3], 1)', 'true'],
    ['includes([1..2], 2)', 'true'],
    ['includes([1..2), 2)', 'false'],
    ['includes((1..2], 1)', 'false'],
    ['during(2, [1..2])', 'true'],
    ['during(3, [1..2])', 'false'],
    ['starts(1, [1..2])', 'true'],
    ['starts(1, (1..2])', 'false'],
    ['starts(2, [1..2])', 'false'],
    ['started by([1..2], 1)', 'true'],
    ['started by((1..2], 1)', 'false'],
    ['finishes(2, [1..2])', 'true'],
    ['finishes(2, [1..2))', 'false'],
    ['finishes(1, [1..2])', 'false'],
    ['finished by([1..2], 2)', 'true'],
    ['finished by([1..2), 2)', 'false'],
    ['before(1, 2)', 'true'],
    ['before(2, 1)', 'false'],
    ['after(2, 1)', 'true'],
    ['after(1, 2)', 'false'],
    ['coincides(1, 1)', 'true'],
    ['coincides(1, 2)', 'false'],
    ['before((< 2), [3..4])', 'true'],
    ['before((<= 3), [3..4])', 'false'],
    ['after((> 4), [3..4])', 'true'],
    ['overlaps((< 2), (> 1))', 'true'],
    ['overlaps((< 2), (> 2))', 'false'],
    ['includes((> 1), [2..3])', 'true'],
    ['includes((< 9), (< 5))', 'true'],
    ['coincides((< 9), (< 9))', 'true'],
    ['coincides((< 9), (<= 9))', 'false'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });
});
