import type { CodeRange } from './unicode-blocks.js';

const lastCodePoint = 0x10ffff;

/** The code points outside of all ranges. */
export function complementOf(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const result: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of [...ranges].sort((left, right) => left[0] - right[0])) {
    if (from > next) result.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return next > lastCodePoint ? result : [...result, [next, lastCodePoint]];
}

/** As RE2 writes them in a class. */
export function formatRanges(ranges: readonly CodeRange[]): string {
  return ranges.map(([from, to]) => `${hexadecimal(from)}-${hexadecimal(to)}`).join('');
}

function hexadecimal(code: number): string {
  return `\\x{${code.toString(16)}}`;
}

/** Where characters of all categories stand close together. */
const mixedAreas: readonly CodeRange[] = [
  [0, 0x33ff],
  [0x4dc0, 0x4dff],
  [0xa000, 0xabff],
  [0xd7a4, 0xd7ff],
  [0xf900, 0x1ffff],
  [0x2a6e0, 0x3ffff],
  [0xe0000, 0xe01ff],
];

/** Where all are of one category: ideographs, syllables, private and unassigned ones. */
const uniformAreas: readonly CodeRange[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xe000, 0xf8ff],
  [0x20000, 0x2a6df],
  [0x40000, 0xdffff],
  [0xe0200, 0xeffff],
  [0xf0000, 0x10fffd],
];

/** A memo: there are only so many categories. */
const knownRanges = new Map<string, readonly CodeRange[]>();

/** The code points of the category that `\p` or `\P` names; undefined if there is none of that name. */
export function findCategory(property: string): readonly CodeRange[] | undefined {
  const known = knownRanges.get(property);
  if (known !== undefined) return known;
  if (!/^\\[pP]\{[A-Z][a-z]?\}$/.test(property)) return undefined;
  const pattern = readCategory(property);
  if (pattern === undefined) return undefined;
  const mixed = mixedAreas.flatMap((area) => findRuns(area, pattern));
  const uniform = uniformAreas.filter(([from]) => String.fromCodePoint(from).search(pattern) === 0);
  const ranges = [...mixed, ...uniform];
  knownRanges.set(property, ranges);
  return ranges;
}

function readCategory(property: string): RegExp | undefined {
  try {
    return new RegExp(`${property}+`, 'gu');
  } catch {
    return undefined;
  }
}

function findRuns([from, to]: CodeRange, pattern: RegExp): readonly CodeRange[] {
  const characters: string[] = [];
  for (let code = from; code <= to; code += 1) characters.push(String.fromCodePoint(code));
  const runs = characters.join('').matchAll(pattern);
  return [...runs].map(([run]) => [run.codePointAt(0) ?? 0, lastCode(run)]);
}

function lastCode(run: string): number {
  const code = run.codePointAt(run.length - 2) ?? 0;
  return code > 0xffff ? code : (run.codePointAt(run.length - 1) ?? 0);
}
