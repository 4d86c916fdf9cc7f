import { compareNumbers } from '../../expressions/decimal-number.js';
import type { FeelNumber } from '../../expressions/feel-value.js';

/** Where the test of a rule may pass; an end that is `undefined` is open, the others count as included. */
export interface Interval {
  readonly start: FeelNumber | undefined;
  readonly end: FeelNumber | undefined;
  readonly rule: number;
}

export interface IntervalTree {
  readonly size: number;
  /** How many intervals hold a value, about the average. */
  readonly typicalHits: number;
  /** Names the rule of every interval that holds the value. */
  readonly visit: (value: FeelNumber, found: (rule: number) => void) => void;
}

/** Intervals sorted by their starts; the middle of each stretch is the root of its tree and knows the last end in it. */
export function buildIntervalTree(intervals: readonly Interval[]): IntervalTree {
  const sorted = [...intervals].sort((one, other) => compareStarts(one.start, other.start));
  const lastEnds: (FeelNumber | undefined)[] = [];
  noteLastEnds(sorted, lastEnds, 0, sorted.length);
  const visit: IntervalTree['visit'] = (value, found) => {
    visitStretch({ sorted, lastEnds, value, found }, 0, sorted.length);
  };
  return { size: sorted.length, typicalHits: estimateHits(sorted, visit), visit };
}

const samples = 32;

function estimateHits(sorted: readonly Interval[], visit: IntervalTree['visit']): number {
  let hits = 0;
  let taken = 0;
  const stride = Math.max(1, Math.floor(sorted.length / samples));
  for (let index = 0; index < sorted.length; index += stride) {
    const value = sorted[index]?.start ?? sorted[index]?.end;
    if (value === undefined) continue;
    taken += 1;
    visit(value, () => {
      hits += 1;
    });
  }
  return taken === 0 ? sorted.length : hits / taken;
}

function compareStarts(one: FeelNumber | undefined, other: FeelNumber | undefined): number {
  if (one === undefined || other === undefined) {
    return (one === undefined ? 0 : 1) - (other === undefined ? 0 : 1);
  }
  return compareNumbers(one, other);
}

/** `undefined` is an open end, later than all. */
function later(one: FeelNumber | undefined, other: FeelNumber | undefined) {
  if (one === undefined || other === undefined) return undefined;
  return compareNumbers(one, other) >= 0 ? one : other;
}

function noteLastEnds(
  sorted: readonly Interval[],
  lastEnds: (FeelNumber | undefined)[],
  from: number,
  to: number,
): FeelNumber | undefined {
  const middle = (from + to) >> 1;
  let last = sorted[middle]?.end;
  if (from < middle) last = later(last, noteLastEnds(sorted, lastEnds, from, middle));
  if (middle + 1 < to) last = later(last, noteLastEnds(sorted, lastEnds, middle + 1, to));
  lastEnds[middle] = last;
  return last;
}

interface Search {
  readonly sorted: readonly Interval[];
  readonly lastEnds: readonly (FeelNumber | undefined)[];
  readonly value: FeelNumber;
  readonly found: (rule: number) => void;
}

function visitStretch(search: Search, from: number, to: number): void {
  if (from >= to) return;
  const middle = (from + to) >> 1;
  const interval = search.sorted[middle];
  const last = search.lastEnds[middle];
  if (interval === undefined || (last !== undefined && isBefore(last, search.value))) return;
  visitStretch(search, from, middle);
  const { start, end, rule } = interval;
  if (start !== undefined && isBefore(search.value, start)) return;
  if (end === undefined || !isBefore(end, search.value)) search.found(rule);
  visitStretch(search, middle + 1, to);
}

function isBefore(one: FeelNumber, other: FeelNumber): boolean {
  return compareNumbers(one, other) < 0;
}
